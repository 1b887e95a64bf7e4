// A memory whose projections another version derived comes in; they are derived again, apart from the engine, which goes
// on answering from what there is. Meanwhile what comes in waits. What breaks off is begun again at the next start.
import type { MemoryStore } from './model/ports.ts';
import type { UpkeepProgress } from './model/upkeep.ts';
import type { WholeLogWork } from './whole-log-work.ts';

export class Upgrade {
  readonly #stopped = new AbortController();
  #notice: string | undefined;

  /** @param by names this version */
  constructor(store: MemoryStore, rebuild: WholeLogWork['rebuild'], by: string) {
    if (store.derivedBy() === by) return;
    if (store.lastSeq() === 0) store.markDerived(by);
    else void this.#derive(rebuild);
  }

  /** What is going on, or went wrong, as plain sentences. */
  notices(): readonly string[] {
    return this.#notice === undefined ? [] : [this.#notice];
  }

  /** Nothing has changed where it was not done. */
  stop(): void {
    this.#stopped.abort();
  }

  async #derive(rebuild: WholeLogWork['rebuild']): Promise<void> {
    this.#tell({ done: 0, total: 1 });
    const outcome = await rebuild((progress) => this.#tell(progress), this.#stopped.signal);
    if (outcome.ok || outcome.problem === 'cancelled') this.#notice = undefined;
    else {
      const remedy = 'What is known is still that of the former version; `second-nature rebuild` tries again.';
      this.#notice = `The memory could not be derived again: ${outcome.message} ${remedy}`;
    }
  }

  #tell({ done, total }: Pick<UpkeepProgress, 'done' | 'total'>): void {
    const share = Math.floor((100 * done) / total);
    this.#notice = `After an update, all that is known is derived again from what was recorded: ${share} %.`;
  }
}
