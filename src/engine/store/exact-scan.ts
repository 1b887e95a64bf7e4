// Vectors in, the nearest to a question out, by looking at every one: quick enough for some thousands. They are kept in the
// numbers that the database keeps, half a byte for each, so that of what it holds the scan is exact.
import type { VectorHit } from '../model/ports.ts';
import { packNumbers, packPairs, productsOf } from './vector-packing.ts';

/** Unit vectors of one length, by their place in the log. */
export class ExactScan {
  readonly #slots = new Map<number, number>();
  readonly #seqs: number[] = [];
  readonly #factors: number[] = [];
  #pairs = new Uint8Array(0);
  #dimensions = 0;
  /** Bytes a vector, of which four are read at a time; those behind its last number are 0. */
  #size = 0;

  get size(): number {
    return this.#seqs.length;
  }

  /** Takes the place of the vector that is there under the same seq. */
  put(seq: number, vector: Float32Array): void {
    this.#dimensions ||= vector.length;
    this.#size ||= 4 * Math.ceil(vector.length / 8);
    if (vector.length !== this.#dimensions)
      throw new RangeError(`A vector of ${vector.length} among others of ${this.#dimensions}.`);
    const slot = this.#slots.get(seq) ?? this.#newSlot(seq);
    const integers = new Int8Array(vector.length);
    this.#factors[slot] = packNumbers(vector, integers);
    this.#pairs.set(packPairs(integers), slot * this.#size);
  }

  /** Best first. A zero vector is near to nothing. */
  search(vector: Float32Array, limit: number): VectorHit[] {
    if (this.size === 0) return [];
    if (vector.length !== this.#dimensions)
      throw new RangeError(`A question of ${vector.length} among vectors of ${this.#dimensions}.`);
    const best: VectorHit[] = [];
    const products = productsOf(vector, this.#size);
    for (let slot = 0; slot < this.size; slot += 1) {
      const similarity = this.#similarity(products, slot);
      if (similarity === 0 || (best.length === limit && similarity <= best[limit - 1]!.similarity)) continue;
      insertHit(best, { seq: this.#seqs[slot]!, similarity }, limit);
    }
    return best;
  }

  #newSlot(seq: number): number {
    const slot = this.#seqs.push(seq) - 1;
    this.#slots.set(seq, slot);
    const needed = this.#seqs.length * this.#size;
    if (needed > this.#pairs.length) {
      const grown = new Uint8Array(Math.max(needed, this.#pairs.length * 2));
      grown.set(this.#pairs);
      this.#pairs = grown;
    }
    return slot;
  }

  #similarity(products: Float32Array, slot: number): number {
    const pairs = this.#pairs;
    // Four sums, none of which waits for another: nearly twice as fast as one.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0, at = slot * this.#size; i < this.#size; i += 4, at += 4) {
      a += products[(i << 8) | pairs[at]!]!;
      b += products[((i + 1) << 8) | pairs[at + 1]!]!;
      c += products[((i + 2) << 8) | pairs[at + 2]!]!;
      d += products[((i + 3) << 8) | pairs[at + 3]!]!;
    }
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
