// Events that were read lately, by their place in the log, so that one which several files and episodes lead to is read
// and parsed once. An event never changes; one that has gone must be forgotten here too.
import type { MemoryEvent } from '../model/event.ts';

/** Of the texts of all events that are kept together, in characters: some hundreds of commits. */
const charactersMax = 2_000_000;

export class EventCache {
  readonly #events = new Map<number, { readonly event: MemoryEvent; readonly characters: number }>();
  #characters = 0;

  get(seq: number): MemoryEvent | undefined {
    return this.#events.get(seq)?.event;
  }

  /** @param characters of what it says */
  put(event: MemoryEvent, characters: number): void {
    this.forget(event.seq);
    this.#events.set(event.seq, { event, characters });
    this.#characters += characters;
    for (const seq of this.#events.keys()) {
      if (this.#characters <= charactersMax) break;
      this.forget(seq);
    }
  }

  forget(seq: number): void {
    this.#characters -= this.#events.get(seq)?.characters ?? 0;
    this.#events.delete(seq);
  }

  clear(): void {
    this.#events.clear();
    this.#characters = 0;
  }
}
