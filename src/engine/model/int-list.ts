// Whole numbers in a row that grows: four bytes each, where an array of JavaScript's takes eight and room for sixteen more.

export class IntList {
  #items: Int32Array;
  #length = 0;

  constructor(room = 256) {
    this.#items = new Int32Array(room);
  }

  get length(): number {
    return this.#length;
  }

  /** @returns its place */
  push(value: number): number {
    if (this.#length === this.#items.length) {
      const grown = new Int32Array(Math.ceil(this.#length * 1.5));
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.#length] = value;
    return this.#length++;
  }

  /** @param place below the length */
  at(place: number): number {
    return this.#items[place]!;
  }

  set(place: number, value: number): void {
    this.#items[place] = value;
  }

  /** A view, good until the next `push`. */
  slice(start: number, end: number): Int32Array {
    return this.#items.subarray(start, end);
  }

  /** Fills up with a value to a length. */
  fillTo(length: number, value: number): void {
    while (this.#length < length) this.push(value);
  }
}
