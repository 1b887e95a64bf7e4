// Which commits touched a place, and with which words each: in, one touch after another; out, the latest of a place.
import { IntList } from './int-list.ts';
import { PackedRows } from './packed-rows.ts';
import { Postings } from './posting-list.ts';

export class PlaceTouches {
  readonly #ofPlace: Postings;
  readonly #commits = new IntList();
  /** Of each touch, by rising numbers, as the difference from the one before. */
  readonly #terms = new PackedRows();

  /** @param keptMax of each place */
  constructor(keptMax: number) {
    this.#ofPlace = new Postings(keptMax);
  }

  add(place: number, commit: number, terms: readonly number[]): void {
    this.#ofPlace.add(place, this.#commits.push(commit));
    const rising = Int32Array.from(terms).sort();
    for (let i = rising.length - 1; i > 0; i--) rising[i]! -= rising[i - 1]!;
    this.#terms.push(rising);
  }

  /** Numbers of touches, the latest first. */
  latest(place: number, limit: number): number[] {
    return this.#ofPlace.latest(place, limit);
  }

  commitOf(touch: number): number {
    return this.#commits.at(touch);
  }

  /** Of the patch, by rising numbers; a view, good until another touch's are read. */
  termsOf(touch: number): Int32Array {
    const terms = this.#terms.row(touch);
    for (let i = 1; i < terms.length; i++) terms[i]! += terms[i - 1]!;
    return terms;
  }
}
