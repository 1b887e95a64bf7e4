// The table of the encoder that ships, a row a token: a file comes in, sums of rows go out. The table is in memory only while
// texts are encoded, for it is a twelfth of what an engine may take; from the system's cache it is back in some milliseconds.
import { type FileHandle, open } from 'node:fs/promises';
import { EncoderUnavailable, messageOf } from './encoder-unavailable.ts';
import type { TokenBag } from './tokenizer.ts';

/** After so long without a text the table is let go. */
const restMs = 2_000;
/** Below this length a sum counts as nothing. */
const epsilon = 1e-12;

interface Table {
  /** One after the other; to be multiplied by the row's gain. */
  readonly rows: Int8Array;
  readonly gains: Float32Array;
}

export class TokenTable {
  readonly #file: FileHandle;
  readonly #size: number;
  readonly #dimensions: number;
  #table: Promise<Table> | undefined;
  #rest: NodeJS.Timeout | undefined;

  private constructor(file: FileHandle, size: number, dimensions: number) {
    this.#file = file;
    this.#size = size;
    this.#dimensions = dimensions;
  }

  /**
   * The file stays open, so that the table can be read again when its folder has gone in favour of a newer version's.
   *
   * @param size rows
   * @throws where the file is not to be had or is not as long as so many rows are
   */
  static async open(path: string, size: number, dimensions: number): Promise<TokenTable> {
    const file = await open(path);
    const { size: bytes } = await file.stat();
    if (bytes === size * (dimensions + Float32Array.BYTES_PER_ELEMENT)) return new TokenTable(file, size, dimensions);
    await file.close();
    throw new RangeError(`${bytes} bytes are not ${size} rows of ${dimensions} numbers`);
  }

  /**
   * The weighted sum of each bag's rows, at length 1; zero for a bag without a token.
   *
   * @throws EncoderUnavailable where the file can be read no longer
   */
  sumsOf(bags: readonly TokenBag[]): Promise<Float32Array[]> {
    return this.#use((table) => bags.map((bag) => sumOf(bag, table, this.#dimensions)));
  }

  /**
   * How near the sums of bags are to each other; to be called at once, as it keeps the table in memory.
   *
   * @throws EncoderUnavailable where the file can be read no longer
   */
  comparer(): Promise<(asked: readonly TokenBag[], said: readonly TokenBag[]) => Float32Array> {
    return this.#use((table) => (asked, said) => compare(asked, said, table, this.#dimensions));
  }

  async #use<T>(work: (table: Table) => T): Promise<T> {
    clearTimeout(this.#rest);
    try {
      this.#table ??= this.#read();
      return work(await this.#table);
    } finally {
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#letGo(), restMs).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#rest);
    await this.#table?.catch(() => undefined);
    this.#letGo();
    await this.#file.close();
  }

  async #read(): Promise<Table> {
    const rowBytes = this.#size * this.#dimensions;
    const buffer = Buffer.allocUnsafeSlow(rowBytes + this.#size * Float32Array.BYTES_PER_ELEMENT);
    try {
      for (let at = 0; at < buffer.length; ) {
        const { bytesRead } = await this.#file.read(buffer, at, buffer.length - at, at);
        if (bytesRead === 0) throw new Error('it has become shorter');
        at += bytesRead;
      }
    } catch (cause) {
      this.#letGo();
      const reason = `its table can be read no longer (${messageOf(cause)}); install the extension anew.`;
      throw new EncoderUnavailable(reason, cause);
    }
    return { rows: new Int8Array(buffer.buffer, 0, rowBytes), gains: new Float32Array(buffer.buffer, rowBytes) };
  }

  #letGo(): void {
    this.#table = undefined;
  }
}

function sumOf(bag: TokenBag, table: Table, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  addRows(bag, table, sum);
  const length = lengthOf(sum);
  return Float32Array.from(sum, (number) => number / length);
}

function addRows({ ids, weights }: TokenBag, { rows, gains }: Table, sum: Float64Array): void {
  const dimensions = sum.length;
  for (let token = 0; token < ids.length; token++) {
    const id = ids[token]!;
    const factor = gains[id]! * weights[token]!;
    for (let i = 0, at = id * dimensions; i < dimensions; i++, at++) sum[i]! += factor * rows[at]!;
  }
}

/** @returns cosines, for each said bag those with all that were asked; 0 for a bag without a token */
function compare(
  asked: readonly TokenBag[],
  said: readonly TokenBag[],
  table: Table,
  dimensions: number,
): Float32Array {
  const questions = asked.map((bag) => Float64Array.from(sumOf(bag, table, dimensions)));
  const cosines = new Float32Array(said.length * asked.length);
  const sum = new Float64Array(dimensions);
  let at = 0;
  for (const bag of said) {
    addRows(bag, table, sum.fill(0));
    const length = lengthOf(sum);
    for (const question of questions) cosines[at++] = product(sum, question) / length;
  }
  return cosines;
}

/** Four sums at a time, as each addition would wait for the one before. */
function product(a: Float64Array, b: Float64Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = 0;
  for (; i + 3 < a.length; i += 4) {
    first += a[i]! * b[i]!;
    second += a[i + 1]! * b[i + 1]!;
    third += a[i + 2]! * b[i + 2]!;
    fourth += a[i + 3]! * b[i + 3]!;
  }
  for (; i < a.length; i += 1) first += a[i]! * b[i]!;
  return first + second + third + fourth;
}

function lengthOf(sum: Float64Array): number {
  return Math.max(Math.sqrt(product(sum, sum)), epsilon);
}
