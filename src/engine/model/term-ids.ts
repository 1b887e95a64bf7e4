// Numbers for words: in, a term; out, its id, counted from 0 in the order of appearance. Of a term only 64 bits of hash are
// kept, since no one asks for the word again: 17 bytes a term where a Map of strings takes 80 and more.

import { hashText } from './text-hash.ts';

const none = -1;
/** Of the slots. */
const loadMax = 0.7;
/** The start of a second hash, for 32 bits more; any number but that of the first would do. */
const otherBasis = 0x9747b28c;

export class TermIds {
  #first = new Int32Array(1_024);
  #second = new Int32Array(1_024);
  #ids = new Int32Array(1_024).fill(none);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns -1 for a term that was never learned */
  of(term: string): number {
    return this.#ids[this.#slotOf(...keysOf(term))]!;
  }

  /** The id of a term, a new one where it is met for the first time. */
  learn(term: string): number {
    const [first, second] = keysOf(term);
    const slot = this.#slotOf(first, second);
    if (this.#ids[slot] !== none) return this.#ids[slot]!;
    const id = this.#size++;
    this.#put(slot, first, second, id);
    if (this.#size > this.#ids.length * loadMax) this.#grow();
    return id;
  }

  #put(slot: number, first: number, second: number, id: number): void {
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#ids[slot] = id;
  }

  /** Where the term stands, or would stand. */
  #slotOf(first: number, second: number): number {
    const mask = this.#ids.length - 1;
    let slot = first & mask;
    while (this.#ids[slot] !== none && (this.#first[slot] !== first || this.#second[slot] !== second)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [firsts, seconds, ids] = [this.#first, this.#second, this.#ids];
    const slots = ids.length * 2;
    this.#first = new Int32Array(slots);
    this.#second = new Int32Array(slots);
    this.#ids = new Int32Array(slots).fill(none);
    for (const [i, id] of ids.entries()) {
      if (id === none) continue;
      const [first, second] = [firsts[i]!, seconds[i]!];
      this.#put(this.#slotOf(first, second), first, second, id);
    }
  }
}

function keysOf(term: string): [first: number, second: number] {
  return [mix(hashText(term)), mix(hashText(term, otherBasis))];
}

/** The bits of a hash mixed once more, as the lowest choose the slot; the finaliser of MurmurHash3. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
