// Vectors in, the nearest to a question out, by looking at every one: quick enough for some thousands. They are kept in the
// numbers that the database keeps, a byte for each, so that of what it holds the scan is exact.
import type { VectorHit } from '../model/ports.ts';
import { packNumbers } from './vector-packing.ts';

/** Unit vectors of one length, by their place in the log. */
export class ExactScan {
  readonly #slots = new Map<number, number>();
  readonly #seqs: number[] = [];
  readonly #factors: number[] = [];
  #numbers = new Int8Array(0);
  #dimensions = 0;

  get size(): number {
    return this.#seqs.length;
  }

  /** Takes the place of the vector that is there under the same seq. */
  put(seq: number, vector: Float32Array): void {
    this.#dimensions ||= vector.length;
    if (vector.length !== this.#dimensions)
      throw new RangeError(`A vector of ${vector.length} among others of ${this.#dimensions}.`);
    const slot = this.#slots.get(seq) ?? this.#newSlot(seq);
    const start = slot * this.#dimensions;
    this.#factors[slot] = packNumbers(vector, this.#numbers.subarray(start, start + this.#dimensions));
  }

  /** Best first. A zero vector is near to nothing. */
  search(vector: Float32Array, limit: number): VectorHit[] {
    if (this.size === 0) return [];
    if (vector.length !== this.#dimensions)
      throw new RangeError(`A question of ${vector.length} among vectors of ${this.#dimensions}.`);
    const best: VectorHit[] = [];
    for (let slot = 0; slot < this.size; slot += 1) {
      const similarity = this.#similarity(vector, slot);
      if (similarity === 0 || (best.length === limit && similarity <= best[limit - 1]!.similarity)) continue;
      insertHit(best, { seq: this.#seqs[slot]!, similarity }, limit);
    }
    return best;
  }

  #newSlot(seq: number): number {
    const slot = this.#seqs.push(seq) - 1;
    this.#slots.set(seq, slot);
    const needed = this.#seqs.length * this.#dimensions;
    if (needed > this.#numbers.length) {
      const grown = new Int8Array(Math.max(needed, this.#numbers.length * 2));
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    return slot;
  }

  #similarity(vector: Float32Array, slot: number): number {
    const numbers = this.#numbers;
    const start = slot * this.#dimensions;
    // Four sums, none of which waits for another: nearly twice as fast as one.
    let [a, b, c, d] = [0, 0, 0, 0];
    let i = 0;
    for (; i + 3 < vector.length; i += 4) {
      a += vector[i]! * numbers[start + i]!;
      b += vector[i + 1]! * numbers[start + i + 1]!;
      c += vector[i + 2]! * numbers[start + i + 2]!;
      d += vector[i + 3]! * numbers[start + i + 3]!;
    }
    for (; i < vector.length; i += 1) a += vector[i]! * numbers[start + i]!;
    return (a + b + (c + d)) * this.#factors[slot]!;
  }
}

/** Keeps `best` in order and no longer than `limit`; of equal ones the earlier stays in front. */
function insertHit(best: VectorHit[], hit: VectorHit, limit: number): void {
  let place = best.length;
  while (place > 0 && best[place - 1]!.similarity < hit.similarity) place -= 1;
  best.splice(place, 0, hit);
  if (best.length > limit) best.pop();
}
