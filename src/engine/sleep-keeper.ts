// Says when the memory sleeps: when nothing has happened for a while, sooner when much has happened since the last night,
// and when it is asked to; by itself not while the machine runs on its battery. What a sleep plans is made true here, where the
// log still is as the sleep saw it.
import { createHash } from 'node:crypto';
import type { MeaningSearch } from './meaning-search.ts';
import type { Draft } from './model/event.ts';
import type { MemoryStore } from './model/ports.ts';
import type { ReadPower } from './model/power.ts';
import type { PlannedStep, Sleep, SleepNews } from './model/sleep.ts';
import { isNightOpen, nightProgress, sleepPressure } from './sleep/sleep-schedule.ts';

/** After this long without an event the memory may sleep. */
const restMs = 20_000;
/** With this much to sleep on, a shorter rest will do. */
const pressureHigh = 500;
const shortRestMs = 5_000;
/** With less than this, a night is not worth its place in the log; events. */
const pressureMin = 40;
/** On battery it looks again after so long whether the machine has been plugged in. */
const unpluggedMs = 600_000;

export interface SleepProgress {
  readonly project: string;
  /** In [0, 1]. */
  readonly share: number;
}

export interface SleepReport {
  readonly steps: number;
  readonly cancelled: boolean;
  readonly durationMs: number;
  readonly problems: readonly string[];
}

export interface KeeperParts {
  readonly store: MemoryStore;
  readonly meaning: MeaningSearch;
  readonly sleep: Sleep;
  readonly readPower: ReadPower;
  readonly nowMs: () => number;
  /** A night that taught something was slept to its end on these projects. */
  readonly onNight: (projects: readonly string[]) => void;
}

type OnProgress = (progress: SleepProgress) => void;

