// How often a key was met with each of a few others: in, one meeting after another; out, the others of a key, each with its
// times. As in posting-list.ts, what came of late stands in chains, and is packed from time to time.
import { Chains, looseMaxBeside, noLink } from './chains.ts';
import { IntList } from './int-list.ts';
import { PackedRows } from './packed-rows.ts';

/** Keys and others are whole numbers from 0. Of a key that was met with very many it is known only that it was. */
export class PairCounts {
  /** Of a key: with how many others, and by rising numbers, as the difference from the one before, each with its times. */
  #packed = new PackedRows();
  #loose: LoosePairs;
  #packAt: number;
  readonly #othersMax: number;
  readonly #looseMin: number | undefined;

  constructor(othersMax: number, options: { readonly looseMin?: number } = {}) {
    this.#othersMax = othersMax;
    this.#loose = new LoosePairs(othersMax);
    this.#looseMin = options.looseMin;
    this.#packAt = looseMaxBeside(0, this.#looseMin);
  }

  /** Cost: a look at each of the others that the key was met with of late. */
  count(key: number, other: number): void {
    if (this.#packed.first(key) > this.#othersMax) return;
    this.#loose.count(key, other);
    if (this.#loose.length >= this.#packAt) this.#pack();
  }

  /** With how many others the key was met; one more than `othersMax` for more. */
  othersOf(key: number): number {
    const before = this.#packed.first(key);
    const late = this.#loose.othersOf(key);
    if (before === 0 || late === 0 || Math.max(before, late) > this.#othersMax) return Math.max(before, late);
    return Math.min(this.#othersMax + 1, this.#pairsOf(key).length / 2);
  }

  /** Nothing where the others are more than `othersMax`. */
  visit(key: number, visitor: (other: number, times: number) => void): void {
    const others = this.othersOf(key);
    if (others === 0 || others > this.#othersMax) return;
    const pairs = this.#pairsOf(key);
    for (let i = 0; i < pairs.length; i += 2) visitor(pairs[i]!, pairs[i + 1]!);
  }

  /** Each other and its times, by rising numbers. */
  #pairsOf(key: number): number[] {
    const late = this.#loose.pairsOf(key);
    const row = this.#packed.row(key);
    const pairs: number[] = [];
    let next = 0;
    for (let i = 1, other = 0; i < row.length; i += 2) {
      other += row[i]!;
      while (next < late.length && late[next]! < other) pairs.push(late[next++]!, late[next++]!);
      let times = row[i + 1]!;
      if (late[next] === other) {
        times += late[next + 1]!;
        next += 2;
      }
      pairs.push(other, times);
    }
    while (next < late.length) pairs.push(late[next++]!);
    return pairs;
  }

  #pack(): void {
    this.#packed = this.#packed.rewritten(Math.max(this.#packed.length, this.#loose.keys), (key) => {
      if (this.#loose.othersOf(key) === 0) return undefined;
      const pairs = this.#pairsOf(key);
      if (pairs.length / 2 > this.#othersMax) return [this.#othersMax + 1];
      for (let i = pairs.length - 2; i > 0; i -= 2) pairs[i]! -= pairs[i - 2]!;
      pairs.unshift(pairs.length / 2);
      return pairs;
    });
    this.#loose = new LoosePairs(this.#othersMax);
    this.#packAt = looseMaxBeside(this.#packed.bytes, this.#looseMin);
  }
}

/** Each other of a key once, in the order in which they were met first. */
class LoosePairs {
  readonly #others = new Chains();
  /** By the link to the other. */
  readonly #times = new IntList();
  readonly #othersMax: number;

  constructor(othersMax: number) {
    this.#othersMax = othersMax;
  }

  get length(): number {
    return this.#others.length;
  }

  /** One more than the greatest. */
  get keys(): number {
    return this.#others.keys;
  }

  count(key: number, other: number): void {
    const others = this.#others;
    if (others.countOf(key) > this.#othersMax) return;
    for (let link = others.lastOf(key); link !== noLink; link = others.before(link)) {
      if (others.valueAt(link) !== other) continue;
      this.#times.set(link, this.#times.at(link) + 1);
      return;
    }
    others.add(key, other);
    this.#times.push(1);
  }

  othersOf(key: number): number {
    return this.#others.countOf(key);
  }

  /** Each other and its times, by rising numbers. */
  pairsOf(key: number): number[] {
    const pairs: number[] = [];
    const others = this.#others;
    for (let link = others.lastOf(key); link !== noLink; link = others.before(link)) {
      const other = others.valueAt(link);
      let at = pairs.length;
      pairs.push(0, 0);
      // Others that are met for the first time mostly have greater numbers than those before, which come last here.
      for (; at > 0 && pairs[at - 2]! > other; at -= 2) [pairs[at], pairs[at + 1]] = [pairs[at - 2]!, pairs[at - 1]!];
      [pairs[at], pairs[at + 1]] = [other, this.#times.at(link)];
    }
    return pairs;
  }
}
