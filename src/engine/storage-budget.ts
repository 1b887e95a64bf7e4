// Keeps the memory within the space that the user gives it: after a night, and once a day at most, what is too much is
// let go by a process of its own. Where nobody has said how much there is, nothing goes.
import { budgetSelector } from './model/event.ts';
import type { MemoryStore } from './model/ports.ts';
import { memoryProject } from './model/project.ts';
import type { WholeLogWork } from './whole-log-work.ts';

/** What is let go leaves room for some days, so that not every night derives all that is known again. */
const shareKept = 0.9;
/** Naps are nights too. */
const restMs = 20 * 60 * 60 * 1000;
const recordsReadMax = 100;

export class StorageBudget {
  readonly #store: MemoryStore;
  readonly #compact: WholeLogWork['compact'];
  readonly #nowMs: () => number;
  readonly #stopped = new AbortController();
  #bytesMax = 0;
  #triedAt = Number.NEGATIVE_INFINITY;
  #notice: string | undefined;
  #tending: Promise<void> = Promise.resolve();

  constructor(store: MemoryStore, compact: WholeLogWork['compact'], nowMs: () => number) {
    this.#store = store;
    this.#compact = compact;
    this.#nowMs = nowMs;
  }

  /** @param bytesMax 0 for no bound */
  set(bytesMax: number): void {
    if (bytesMax !== this.#bytesMax) this.#notice = undefined;
    this.#bytesMax = bytesMax;
  }

  /** Returns at once; looks when what comes `after` a night is over. */
  begin(after: Promise<unknown>): void {
    this.#tending = Promise.all([this.#tending, after]).then(() => this.#tend());
  }

  /** Resolves when the memory is as small as it should be, or can be. */
  settle(): Promise<void> {
    return this.#tending;
  }

  async #tend(): Promise<void> {
    if (!this.#isDue()) return;
    this.#triedAt = this.#nowMs();
    const outcome = await this.#compact(Math.floor(shareKept * this.#bytesMax), this.#stopped.signal);
    if (!outcome.ok) {
      const isFault = outcome.problem === 'failed';
      this.#notice = isFault ? `The memory could not be kept within its budget: ${outcome.message}` : undefined;
    } else this.#notice = this.#isOver() ? sayTooLarge(this.#store.usedBytes(), this.#bytesMax) : undefined;
  }

  notices(): readonly string[] {
    return this.#notice === undefined ? [] : [this.#notice];
  }

  /** What was not committed yet is as it was. */
  stop(): void {
    this.#bytesMax = 0;
    this.#stopped.abort();
  }

  #isOver(): boolean {
    return this.#bytesMax > 0 && this.#store.usedBytes() > this.#bytesMax;
  }

  #isDue(): boolean {
    if (!this.#isOver()) return false;
    const last = this.#store
      .eventsOfKind(memoryProject, 'forget', recordsReadMax)
      .find((event) => event.kind === 'forget' && event.data.selector === budgetSelector);
    return this.#nowMs() - Math.max(this.#triedAt, last?.at ?? this.#triedAt) >= restMs;
  }
}

function sayTooLarge(bytes: number, bytesMax: number): string {
  const [is, may] = [bytes, bytesMax].map((n) => `${Math.ceil(n / 1_000_000)} MB`);
  return `The memory takes up ${is} of ${may}: what is left is pinned, recent, or what no gist holds yet.`;
}
