// Keeps the vectors in step with the log: after each append, in the background, traces that the encoder has not seen
// are encoded, written and put into the index. Without an encoder it stands aside, recall is lexical alone, and one is
// asked for again from time to time. While it goes over to another encoder, the former one serves until the other has
// encoded everything.
import { EncoderUnavailable } from './encode/encoder-unavailable.ts';
import { writeTrace } from './encode/trace-writer.ts';
import type { Encoder, MemoryStore, QuestionMeaning, VectorIndex } from './model/ports.ts';

const batchSize = 256;
/** Files that cannot be read now may be there later: an extension is being installed, a drive comes back. */
const retryMsDefault = 60_000;

const wordsAlone = 'Recall goes by words alone.';
const formerStays = 'The former one stays in force.';

export type Loaded = { readonly encoder: Encoder; readonly index: VectorIndex };
/** A notice, for the user, where the encoder is not to be had. */
export type LoadMeaning = () => Promise<Loaded | { readonly notice: string }>;

export class MeaningSearch {
  readonly #store: MemoryStore;
  readonly #load: LoadMeaning;
  /** Aborted while the memory stands still, and for good when it is closed. */
  #awake = new AbortController();
  #loading: Promise<void> | undefined;
  #loaded: Loaded | undefined;
  /** Encodes in the background and takes over when it has done everything. */
  #successor: Loaded | undefined;
  #exchanging: Promise<void> = Promise.resolve();
  readonly #queries = new Set<Promise<unknown>>();
  /** The encoder beside whose vectors there are no others. */
  #tidyFor: string | undefined;
  #notice: string | undefined;
  #running: Promise<void> | undefined;
  #isStale = false;
  readonly #retryMs: number;
  #retry: NodeJS.Timeout | undefined;

  constructor(store: MemoryStore, load: LoadMeaning, retryMs = retryMsDefault) {
    this.#store = store;
    this.#load = load;
    this.#retryMs = retryMs;
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

  /** Resolves when no vectors are written any more. */
  async pause(): Promise<void> {
    this.#awake.abort();
    await this.#running;
  }

  /** Goes on after a pause, with what is in the database now. */
  reload(): void {
    this.#awake = new AbortController();
    this.#loaded?.index.refresh();
    this.#successor?.index.refresh();
    if (this.#loaded !== undefined) this.wake();
  }

  /** A sleep may have written the index anew. */
  refresh(): void {
    this.#loaded?.index.refresh();
  }

  /** Undefined while there is no encoder. */
  encoderId(): string | undefined {
    return this.#loaded?.encoder.id;
  }

  /** Resolves when every trace has its vector, or there is no encoder. */
  async settle(): Promise<void> {
    this.wake();
    await this.#running;
  }

  /** What recall needs to look by meaning; empty where it cannot. */
  async query(text: string): Promise<QuestionMeaning> {
    const loaded = await this.#ready();
    if (loaded === undefined) return {};
    const asking = askEncoder(loaded, text);
    this.#queries.add(asking);
    try {
      return await asking;
    } catch (error) {
      this.#giveUp(loaded, error);
      return {};
    } finally {
      this.#queries.delete(asking);
    }
  }

  /**
   * Goes over to another encoder. Resolves when it is loaded; the former serves until every trace has a vector of the
   * other, whose vectors then go. Where the other is not to be had, all stays as it is.
   *
   * @returns why it is not to be had, or its id
   */
  exchange(load: LoadMeaning): Promise<{ readonly id: string } | { readonly notice: string }> {
    const turn = this.#exchanging.then(async () => {
      await this.#ready();
      const result = await load();
      if ('notice' in result) {
        const consequence = this.#loaded === undefined ? wordsAlone : formerStays;
        this.#notice = `${result.notice} ${consequence}`;
        return { notice: this.#notice };
      }
      this.#notice = undefined;
      await this.#succeedBy(result);
      return { id: result.encoder.id };
    });
    this.#exchanging = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  state(): { encoder: string; vectorIndex: 'hnsw' | 'exact' | 'none'; vectors: number; notices: string[] } {
    const notices = [this.#notice, this.#loaded?.index.notice].filter((n) => n !== undefined);
    const encoder = this.#loaded?.encoder.id;
    return {
      encoder: encoder ?? 'none',
      vectorIndex: this.#loaded?.index.mode ?? 'none',
      vectors: encoder === undefined ? 0 : this.#store.vectorCount(encoder),
      notices,
    };
  }

  async close(): Promise<void> {
    await this.#exchanging;
    await this.pause();
    clearTimeout(this.#retry);
    await this.#successor?.encoder.close();
    await this.#loaded?.encoder.close();
  }

  async #ready(): Promise<Loaded | undefined> {
    this.#loading ??= this.#load().then((result) => {
      if ('notice' in result) return this.#standAside(result.notice);
      this.#notice = undefined;
      this.#loaded = result;
    });
    await this.#loading;
    return this.#loaded;
  }

