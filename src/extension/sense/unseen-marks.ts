// Texts that are not for the memory come in; afterwards each can be recognised and none can be read. So they may be kept for
// the next window, which the texts themselves may not.
import { createHash } from 'node:crypto';

/** Of 72 bits: two texts with the same mark are not to be expected. */
const markChars = 12;
const marksMax = 20_000;
/** The latest are kept, in some 50 kB. */
const keptMax = 4_000;

export class UnseenMarks {
  readonly #salt: string;
  readonly #marks: Set<string>;

  /** @param kept by `keep`, with the same salt */
  constructor(salt: string, kept: readonly string[] = []) {
    this.#salt = salt;
    this.#marks = new Set(kept);
  }

  get isEmpty(): boolean {
    return this.#marks.size === 0;
  }

  add(text: string): void {
    if (this.#marks.size < marksMax) this.#marks.add(this.#markOf(text));
  }

  has(text: string): boolean {
    return !this.isEmpty && this.#marks.has(this.#markOf(text));
  }

  keep(): string[] {
    return [...this.#marks].slice(-keptMax);
  }

  #markOf(text: string): string {
    return createHash('sha256').update(this.#salt).update(text).digest('base64').slice(0, markChars);
  }
}
