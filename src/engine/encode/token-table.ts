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
  async sumsOf(bags: readonly TokenBag[]): Promise<Float32Array[]> {
    clearTimeout(this.#rest);
    try {
      this.#table ??= this.#read();
      const table = await this.#table;
      return bags.map((bag) => sumOf(bag, table, this.#dimensions));
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

function sumOf({ ids, weights }: TokenBag, { rows, gains }: Table, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  for (let token = 0; token < ids.length; token++) {
    const id = ids[token]!;
    const factor = gains[id]! * weights[token]!;
    for (let i = 0, at = id * dimensions; i < dimensions; i++, at++) sum[i]! += factor * rows[at]!;
  }
  let square = 0;
  for (const number of sum) square += number * number;
  const length = Math.max(Math.sqrt(square), epsilon);
  return Float32Array.from(sum, (number) => number / length);
}