  /** For want of an encoder. */
  #standAside(notice: string): void {
    this.#notice = `${notice} ${wordsAlone}`;
    this.#retry = setTimeout(() => {
      this.#loading = undefined;
      this.wake();
    }, this.#retryMs).unref();
  }

  /** An encoder whose files can be read no longer is let go; its successor, where there is one, serves from now on. */
  #giveUp(lost: Loaded, error: unknown): void {
    if (!(error instanceof EncoderUnavailable)) throw error;
    if (lost === this.#successor) this.#notice = `${error.message} ${formerStays}`;
    else if (lost === this.#loaded) this.#loaded = this.#successor;
    else return;
    this.#successor = undefined;
    if (this.#loaded === undefined) this.#standAside(error.message);
    else this.wake();
    // Of what cannot be read nothing is to be saved.
    lost.encoder.close().catch(() => undefined);
  }

  async #succeedBy(other: Loaded): Promise<void> {
    await this.#running;
    clearTimeout(this.#retry);
    const serving = this.#loaded?.encoder.id;
    const unneeded = [this.#successor, serving === other.encoder.id ? other : undefined];
    this.#successor = undefined;
    if (serving === undefined) this.#loaded = other;
    else if (serving !== other.encoder.id) this.#successor = other;
    this.wake();
    for (const each of unneeded) await each?.encoder.close();
  }

  /** The successor has done everything, and serves from now on. */
  async #takeOver(successor: Loaded): Promise<void> {
    const former = this.#loaded!;
    this.#loaded = successor;
    this.#successor = undefined;
    this.#dropOthers(successor);
    await Promise.allSettled(this.#queries);
    await former.encoder.close();
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    await this.#ready();
    while (this.#loaded !== undefined && this.#isStale && !signal.aborted) {
      this.#isStale = false;
      const serving = this.#loaded;
      const isDone = await this.#encodeAll(serving, signal);
      const successor = this.#successor;
      if (successor === undefined) {
        if (isDone && serving === this.#loaded) this.#dropOthers(serving);
      } else if ((await this.#encodeAll(successor, signal)) && successor === this.#successor) {
        await this.#takeOver(successor);
      }
    }
  }

  /** Vectors of former encoders go, once, when they are of no more use. */
  #dropOthers({ encoder }: Loaded): void {
    if (this.#tidyFor === encoder.id) return;
    this.#store.keepVectorsOf(encoder.id);
    this.#tidyFor = encoder.id;
  }

  /** @returns whether every trace has its vector */
  async #encodeAll(loaded: Loaded, signal: AbortSignal): Promise<boolean> {
    try {
      while (!signal.aborted) if ((await this.#encodeBatch(loaded)) < batchSize) return !signal.aborted;
    } catch (error) {
      this.#giveUp(loaded, error);
    }
    return false;
  }

  async #encodeBatch({ encoder, index }: Loaded): Promise<number> {
    const events = this.#store.unencoded(encoder.id, batchSize).map((seq) => this.#store.eventAt(seq)!);
    if (events.length === 0) return 0;
    const traces = events.map((event) => writeTrace(event)!);
    const vectors = await encoder.encode(traces.map((trace) => `${trace.title}\n${trace.places}\n${trace.body}`));
    this.#store.writeVectors(
      encoder.id,
      events.map((event, i) => ({ seq: event.seq, vector: vectors[i]! })),
    );
    for (const [i, event] of events.entries()) index.add(event.project, [{ seq: event.seq, vector: vectors[i]! }]);
    return events.length;
  }
}

/** @throws EncoderUnavailable where its files can be read no longer */
export async function askEncoder({ encoder, index }: Loaded, text: string): Promise<QuestionMeaning> {
  const [queryVector] = await encoder.encode([text]);
  return { vectors: index, queryVector: queryVector!, compareWords: await encoder.wordComparer?.() };
}
