// The memory stands still while another process rewrites it: whoever writes waits, and whoever keeps something of it
// outside the database is told afterwards, and reads it again. This is the one place where they are told.

/** Keeps what it knows of the memory, or writes to it by itself. */
export interface Dependent {
  /** Resolves when it does not write any more, until `reload`. */
  readonly pause?: () => Promise<void>;
  /** Whatever it held may be wrong, or forgotten. Called when the memory may be used again, changed or not. */
  readonly reload: () => void;
}

export class Standstill {
  readonly #dependents: Dependent[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #standing: Promise<unknown> | undefined;

  add(dependent: Dependent): void {
    this.#dependents.push(dependent);
  }

  /** Writes in the order in which it is asked to, and never during a standstill. */
  inTurn<T>(write: () => T | Promise<T>): Promise<T> {
    const turn = this.#last.then(write);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when the memory does not stand still. For writes that others wait for while they have their turn. */
  async over(): Promise<void> {
    while (this.#standing !== undefined) await this.#standing;
  }

  /** Runs the work while nobody writes. */
  during<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn(() => {
      const standing = this.#pauseAndRun(work).finally(() => {
        this.#standing = undefined;
        for (const dependent of this.#dependents) dependent.reload();
      });
      this.#standing = standing.catch(() => undefined);
      return standing;
    });
  }

  /** Resolves when all that was asked for before has been done. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #pauseAndRun<T>(work: () => Promise<T>): Promise<T> {
    await Promise.all(this.#dependents.map((dependent) => dependent.pause?.()));
    return work();
  }
}
