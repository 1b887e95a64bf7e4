// By a key, the values that were noted under it, the latest first. What came of late stands in chains through one row of
// numbers for all keys; from time to time it is put into packed rows, so that a word which stands in one commit costs four
// bytes and not two hundred. Keys and values are whole numbers from 0.
import { Chains, looseMaxBeside, noLink } from './chains.ts';
import { PackedRows } from './packed-rows.ts';

/** Values in the order in which they were noted, none less than the one before. Of those of one key only the latest are kept. */
export class Postings {
  /** Of a key that has values: how many were noted, the latest, and by how much each is more than the one before it. */
  #packed = new PackedRows();
  #loose = new Chains();
  #packAt: number;
  readonly #keptMax: number;
  readonly #looseMin: number | undefined;

  /** @param keptMax of each key; more may be kept for a while */
  constructor(keptMax: number, options: { readonly looseMin?: number } = {}) {
    this.#keptMax = keptMax;
    this.#looseMin = options.looseMin;
    this.#packAt = looseMaxBeside(0, this.#looseMin);
  }

  add(key: number, value: number): void {
    this.#loose.add(key, value);
    if (this.#loose.length >= this.#packAt) this.#pack();
  }

  /** How many values were noted under the key, those among them that are kept no longer. */
  countOf(key: number): number {
    return this.#packed.first(key) + this.#loose.countOf(key);
  }

  /** The latest first. @param limit at most `keptMax` */
  latest(key: number, limit: number): number[] {
    const found: number[] = [];
    const loose = this.#loose;
    for (let link = loose.lastOf(key); link !== noLink && found.length < limit; link = loose.before(link)) {
      found.push(loose.valueAt(link));
    }
    if (found.length === limit) return found;
    const row = this.#packed.row(key);
    for (let i = 1, value = 0; i < row.length && found.length < limit; i++) {
      value = i === 1 ? row[i]! : value - row[i]!;
      found.push(value);
    }
    return found;
  }

  #pack(): void {
    const row: number[] = [];
    this.#packed = this.#packed.rewritten(Math.max(this.#packed.length, this.#loose.keys), (key) => {
      if (this.#loose.countOf(key) === 0) return undefined;
      row.length = 0;
      row.push(this.countOf(key), ...this.latest(key, this.#keptMax));
      for (let i = row.length - 1; i > 1; i--) row[i] = row[i - 1]! - row[i]!;
      return row;
    });
    this.#loose = new Chains();
    this.#packAt = looseMaxBeside(this.#packed.bytes, this.#looseMin);
  }
}
