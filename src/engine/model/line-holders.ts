// Which places hold a line: in, keys of lines (32 bits) and ids of places; out, the holders of one. A hash table of plain
// numbers, since a history holds a hundred thousand lines, nearly each at one place.
import { IntList } from './int-list.ts';

/** Of a slot: never used; used, and nobody holds the line any more. Otherwise one more than a link's place. */
const unused = 0;
const abandoned = -1;
const noLink = -1;
/** Of the slots. */
const loadMax = 0.7;

export class LineHolders {
  #keys = new Int32Array(1_024);
  #heads = new Int32Array(1_024);
  #used = 0;
  readonly #places = new IntList();
  readonly #next = new IntList();
  /** Links that were given up, chained by their `next`. */
  #free = noLink;

  of(key: number): number[] {
    const places: number[] = [];
    for (let link = this.#heads[this.#slotOf(key)]! - 1; link >= 0; link = this.#next.at(link)) {
      places.push(this.#places.at(link));
    }
    return places;
  }

  /** Nothing happens where the line has so many holders already. */
  add(key: number, place: number, holdersMax: number): void {
    const holders = this.of(key);
    if (holders.length >= holdersMax || holders.includes(place)) return;
    if (this.#used >= this.#heads.length * loadMax) this.#grow();
    const slot = this.#slotOf(key);
    const head = this.#heads[slot]!;
    if (head === unused) this.#used += 1;
    this.#keys[slot] = key;
    this.#heads[slot] = this.#link(place, head > 0 ? head - 1 : noLink) + 1;
  }

  remove(key: number, place: number): void {
    const slot = this.#slotOf(key);
    let before = noLink;
    for (let link = this.#heads[slot]! - 1; link >= 0; link = this.#next.at(link)) {
      if (this.#places.at(link) === place) {
        const next = this.#next.at(link);
        if (before !== noLink) this.#next.set(before, next);
        else this.#heads[slot] = next === noLink ? abandoned : next + 1;
        this.#next.set(link, this.#free);
        this.#free = link;
        return;
      }
      before = link;
    }
  }

  #link(place: number, next: number): number {
    const link = this.#free;
    if (link === noLink) {
      this.#next.push(next);
      return this.#places.push(place);
    }
    this.#free = this.#next.at(link);
    this.#places.set(link, place);
    this.#next.set(link, next);
    return link;
  }

  /** Where the key stands, or would stand. */
  #slotOf(key: number): number {
    const mask = this.#heads.length - 1;
    // Multiplicative hashing by the golden ratio, Knuth 1973.
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (this.#heads[slot] !== unused && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  /** Twice the room, without the lines that nobody holds. */
  #grow(): void {
    const [keys, heads] = [this.#keys, this.#heads];
    this.#keys = new Int32Array(keys.length * 2);
    this.#heads = new Int32Array(keys.length * 2);
    this.#used = 0;
    for (let i = 0; i < keys.length; i++) {
      if (heads[i]! <= unused) continue;
      const slot = this.#slotOf(keys[i]!);
      this.#keys[slot] = keys[i]!;
      this.#heads[slot] = heads[i]!;
      this.#used += 1;
    }
  }
}
