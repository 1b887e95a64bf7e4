// Keeps the vectors in step with the log: after each append, in the background, traces that the encoder has not seen
// are encoded, written and put into the index. Without an encoder it stands aside, and recall is lexical alone.
import { encodeEvent } from './encode/encode-event.ts';
import type { Encoder, MemoryStore, VectorIndex } from './model/ports.ts';

const batchSize = 256;
/** After this long without a new trace the memory may sleep. */
const restMs = 20_000;

/** Works through the caches of one encoder; gives what went wrong, as plain sentences. */
export type Sleep = (encoderId: string, signal: AbortSignal) => Promise<readonly string[]>;

type Loaded = { readonly encoder: Encoder; readonly index: VectorIndex };

export class MeaningSearch {
  readonly #store: MemoryStore;
  readonly #load: () => Promise<Loaded | { readonly notice: string }>;
  readonly #sleep: Sleep;
  /** Aborted while the memory stands still, and for good when it is closed. */
  #awake = new AbortController();
  #restTimer: NodeJS.Timeout | undefined;
  #sleeping: Promise<void> | undefined;
  #sleepNotices: readonly string[] = [];
  #loading: Promise<Loaded | { readonly notice: string }> | undefined;
  #loaded: Loaded | undefined;
  #notice: string | undefined;
  #running: Promise<void> | undefined;
  #isStale = false;

  constructor(store: MemoryStore, load: () => Promise<Loaded | { readonly notice: string }>, sleep: Sleep) {
    this.#store = store;
    this.#load = load;
    this.#sleep = sleep;
  }

  /** There may be new traces. Returns at once. */
  wake(): void {
    this.#isStale = true;
    if (this.#awake.signal.aborted) return;
    this.#running ??= this.#catchUp(this.#awake.signal).finally(() => {
      this.#running = undefined;
      // A trace may have come between the last look and this line.
      if (this.#isStale && this.#loaded !== undefined) this.wake();
    });
  }

  /** Resolves when neither vectors nor their index are written any more. */
  async pause(): Promise<void> {
    this.#awake.abort();
    clearTimeout(this.#restTimer);
    await this.#running;
    await this.#sleeping;
  }

  /** Goes on after a pause, with what is in the database now. */
  reload(): void {
    this.#awake = new AbortController();
    this.#loaded?.index.refresh();
    if (this.#loaded !== undefined) this.wake();
  }

  /** Resolves when every trace has its vector, or there is no encoder. */
  async settle(): Promise<void> {
    this.wake();
    await this.#running;
  }

  /** What recall needs to look by meaning; empty where it cannot. */
  async query(text: string): Promise<{ vectors: VectorIndex; queryVector: Float32Array } | Record<string, never>> {
    const loaded = await this.#ready();
    if (loaded === undefined) return {};
    const [queryVector] = await loaded.encoder.encode([text]);
    return { vectors: loaded.index, queryVector: queryVector! };
  }

  state(): { encoder: string; vectorIndex: 'hnsw' | 'exact' | 'none'; vectors: number; notices: string[] } {
    const notices = [this.#notice, this.#loaded?.index.notice, ...this.#sleepNotices].filter((n) => n !== undefined);
    const encoder = this.#loaded?.encoder.id;
    return {
      encoder: encoder ?? 'none',
      vectorIndex: this.#loaded?.index.mode ?? 'none',
      vectors: encoder === undefined ? 0 : this.#store.vectorCount(encoder),
      notices,
    };
  }

  async close(): Promise<void> {
    await this.pause();
    await this.#loaded?.encoder.close();
  }

  async #ready(): Promise<Loaded | undefined> {
    this.#loading ??= this.#load();
    const result = await this.#loading;
    if ('notice' in result) this.#notice = result.notice;
    else this.#loaded = result;
    return this.#loaded;
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const loaded = await this.#ready();
    clearTimeout(this.#restTimer);
    while (loaded !== undefined && this.#isStale && !signal.aborted) {
      this.#isStale = false;
      while (!signal.aborted && (await this.#encodeBatch(loaded)) === batchSize);
    }
    if (loaded !== undefined && !signal.aborted) {
      this.#restTimer = setTimeout(() => this.#rest(loaded, signal), restMs);
    }
  }

  #rest({ encoder, index }: Loaded, signal: AbortSignal): void {
    this.#sleeping ??= this.#sleep(encoder.id, signal).then((problems) => {
      this.#sleepNotices = problems;
      this.#sleeping = undefined;
      index.refresh();
    });
  }

  async #encodeBatch({ encoder, index }: Loaded): Promise<number> {
    const events = this.#store.unencoded(encoder.id, batchSize).map((seq) => this.#store.eventAt(seq)!);
    if (events.length === 0) return 0;
    const traces = events.map((event) => encodeEvent(event).trace!);
    const vectors = await encoder.encode(traces.map((trace) => `${trace.title}\n${trace.places}\n${trace.body}`));
    this.#store.writeVectors(
      encoder.id,
      events.map((event, i) => ({ seq: event.seq, vector: vectors[i]! })),
    );
    for (const [i, event] of events.entries()) index.add(event.project, [{ seq: event.seq, vector: vectors[i]! }]);
    return events.length;
  }
}
