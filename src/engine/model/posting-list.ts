// By a key, the values that were noted under it, the latest first: chains through one row of numbers for all keys, so that
// a word which stands in one commit costs eight bytes and not two hundred. Keys and values are whole numbers from 0.
import { IntList } from './int-list.ts';

const none = -1;
const sweepMin = 100_000;

/** Values in the order in which they were noted. Of those of one key only the latest are kept. */
export class Postings {
  #values = new IntList();
  #previous = new IntList();
  readonly #heads = new IntList();
  readonly #counts = new IntList();
  readonly #keptMax: number;
  /** When so many have been noted, those that are too old are thrown away. */
  #sweepAt = sweepMin;

  /** @param keptMax of each key; more may be kept for a while */
  constructor(keptMax: number) {
    this.#keptMax = keptMax;
  }

  add(key: number, value: number): void {
    this.#heads.fillTo(key + 1, none);
    this.#counts.fillTo(key + 1, 0);
    this.#counts.set(key, this.#counts.at(key) + 1);
    this.#put(key, value);
    if (this.#values.length >= this.#sweepAt) this.#sweep();
  }

  /** How many values were noted under the key, those among them that are kept no longer. */
  countOf(key: number): number {
    return key >= 0 && key < this.#counts.length ? this.#counts.at(key) : 0;
  }

  /** The latest first. Costs nothing for those that are not asked for. @param limit at most `keptMax` */
  latest(key: number, limit: number): number[] {
    const found: number[] = [];
    if (this.countOf(key) === 0) return found;
    for (let link = this.#heads.at(key); link !== none && found.length < limit; link = this.#previous.at(link)) {
      found.push(this.#values.at(link));
    }
    return found;
  }

  #put(key: number, value: number): void {
    this.#previous.push(this.#heads.at(key));
    this.#heads.set(key, this.#values.push(value));
  }

  #sweep(): void {
    const [values, previous] = [this.#values, this.#previous];
    let count = 0;
    for (let key = 0; key < this.#heads.length; key++) count += Math.min(this.#keptMax, this.#counts.at(key));
    this.#sweepAt = Math.max(sweepMin, 2 * count);
    this.#values = new IntList();
    this.#previous = new IntList();
    for (let key = 0; key < this.#heads.length; key++) {
      let link = this.#heads.at(key);
      if (link === none) continue;
      this.#heads.set(key, this.#values.length);
      for (let kept = 1; link !== none && kept <= this.#keptMax; kept += 1) {
        const place = this.#values.push(values.at(link));
        link = previous.at(link);
        const isLast = link === none || kept === this.#keptMax;
        this.#previous.push(isLast ? none : place + 1);
      }
    }
  }
}

/** How often a key was met with each of a few others. Of one that was met with very many it is known only that it was. */
export class PairCounts {
  readonly #others = new IntList();
  readonly #times = new IntList();
  readonly #previous = new IntList();
  readonly #heads = new IntList();
  readonly #counts = new IntList();
  readonly #othersMax: number;

  constructor(othersMax: number) {
    this.#othersMax = othersMax;
  }

  /** Cost: a look at each of the others that the key was met with. */
  count(key: number, other: number): void {
    this.#heads.fillTo(key + 1, none);
    this.#counts.fillTo(key + 1, 0);
    if (this.#counts.at(key) > this.#othersMax) return;
    for (let link = this.#heads.at(key); link !== none; link = this.#previous.at(link)) {
      if (this.#others.at(link) !== other) continue;
      this.#times.set(link, this.#times.at(link) + 1);
      return;
    }
    this.#times.push(1);
    this.#previous.push(this.#heads.at(key));
    this.#heads.set(key, this.#others.push(other));
    this.#counts.set(key, this.#counts.at(key) + 1);
  }

  /** With how many others the key was met; one more than `othersMax` for more. */
  othersOf(key: number): number {
    return key >= 0 && key < this.#counts.length ? this.#counts.at(key) : 0;
  }

  visit(key: number, visitor: (other: number, times: number) => void): void {
    if (this.othersOf(key) === 0) return;
    for (let link = this.#heads.at(key); link !== none; link = this.#previous.at(link)) {
      visitor(this.#others.at(link), this.#times.at(link));
    }
  }
}
