// How strongly each of a few things comes up, by its id: sums in rows of plain numbers. Priming adds up some ten thousand
// of them while one types; a map of JavaScript's makes an object of each number that is not whole.

export class Activation {
  /** By id, one more than its place in the rows; 0 for what has not come up. */
  #places = new Int32Array(1_024);
  #ids = new Int32Array(256);
  #strengths = new Float64Array(256);
  #size = 0;

  /** How many came up. They are numbered from 0, in the order in which they did. */
  get size(): number {
    return this.#size;
  }

  /** Nothing has come up any more. Costs no more than what had. */
  clear(): void {
    for (let i = 0; i < this.#size; i++) this.#places[this.#ids[i]!] = 0;
    this.#size = 0;
  }

  idAt(i: number): number {
    return this.#ids[i]!;
  }

  strengthAt(i: number): number {
    return this.#strengths[i]!;
  }

  setAt(i: number, strength: number): void {
    this.#strengths[i] = strength;
  }

  /** @returns 0 for what has not come up */
  of(id: number): number {
    const place = this.#places[id] ?? 0;
    return place === 0 ? 0 : this.#strengths[place - 1]!;
  }

  /** @param id a whole number from 0; memory is taken for all up to the greatest */
  excite(id: number, amount: number): void {
    if (id >= this.#places.length) this.#widen(id);
    const place = this.#places[id]!;
    if (place !== 0) this.#strengths[place - 1]! += amount;
    else this.#begin(id, amount);
  }

  scale(factor: number): void {
    for (let i = 0; i < this.#size; i++) this.#strengths[i]! *= factor;
  }

  /** Numbers of those that came up most, the lesser id first among equals. Costs little more than one comparison each. */
  strongest(limit: number): number[] {
    const best: number[] = [];
    for (let i = 0; i < this.#size; i++) {
      if (best.length === limit && !this.#isBefore(i, best[limit - 1]!)) continue;
      if (best.length < limit) best.push(i);
      let at = best.length - 1;
      for (; at > 0 && this.#isBefore(i, best[at - 1]!); at--) best[at] = best[at - 1]!;
      best[at] = i;
    }
    return best;
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#strengths[one]!, this.#strengths[other]!];
    return a > b || (a === b && this.#ids[one]! < this.#ids[other]!);
  }

  #begin(id: number, amount: number): void {
    const i = this.#size;
    if (i === this.#ids.length) this.#lengthen();
    this.#ids[i] = id;
    this.#strengths[i] = amount;
    this.#size = i + 1;
    this.#places[id] = i + 1;
  }

  #widen(id: number): void {
    const places = new Int32Array(2 ** Math.ceil(Math.log2(id + 1)));
    places.set(this.#places);
    this.#places = places;
  }

  #lengthen(): void {
    const [ids, strengths] = [this.#ids, this.#strengths];
    this.#ids = new Int32Array(ids.length * 2);
    this.#strengths = new Float64Array(ids.length * 2);
    this.#ids.set(ids);
    this.#strengths.set(strengths);
  }
}

/** Rows that are used again for one cue after another: to make and to throw away a dozen for each cost as much as to fill them. */
export class ActivationPool {
  readonly #all: Activation[] = [];
  #taken = 0;

  /** What was handed out before is handed out again. */
  reuse(): void {
    this.#taken = 0;
  }

  /** Empty. Good until the next `reuse`. */
  take(): Activation {
    if (this.#taken === this.#all.length) this.#all.push(new Activation());
    const activation = this.#all[this.#taken++]!;
    activation.clear();
    return activation;
  }
}
