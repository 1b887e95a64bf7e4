// What a window was told unasked, and how it was taken, comes in; whether there is anything to say now goes out. It
// outlives the surfaces, which every changed setting makes anew: nobody is told again for having changed one.
import { type CompanionBoundary, type CompanionCandidate, chooseCompanions } from './companion-choice.ts';

/** From one hint to the next, whatever they say: one in ten minutes of work is what attention may cost. */
const quietMs = 10 * 60 * 1000;

export interface HintedError {
  readonly fingerprint: string;
  /** Absolute. */
  readonly path: string;
}

export class HintHistory {
  /** Fingerprints of errors whose hint was not wanted. */
  readonly dismissedErrors = new Set<string>();
  /** Subjects of edit rules that were turned down. */
  readonly dismissedRules = new Set<string>();
  /** When it was last said of a file that it has hurt, by absolute path; Unix time in ms. */
  readonly warnedAt = new Map<string, number>();
  readonly #told = new Set<string>();
  /** Of errors that were hinted at: fingerprint and file, since the same error elsewhere is another hint. */
  readonly #toldErrors = new Set<string>();
  #quietUntil = 0;
  #snoozedUntil: number;
  readonly #onQuiet = new Set<() => void>();
  #dismissals = 0;

  /** @param snoozedUntil what the user wished in an earlier window of this workspace; Unix time in ms */
  constructor(snoozedUntil = 0) {
    this.#snoozedUntil = snoozedUntil;
  }

  get snoozedUntil(): number {
    return this.#snoozedUntil;
  }

  /** Whether anything may be said unasked that was not said yet. */
  mayHint(nowMs: number): boolean {
    return nowMs >= this.#quietUntil && !this.isSnoozed(nowMs);
  }

  /** Of an error that was hinted at in this file already the words are put back: that is no other hint. */
  mayHintError(error: HintedError, nowMs: number): boolean {
    return this.mayHint(nowMs) || (this.#toldErrors.has(nameOf(error)) && !this.isSnoozed(nowMs));
  }

  /**
   * @param changed paths relative to the root that the working tree has changed already
   * @param known how well the developer knows the file at hand, in [0, 1]
   * @returns the likeliest first; empty where it is better to be quiet
   */
  chooseCompanions<Item extends CompanionCandidate>(
    items: readonly Item[],
    changed: ReadonlySet<string>,
    known: number,
    moment: { readonly nowMs: number; readonly boundary: CompanionBoundary },
  ): Item[] {
    const { nowMs, boundary } = moment;
    if (!this.mayHint(nowMs)) return [];
    return chooseCompanions(items, changed, { told: this.#told, known, dismissals: this.#dismissals, boundary });
  }

  /** These were named; none of them is again. */
  noteCompanions(items: readonly CompanionCandidate[], nowMs: number): void {
    for (const { key } of items) this.#told.add(key);
    this.noteHint(nowMs);
  }

  noteError(error: HintedError, nowMs: number): void {
    this.#toldErrors.add(nameOf(error));
    this.noteHint(nowMs);
  }

  /** Something was said: all else waits. */
  noteHint(nowMs: number): void {
    this.#quietUntil = Math.max(this.#quietUntil, nowMs + quietMs);
  }

  /** Hints of companions were not wanted: each time they must be surer. */
  noteDismissal(): void {
    this.#dismissals += 1;
  }

  /** Whether the user wants no hint of any kind now. */
  isSnoozed(nowMs: number): boolean {
    return nowMs < this.#snoozedUntil;
  }

  /** The user wants no hint of any kind until then; with a time that has passed, hints again. */
  beQuiet(untilMs: number): void {
    this.#snoozedUntil = untilMs;
    for (const hide of this.#onQuiet) hide();
  }

  /** Called when hints are to go or may come again. @returns ends it */
  onQuiet(listener: () => void): { dispose(): void } {
    this.#onQuiet.add(listener);
    return { dispose: () => void this.#onQuiet.delete(listener) };
  }
}

function nameOf({ fingerprint, path }: HintedError): string {
  return `${path}\n${fingerprint}`;
}
