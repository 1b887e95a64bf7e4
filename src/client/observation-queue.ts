// Observations come in one by one and go out in batches; one that the engine has not acknowledged is kept and sent
// again, so an engine that is away for a while costs nothing. In memory only: nothing unredacted may touch the disk.
import type { ObserveResult, WireObservation } from '../protocol/observe.ts';
import type { Reply } from './reply.ts';
import { retryDelayMs } from './retry-schedule.ts';

export const queueLimits = {
  batchMax: 200,
  batchBytesMax: 4 * 1024 * 1024,
  waitingMax: 10_000,
  waitingBytesMax: 64 * 1024 * 1024,
  /** As many are sent without waiting. */
  promptCount: 50,
  delayMs: 250,
} as const;

export type DeliverObservations = (batch: readonly WireObservation[]) => Promise<Reply<ObserveResult>>;

export class ObservationQueue {
  readonly #deliver: DeliverObservations;
  /** By id, the oldest first. */
  readonly #waiting = new Map<string, { observation: WireObservation; bytes: number }>();
  #waitingBytes = 0;
  #dropped = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #draining: Promise<void> | undefined;
  #isDisposed = false;

  constructor(deliver: DeliverObservations) {
    this.#deliver = deliver;
  }

  /** Returns at once. Where the queue is full the oldest observation is dropped and counted. */
  push(observation: WireObservation): void {
    const bytes = JSON.stringify(observation).length;
    if (this.#isDisposed || bytes > queueLimits.batchBytesMax) {
      this.#dropped += 1;
      return;
    }
    this.#remove(observation.id);
    this.#waiting.set(observation.id, { observation, bytes });
    this.#waitingBytes += bytes;
    while (this.#waiting.size > queueLimits.waitingMax || this.#waitingBytes > queueLimits.waitingBytesMax) {
      this.#remove(this.#waiting.keys().next().value!);
      this.#dropped += 1;
    }
    if (this.#failures > 0) return; // The engine is away: the retry that is due sends this one too.
    if (this.#waiting.size >= queueLimits.promptCount) void this.#drain();
    else this.#arm(queueLimits.delayMs);
  }

  /** The engine is back: sends what waits without waiting for the next retry. */
  resume(): void {
    this.#failures = 0;
    void this.#drain();
  }

  /** Sends all there is. Resolves when nothing waits or a delivery failed, with the number that still wait. */
  async flush(): Promise<number> {
    await this.#drain();
    return this.#waiting.size;
  }

  /** `dropped`: lost because the queue was full, or because one observation was larger than a batch may be. */
  get counts(): { waiting: number; dropped: number } {
    return { waiting: this.#waiting.size, dropped: this.#dropped };
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #arm(delayMs: number): void {
    if (this.#isDisposed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#drain();
    }, delayMs);
  }

  /** One delivery at a time, so that the log keeps the order in which things happened. */
  #drain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draining ??= this.#sendAll().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#isDisposed) {
      const reply = await this.#deliver(this.#nextBatch());
      const settled = reply.ok ? reply.value.settled.filter((id) => this.#remove(id)) : [];
      if (settled.length === 0) {
        this.#failures += 1;
        this.#arm(retryDelayMs(this.#failures));
        return;
      }
      this.#failures = 0;
    }
  }

  #nextBatch(): WireObservation[] {
    const batch: WireObservation[] = [];
    let bytes = 0;
    for (const next of this.#waiting.values()) {
      bytes += next.bytes;
      if (batch.length >= queueLimits.batchMax || (batch.length > 0 && bytes > queueLimits.batchBytesMax)) break;
      batch.push(next.observation);
    }
    return batch;
  }

  #remove(id: string): boolean {
    const found = this.#waiting.get(id);
    if (found === undefined) return false;
    this.#waitingBytes -= found.bytes;
    return this.#waiting.delete(id);
  }
}
