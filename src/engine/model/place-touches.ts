// Which commits touched a place, and with which words each: in, one touch after another; out, the latest of a place.
import { IntList } from './int-list.ts';
import { Postings } from './posting-list.ts';

export class PlaceTouches {
  readonly #ofPlace: Postings;
  readonly #commits = new IntList();
  /** Where the terms of a touch begin; they end where those of the next begin. */
  readonly #starts = new IntList();
  readonly #terms = new IntList();

  /** @param keptMax of each place */
  constructor(keptMax: number) {
    this.#ofPlace = new Postings(keptMax);
  }

  add(place: number, commit: number, terms: readonly number[]): void {
    this.#ofPlace.add(place, this.#commits.push(commit));
    this.#starts.push(this.#terms.length);
    for (const term of terms) this.#terms.push(term);
  }

  /** Numbers of touches, the latest first. */
  latest(place: number, limit: number): number[] {
    return this.#ofPlace.latest(place, limit);
  }

  commitOf(touch: number): number {
    return this.#commits.at(touch);
  }

  /** Of the patch; a view, good until more is learned. */
  termsOf(touch: number): Int32Array {
    const isLast = touch === this.#starts.length - 1;
    return this.#terms.slice(this.#starts.at(touch), isLast ? this.#terms.length : this.#starts.at(touch + 1));
  }
}
