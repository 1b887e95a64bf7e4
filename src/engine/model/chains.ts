// By a key, the values that were put under it, the latest first: each points to the one before it, through one row of numbers
// for all keys. What posting-list.ts and pair-counts.ts keep of late stands so, until they pack it.
import { IntList } from './int-list.ts';

/** In place of a link: there is no further one. */
export const noLink = -1;

/** So many are noted before they are packed, or one for so many packed bytes where that is more: packing goes over them all. */
const looseMin = 32_768;
const looseShare = 1 / 24;

/** How many may be loose beside so many packed bytes. */
export function looseMaxBeside(bytes: number, least = looseMin): number {
  return Math.max(least, bytes * looseShare);
}

/** Keys and values are whole numbers from 0. */
export class Chains {
  readonly #values = new IntList();
  readonly #previous = new IntList();
  readonly #heads = new IntList();
  readonly #counts = new IntList();

  /** Values of all keys. */
  get length(): number {
    return this.#values.length;
  }

  /** One more than the greatest. */
  get keys(): number {
    return this.#heads.length;
  }

  /** @returns the link to the value; links count from 0 in the order in which they are added */
  add(key: number, value: number): number {
    this.#heads.fillTo(key + 1, noLink);
    this.#counts.fillTo(key + 1, 0);
    this.#counts.set(key, this.#counts.at(key) + 1);
    this.#previous.push(this.#heads.at(key));
    const link = this.#values.push(value);
    this.#heads.set(key, link);
    return link;
  }

  countOf(key: number): number {
    return key >= 0 && key < this.#counts.length ? this.#counts.at(key) : 0;
  }

  /** The link to the latest value of the key. */
  lastOf(key: number): number {
    return key >= 0 && key < this.#heads.length ? this.#heads.at(key) : noLink;
  }

  before(link: number): number {
    return this.#previous.at(link);
  }

  valueAt(link: number): number {
    return this.#values.at(link);
  }
}
