// Keeps, in memory, what priming has learned of each project that is worked on: read from the log's commits and nights in
// the background, a few milliseconds at a time, and brought up to date with each new commit. Derived from the log alone,
// so that a restart, a rebuild and an engine that ran all along give the same.
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { type Draft, type MemoryEvent, sleepStages } from './model/event.ts';
import { findMoved, learnCommit } from './model/place-statistics.ts';
import type { MemoryStore } from './model/ports.ts';
import { traceCommit } from './recall/commit-trace.ts';
import { type CommitEvent, isCommit } from './recall/place-history.ts';
import { sleepOnRehearsals } from './recall/prime-night.ts';
import type { PlaceMemory } from './recall/prime-places.ts';
import { emptyPlaceMemory, rehearseCommit } from './recall/prime-rehearsal.ts';
import { type PrimeStanding, standingOf } from './recall/prime-standing.ts';
import { recordRehearsals, takeUpRehearsals } from './recall/rehearsal-record.ts';

interface Shelf {
  readonly memory: PlaceMemory;
  /** The commit or step of sleep that was learned last. */
  lastSeq: number;
  /** Up to here commits were predicted by an earlier run, which slept, too: they need only be counted. */
  readonly rehearsedTo: number;
  /** Rehearsals that are kept on disk. */
  keptRehearsals: number;
  isWhole: boolean;
  running: Promise<void> | undefined;
}

/** Others of the engine wait no longer than this. */
const sliceMsMax = 8;
/** Who has just asked asks again soon, and is to find nothing in the way. */
const quietMs = 20;
/** But for one slice in so long, or who never ceases to ask would keep the memory from learning. */
const quietMsMax = 100;
const pageSize = 32;
/** Projects whose places are kept; the one not asked for the longest goes first. */
const shelvesMax = 3;
const feedbackMax = 2_000;
/** After so many rehearsals, some tenths of a second of work, what they taught is kept on disk. */
const rehearsalsUnkeptMax = 100;

export class PlaceMemories {
  readonly #store: MemoryStore;
  readonly #shelves = new Map<string, Shelf>();
  readonly #standings = new Map<string, PrimeStanding>();
  readonly #isLeftOut: boolean;
  /** What somebody waits for. */
  readonly #ahead = new Set<Promise<unknown>>();
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /** How many wait for all to be learned. */
  #awaited = 0;
  #isClosed = false;
  #isPaused = false;

  /** @param without with `priming` nothing is learned before it is asked for */
  constructor(store: MemoryStore, without?: ReadonlySet<string>) {
    this.#store = store;
    this.#isLeftOut = without?.has('priming') ?? false;
  }