export class SleepKeeper {
  readonly #parts: KeeperParts;
  #awake = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #sleeping: Promise<unknown> = Promise.resolve();
  /** That a sleep which was broken off reads no more. */
  #ended: Promise<unknown> = Promise.resolve();
  #notices: readonly string[] = [];
  /** Of the sleep that goes on. */
  #night: AbortController | undefined;
  /** Of the sleep that it fell into by itself. */
  #doze: AbortController | undefined;
  #tell: (news: SleepNews) => void = () => undefined;
  /** Events since the last rest. */
  #pressure = 0;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /**
   * So many events have come: somebody works, so a sleep that nobody asked for gives way, and goes on at the next rest. Returns
   * at once.
   */
  wake(events: number): void {
    clearTimeout(this.#timer);
    this.#doze?.abort();
    this.#pressure += events;
    if (this.#awake.signal.aborted) return;
    this.#timer = setTimeout(() => void this.#fallAsleep(), this.#pressure >= pressureHigh ? shortRestMs : restMs);
  }

  /** Sleeps on one project now, however little there is to sleep on. One sleep at a time; others wait. */
  sleepNow(project: string, onProgress: OnProgress, signal: AbortSignal): Promise<SleepReport> {
    return this.#inTurn([project], onProgress, AbortSignal.any([signal, this.#awake.signal]));
  }

  /** One listener; it is called with every step of a sleep and at its end. */
  onSleep(listener: (news: SleepNews) => void): void {
    this.#tell = listener;
  }

  /** Breaks off the sleep that goes on, and none begins in its place by itself. @returns whether one did */
  breakOff(): boolean {
    this.#doze?.abort();
    this.#night?.abort();
    return this.#night !== undefined;
  }

  notices(): readonly string[] {
    return this.#notices;
  }

  /** Resolves when no sleep goes on and none reads any more. What was slept stays. */
  async pause(): Promise<void> {
    this.#awake.abort();
    clearTimeout(this.#timer);
    await this.#sleeping;
  }

  /** Sleeps again after a pause, when there is occasion. */
  reload(): void {
    this.#awake = new AbortController();
    this.wake(0);
  }

  async #fallAsleep(): Promise<void> {
    const { signal } = this.#awake;
    const timer = this.#timer;
    this.#pressure = 0;
    await this.#parts.meaning.settle();
    if (signal.aborted) return;
    const known = this.#parts.store.projects().map(({ id }) => id);
    const due = known.filter((project) => this.#isDue(project));
    if (due.length === 0) return;
    const source = await this.#parts.readPower();
    // What has come in the meantime has set a timer of its own.
    if (signal.aborted || this.#timer !== timer) return;
    if (source === 'battery') {
      this.#timer = setTimeout(() => void this.#fallAsleep(), unpluggedMs);
      return;
    }
    this.#doze = new AbortController();
    await this.#inTurn(due, () => undefined, AbortSignal.any([signal, this.#doze.signal]));
  }

  #inTurn(projects: readonly string[], onProgress: OnProgress, signal: AbortSignal): Promise<SleepReport> {
    const turn = this.#sleeping.then(() => this.#sleep(projects, onProgress, signal));
    this.#sleeping = turn.catch(() => undefined).then(() => this.#ended);
    return turn;
  }

  async #sleep(projects: readonly string[], onProgress: OnProgress, from: AbortSignal): Promise<SleepReport> {
    if (projects.length === 0) return { steps: 0, cancelled: from.aborted, durationMs: 0, problems: [] };
    const { sleep, meaning, nowMs } = this.#parts;
    const at = nowMs();
    const night = new AbortController();
    const signal = AbortSignal.any([from, night.signal]);
    this.#night = night;
    let steps = 0;
    const commit = (planned: PlannedStep) => {
      const isCommitted = !signal.aborted && this.#commit(planned);
      if (isCommitted) {
        steps += 1;
        const { project, data } = planned.step;
        const share = nightProgress(data);
        onProgress({ project, share });
        this.#tell({ state: 'asleep', share: (projects.indexOf(project) + share) / projects.length });
      }
      return isCommitted;
    };
    const encoderId = meaning.encoderId();
    try {
      this.#notices = signal.aborted
        ? []
        : await this.#untilBrokenOff(
            sleep({ projects, at, ...(encoderId !== undefined && { encoderId }) }, commit, signal),
            signal,
          );
    } finally {
      this.#night = undefined;
      this.#tell({ state: 'over', at, steps });
    }
    const problems = this.#notices;
    meaning.refresh();
    if (steps > 0 && !signal.aborted) this.#parts.onNight(projects);
    return { steps, cancelled: signal.aborted, durationMs: nowMs() - at, problems };
  }

  /** A thread takes a tenth of a second to end. It changes nothing any more, so only what needs it gone waits for that. */
  #untilBrokenOff(asleep: Promise<readonly string[]>, signal: AbortSignal): Promise<readonly string[]> {
    const brokenOff = Promise.withResolvers<readonly string[]>();
    const wake = () => brokenOff.resolve([]);
    signal.addEventListener('abort', wake);
    this.#ended = asleep.catch(() => undefined).then(() => signal.removeEventListener('abort', wake));
    return Promise.race([asleep, brokenOff.promise]);
  }

  #commit({ step, plan, afterSeq }: PlannedStep): boolean {
    const { store } = this.#parts;
    if (store.lastSeq() !== afterSeq) return false;
    const { project, data, at } = step;
    const name = createHash('sha256').update(`${project} ${data.nightToSeq} ${data.stage} ${data.toSeq}`);
    const id = `sleep:${name.digest('hex').slice(0, 24)}`;
    const draft: Draft = { id, at, kind: 'sleep', actor: 'tool:second-nature', project, refs: [], text: '', data };
    return store.append([draft], () => plan).length === 1;
  }

  #isDue(project: string): boolean {
    const { store } = this.#parts;
    return isNightOpen(project, store) || sleepPressure(project, store) >= pressureMin;
  }
}
