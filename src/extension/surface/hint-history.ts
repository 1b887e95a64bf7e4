// What a window was told unasked, and how it was taken, comes in; whether there is anything to say now goes out. It
// outlives the surfaces, which every changed setting makes anew: nobody is told again for having changed one.
import { type CompanionCandidate, chooseCompanions } from './companion-choice.ts';

/** Between two hints, whatever they say. */
const quietMs = 10 * 60 * 1000;

export class HintHistory {
  /** Fingerprints of errors whose hint was not wanted. */
  readonly dismissedErrors = new Set<string>();
  /** Subjects of edit rules that were turned down. */
  readonly dismissedRules = new Set<string>();
  /** When it was last said of a file that it has hurt, by absolute path; Unix time in ms. */
  readonly warnedAt = new Map<string, number>();
  readonly #told = new Set<string>();
  #quietUntil = 0;
  #dismissals = 0;

  /**
   * @param changed paths relative to the root that the working tree has changed already
   * @param known how well the developer knows the file at hand, in [0, 1]
   * @returns the likeliest first; empty where it is better to be quiet
   */
  chooseCompanions<Item extends CompanionCandidate>(
    items: readonly Item[],
    changed: ReadonlySet<string>,
    known: number,
    nowMs: number,
  ): Item[] {
    if (nowMs < this.#quietUntil) return [];
    return chooseCompanions(items, changed, { told: this.#told, known, dismissals: this.#dismissals });
  }

  /** These were named; none of them is again. */
  noteCompanions(items: readonly CompanionCandidate[], nowMs: number): void {
    for (const { key } of items) this.#told.add(key);
    this.noteHint(nowMs);
  }

  /** Something was said: what is less pressing waits. */
  noteHint(nowMs: number): void {
    this.beQuiet(nowMs + quietMs);
  }

  /** Hints of companions were not wanted: each time they must be surer. */
  noteDismissal(): void {
    this.#dismissals += 1;
  }

  beQuiet(untilMs: number): void {
    this.#quietUntil = Math.max(this.#quietUntil, untilMs);
  }
}
