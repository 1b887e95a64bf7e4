// The lists that priming rehearsed of late, kept as bytes for a night to learn from: in, what was offered with its features and
// what of it came; out, all of them as a night reads them.
import { effectKinds } from '../model/choice-effect.ts';
import { codeOf, type OfferedLists, valueAt } from '../model/choice-forest.ts';

/** Of a list only the first are kept, and what came. */
const rowsMax = 40;
const listsMax = 1_000;
/** Beyond `listsMax`, so many are thrown away at a time, the oldest. */
const sweepSize = 200;
/** After its features a row has a mark, 1 for what came, 2 for the first of its list, and two bytes for each thing that it is about. */
const cameMark = 1;
const firstMark = 2;

/** By code + 128. */
const values = Float64Array.from({ length: 256 }, (_, i) => valueAt(i - 128));

export class RehearsedLists {
  /** Features a row. */
  readonly #width: number;
  /** Bytes a row. */
  readonly #size: number;
  #bytes = new Int8Array(0);
  #rows = 0;
  /** First row of each list. */
  #starts: number[] = [];

  constructor(width: number) {
    this.#width = width;
    this.#size = width + 1 + 2 * effectKinds;
  }

  /**
   * @param rows the best first, each of at least the width; what is beyond it is left out
   * @param slots by row, of each kind of effect one
   */
  add(rows: readonly Float64Array[], slots: readonly (readonly number[])[], came: readonly boolean[]): void {
    this.#starts.push(this.#rows);
    for (const [i, row] of rows.entries()) {
      if (i < rowsMax || came[i]) this.#push(row, slots[i]!, (came[i] ? cameMark : 0) + (i === 0 ? firstMark : 0));
    }
    if (this.#starts.length >= listsMax + sweepSize) this.#sweep();
  }

  /** All of it, to be kept on disk. */
  toBytes(): Uint8Array {
    return new Uint8Array(this.#bytes.slice(0, this.#rows * this.#size).buffer);
  }

  /** Takes up what was kept. */
  takeUp(bytes: Uint8Array): void {
    this.#bytes = new Int8Array(bytes.slice().buffer);
    this.#rows = bytes.length / this.#size;
    this.#starts = [];
    for (let row = 0; row < this.#rows; row += 1) {
      if (this.#markOf(row) >= firstMark) this.#starts.push(row);
    }
  }

  /** @param weights of the features, by which each row is scored */
  read(weights: Float64Array): OfferedLists {
    const width = this.#width;
    const codes = new Int8Array(this.#rows * width);
    const slots = new Uint16Array(this.#rows * effectKinds);
    const scores = new Float64Array(this.#rows);
    const chosen: boolean[] = [];
    for (let row = 0; row < this.#rows; row += 1) {
      const start = row * this.#size;
      codes.set(this.#bytes.subarray(start, start + width), row * width);
      for (let i = 0; i < width; i += 1) scores[row]! += values[this.#bytes[start + i]! + 128]! * weights[i]!;
      for (let i = 0; i < effectKinds; i += 1) slots[row * effectKinds + i] = this.#slotAt(start + width + 1 + 2 * i);
      chosen.push(this.#markOf(row) % firstMark === cameMark);
    }
    return { width, codes, slots, chosen, scores, bounds: [...this.#starts, this.#rows] };
  }

  #markOf(row: number): number {
    return this.#bytes[row * this.#size + this.#width]!;
  }

  #slotAt(at: number): number {
    return (this.#bytes[at]! & 0xff) | ((this.#bytes[at + 1]! & 0xff) << 8);
  }

  #push(row: Float64Array, slots: readonly number[], mark: number): void {
    const start = this.#rows * this.#size;
    if (start + this.#size > this.#bytes.length) {
      const grown = new Int8Array(Math.max(4_096, Math.ceil(this.#bytes.length * 1.5)));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    for (let i = 0; i < this.#width; i += 1) this.#bytes[start + i] = codeOf(row[i]!);
    this.#bytes[start + this.#width] = mark;
    this.#bytes.set(
      slots.flatMap((slot) => [slot, slot >> 8]),
      start + this.#width + 1,
    );
    this.#rows += 1;
  }

  #sweep(): void {
    const from = this.#starts[this.#starts.length - listsMax]!;
    this.#bytes.copyWithin(0, from * this.#size, this.#rows * this.#size);
    this.#rows -= from;
    this.#starts = this.#starts.slice(-listsMax).map((start) => start - from);
  }
}