  /** These were logged. A project that is worked on is learned, and each of its new commits. Returns at once. */
  wake(drafts: readonly Pick<Draft, 'kind' | 'project'>[]): void {
    if (this.#isLeftOut) return;
    for (const { kind, project } of drafts) {
      if (kind === 'feedback') this.#standings.delete(project);
      const teaches = kind === 'commit' || kind === 'revert' || kind === 'sleep';
      if (teaches || !this.#shelves.has(project)) this.#learn(project);
    }
  }

  /** What is learned so far. The first call for a project begins to learn it. */
  of(project: string): { readonly memory: PlaceMemory; readonly isWhole: boolean } {
    this.#askedAtMs = performance.now();
    if (!this.#shelves.has(project)) this.#learn(project);
    const shelf = this.#shelfOf(project);
    this.#shelves.delete(project);
    this.#shelves.set(project, shelf);
    return shelf;
  }

  /** The name that a file goes by now, as far as commits were learned; undefined where it has not moved, or is gone. */
  readonly movedTo = (project: string, path: string): string | undefined =>
    findMoved(this.of(project).memory.statistics, path);

  /** What earlier primes have earned, of the latest feedback. */
  standingOf(project: string): PrimeStanding {
    let standing = this.#standings.get(project);
    if (standing === undefined) {
      standing = standingOf(this.#store.eventsOfKind(project, 'feedback', feedbackMax));
      this.#standings.set(project, standing);
    }
    return standing;
  }

  /** Nothing is learned until the work is done: each of its steps would else wait for a slice of learning. */
  async after<T>(work: Promise<T>): Promise<T> {
    this.#ahead.add(work);
    return work.finally(() => this.#ahead.delete(work));
  }

  /** Resolves when every commit of the projects that are kept is learned. */
  async settle(): Promise<void> {
    this.#awaited += 1;
    await Promise.all([...this.#shelves.values()].map((shelf) => shelf.running)).finally(() => {
      this.#awaited -= 1;
    });
  }

  /** From now on nothing is written. */
  async pause(): Promise<void> {
    this.#isPaused = true;
  }

  /** Commits may have been forgotten: all is learned anew. */
  reload(): void {
    this.#isPaused = false;
    const projects = [...this.#shelves.keys()];
    this.#shelves.clear();
    this.#standings.clear();
    for (const project of projects) this.#learn(project);
  }

  close(): void {
    this.#isClosed = true;
    this.#shelves.clear();
  }

  #learn(project: string): void {
    const shelf = this.#shelfOf(project);
    shelf.isWhole = false;
    shelf.running ??= this.#catchUp(project, shelf);
  }

  #shelfOf(project: string): Shelf {
    let shelf = this.#shelves.get(project);
    if (shelf === undefined) {
      if (this.#shelves.size >= shelvesMax) this.#shelves.delete(this.#shelves.keys().next().value!);
      shelf = this.#newShelf(project);
      this.#shelves.set(project, shelf);
    }
    return shelf;
  }

  #newShelf(project: string): Shelf {
    const memory = emptyPlaceMemory();
    const rehearsed = this.#store.rehearsed(project);
    const isTakenUp = rehearsed !== undefined && takeUpRehearsals(memory, rehearsed.numbers, rehearsed.lists);
    const rehearsedTo = isTakenUp ? rehearsed.lastSeq : 0;
    return { memory, lastSeq: 0, rehearsedTo, keptRehearsals: memory.rehearsals, isWhole: false, running: undefined };
  }

  async #catchUp(project: string, shelf: Shelf): Promise<void> {
    let page: MemoryEvent[] = [];
    do {
      await this.#turn();
      if (this.#isGone(project, shelf)) return;
      // What was logged since a page was read is seen only by reading again.
      const isRead = page.length === 0;
      if (isRead) page = this.#store.lessonsAfter(project, shelf.lastSeq, pageSize);
      const isEnd = isRead && page.length < pageSize;
      const { learned, isNight } = this.#learnSlice(shelf, page);
      page = page.slice(learned);
      if (isNight && !(await this.#sleepOn(project, shelf))) return;
      shelf.isWhole = isEnd && page.length === 0 && !isNight;
    } while (!shelf.isWhole);
    shelf.running = undefined;
    this.#keep(project, shelf);
  }

  /** Lets whoever asks go first. */
  async #turn(): Promise<void> {
    await nextTurn();
    while (this.#ahead.size > 0) await Promise.allSettled(this.#ahead);
    const endMs = performance.now() + quietMsMax;
    while (this.#awaited === 0 && performance.now() < Math.min(this.#askedAtMs + quietMs, endMs)) await pause(quietMs);
  }

  #isGone(project: string, shelf: Shelf): boolean {
    return this.#isClosed || this.#shelves.get(project) !== shelf;
  }

  /** @returns how many of the page it learned, and whether it ended with a night to be slept on */
  #learnSlice(shelf: Shelf, page: readonly MemoryEvent[]): { readonly learned: number; readonly isNight: boolean } {
    const endMs = performance.now() + sliceMsMax;
    let learned = 0;
    for (const event of page) {
      if (isCommit(event)) this.#learnCommit(shelf, event);
      shelf.lastSeq = event.seq;
      learned += 1;
      if (event.seq > shelf.rehearsedTo && isEndOfNight(event)) return { learned, isNight: true };
      if (performance.now() > endMs) break;
    }
    return { learned, isNight: false };
  }

  /** @returns false where it was broken off */
  async #sleepOn(project: string, shelf: Shelf): Promise<boolean> {
    for (const _ of sleepOnRehearsals(shelf.memory)) {
      await this.#turn();
      if (this.#isGone(project, shelf)) return false;
    }
    return true;
  }

  #learnCommit({ memory, rehearsedTo }: Shelf, event: CommitEvent): void {
    if (event.seq <= rehearsedTo) learnCommit(memory.statistics, traceCommit(event));
    else rehearseCommit(memory, traceCommit(event), ['place', 'intent']);
  }

  #keep(project: string, shelf: Shelf): void {
    const { rehearsals } = shelf.memory;
    if (this.#isPaused || rehearsals - shelf.keptRehearsals < rehearsalsUnkeptMax) return;
    this.#store.keepRehearsed(project, {
      lastSeq: shelf.lastSeq,
      numbers: recordRehearsals(shelf.memory),
      lists: shelf.memory.lists.toBytes(),
    });
    shelf.keptRehearsals = rehearsals;
  }
}

function isEndOfNight(event: MemoryEvent): boolean {
  return (
    event.kind === 'sleep' && event.data.stage === sleepStages.at(-1) && event.data.toSeq === event.data.nightToSeq
  );
}
