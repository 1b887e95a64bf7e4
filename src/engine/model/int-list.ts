// Whole numbers in a row that grows: four bytes each, where an array of JavaScript's takes eight. They stand in blocks, so
// that nothing is copied when the row grows and hardly any room is kept for what may come.

const blockBits = 15;
/** Numbers; 128 KiB, of which the system lends only the pages that were written. */
const blockSize = 1 << blockBits;
const mask = blockSize - 1;

export class IntList {
  readonly #blocks: Int32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @returns its place */
  push(value: number): number {
    if ((this.#length & mask) === 0) this.#blocks.push(new Int32Array(blockSize));
    this.#blocks[this.#length >>> blockBits]![this.#length & mask] = value;
    return this.#length++;
  }

  /** @param place below the length */
  at(place: number): number {
    return this.#blocks[place >>> blockBits]![place & mask]!;
  }

  /** @param place below the length */
  set(place: number, value: number): void {
    this.#blocks[place >>> blockBits]![place & mask] = value;
  }

  /** Fills up with a value to a length. */
  fillTo(length: number, value: number): void {
    while (this.#length < length) this.push(value);
  }
}
