// Hints on days of work: in, a history; out, how many hints would have been shown, how many of them said what was said
// before, and how often what they named was then touched. The engine is the product's, what is shown is decided by the
// extension's own policy, and errors are planted between the commits, some of them met before, some only alike.
import type { Observation } from '../../src/engine/model/event.ts';
import { likeliest } from '../../src/extension/surface/companion-choice.ts';
import { HintHistory } from '../../src/extension/surface/hint-history.ts';
import { live, meet } from './deja-vu-task.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { type PlantedErrors, plantErrors } from './planted-error.ts';
import { seededRandom } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { shuffle } from './segment-task.ts';
import { observeReplay, takeIn } from './stream-memory.ts';
import { replayWork, type WorkedCommit, type WorkStep } from './work-replay.ts';

const folder = '/made';
const warmShare = 0.7;
/** An error among the work of every so many commits. */
const errorEvery = 2;
/** A file that a hint names was rightly named when it is changed with this commit or with one of so many that follow. */
const followingMax = 2;
const tenMinutesMs = 10 * 60_000;
/** What was said within this time, and not taken, is said again. */
const repeatMs = 7 * 24 * 3_600_000;
/** As the editor asks. */
const primedMax = 12;
const stagedMax = 20;
const stagedAskedMax = 6;

type Boundary = 'at a save' | 'before a commit' | 'at an error';

interface ShownHint {
  readonly boundary: Boundary;
  /** Unix time in ms, by which the extension counts. */
  readonly clockMs: number;
  /** In work time: breaks and nights left out. */
  readonly atMs: number;
  /** Of what it named: how much, how much of it rightly, how much of it again. */
  readonly named: number;
  readonly right: number;
  readonly repeated: number;
}

export async function runHints({ name, commits }: ReplayStream, seed: number): Promise<TaskResult[]> {
  const random = seededRandom(seed);
  const first = Math.trunc(commits.length * warmShare);
  const startMs = commits[first - 1]!.t * 1000;
  const memory = openEvaluationEngine({ startMs, without: [] });
  await takeIn(memory, folder, commits.slice(0, first));
  await memory.engine.settle();
  const replayed = new HintReplay(memory, plantErrors(random), random);
  const worked = replayWork(commits.slice(first), folder, random, startMs);
  for (const [i, work] of worked.entries()) {
    const following = worked.slice(i + 1, i + 1 + followingMax).map(({ commit }) => commit);
    await replayed.live(work, following);
    if (i % errorEvery === 0) await replayed.meetError();
  }
  await memory.close();
  const { hints, workedMs, days, withheld } = replayed;
  const head = { task: 'hints', method: 'second-nature', stream: name, seed };
  const boundaries = new Set(hints.map(({ boundary }) => boundary));
  return [
    { ...head, n: hints.length, metrics: { ...measureHints(hints), ...frequency(hints, workedMs), withheld, days } },
    ...[...boundaries].sort().map((boundary) => {
      const chosen = hints.filter((hint) => hint.boundary === boundary);
      return { ...head, n: chosen.length, category: boundary, metrics: measureHints(chosen) };
    }),
  ];
}

/** `precision`: of what is named, how much was then touched; `useful`: of the hints, how many named any such thing. */
export function measureHints(hints: readonly Omit<ShownHint, 'boundary'>[]) {
  const sum = (of: (hint: Omit<ShownHint, 'boundary'>) => number) => hints.reduce((total, hint) => total + of(hint), 0);
  const named = Math.max(
    1,
    sum((hint) => hint.named),
  );
  return {
    hints: hints.length,
    precision: sum(({ right }) => right) / named,
    useful: sum(({ right }) => (right > 0 ? 1 : 0)) / Math.max(1, hints.length),
    repeats: sum(({ repeated }) => repeated) / named,
  };
}

/**
 * Per ten minutes of work, and the most in any ten minutes by the clock. `mostWithoutBreaks` and `crowded` set the work
 * before a break or a night against that after it, as if nothing lay between.
 */
export function frequency(hints: readonly Pick<ShownHint, 'atMs' | 'clockMs'>[], workedMs: number) {
  const withinTen = (timeOf: (hint: (typeof hints)[number]) => number) =>
    hints.map((hint, i) => hints.slice(i).filter((later) => timeOf(later) < timeOf(hint) + tenMinutesMs).length);
  const within = withinTen(({ atMs }) => atMs);
  const crowded = within.filter((count) => count > 1).length;
  return {
    workedHours: workedMs / 3_600_000,
    perTenMinutes: (hints.length * tenMinutesMs) / workedMs,
    mostInTenMinutes: Math.max(0, ...withinTen(({ clockMs }) => clockMs)),
    mostWithoutBreaks: Math.max(0, ...within),
    crowded: crowded / Math.max(1, hints.length),
  };
}

/** A developer who works through the commits, and the editor beside them. */
class HintReplay {
  readonly hints: ShownHint[] = [];
  workedMs = 0;
  days = 1;
  /** Errors that were recognised while it was quiet. */
  withheld = 0;
  readonly #memory: EvaluationEngine;
  readonly #errors: PlantedErrors;
  readonly #toMeet: { readonly error: Parameters<typeof meet>[1]; readonly isDecoy: boolean }[];
  readonly #operatorByFix = new Map<string, string>();
  /** When what was named, and not touched since; Unix time in ms. */
  readonly #namedAt = new Map<string, number>();
  #history = new HintHistory();
  #events = 0;

  constructor(memory: EvaluationEngine, errors: PlantedErrors, random: () => number) {
    this.#memory = memory;
    this.#errors = errors;
    const taught = errors.taught.map((error) => ({ error: { ...error, category: 'taught' }, isDecoy: false }));
    const recurring = errors.recurrences.map((error) => ({ error, isDecoy: false }));
    const alike = errors.decoys.map((error) => ({ error, isDecoy: true }));
    this.#toMeet = [...shuffle(taught, random), ...shuffle([...recurring, ...alike], random)];
  }

  async live({ commit, beginsDay, steps, workedMs }: WorkedCommit, following: readonly ReplayCommit[]): Promise<void> {
    if (beginsDay) {
      this.#history = new HintHistory();
      this.days += 1;
    }
    const { clock, engine } = this.#memory;
    const beganMs = this.workedMs;
    const lastedMs = steps.at(-1)!.at - steps[0]!.at;
    const wanted = new Set([commit, ...following].flatMap(({ files }) => files.map(({ path }) => path)));
    const changed = new Set<string>();
    for (const step of steps) {
      // An error may have kept the developer for longer than the commit's own time allows.
      clock.nowMs = Math.max(clock.nowMs, step.at);
      this.workedMs = beganMs + workedMs * (lastedMs === 0 ? 1 : (step.at - steps[0]!.at) / lastedMs);
      await this.#step(step, commit, changed, wanted);
    }
    await engine.settle();
  }

  /** The next planted error: seen, perhaps recognised, and mended; what only looks alike is put away. */
  async meetError(): Promise<void> {
    const next = this.#toMeet.shift();
    if (next === undefined) return;
    const { error, isDecoy } = next;
    const trial = await meet(this.#memory, error, 0, isDecoy, this.#operatorByFix, this.#errors.check);
    const { nowMs } = this.#memory.clock;
    const hinted = { fingerprint: trial.fingerprint, path: error.path };
    if (trial.fired && !this.#history.mayHintError(hinted, nowMs)) this.withheld += 1;
    else if (trial.fired) {
      this.#history.noteError(hinted, nowMs);
      this.#show('at an error', { named: 1, right: trial.rank === 0 ? 1 : 0, repeated: 0 });
    }
    if (isDecoy) return;
    for (const id of await live(this.#memory, error, `e${this.#events++}`)) this.#operatorByFix.set(id, error.operator);
    this.#memory.clock.nowMs += 5 * 60_000;
    this.workedMs += 5 * 60_000;
  }

  async #step(step: WorkStep, commit: ReplayCommit, changed: Set<string>, wanted: ReadonlySet<string>) {
    const head = { id: `w${this.#events++}`, at: this.#memory.clock.nowMs, folder, text: '' };
    if (step.kind === 'edit') {
      this.#touch(step.hunk.path, changed);
      await this.#observe({
        ...{ ...head, kind: 'edit', actor: 'developer', paths: [step.hunk.path] },
        data: { hunks: [step.hunk], cause: 'typed' },
      });
    } else if (step.kind === 'delete') this.#touch(step.path, changed);
    else if (step.kind === 'save') {
      this.#touch(step.path, changed);
      await this.#observe({
        ...{ ...head, kind: 'save', actor: 'developer', paths: [step.path], data: { manual: true } },
      });
      await this.#consider('at a save', [step.path], changed, wanted);
    } else if (step.kind === 'stage') {
      if (changed.size > stagedMax) return;
      await this.#consider(
        'before a commit',
        [...changed].map((path) => `${folder}/${path}`),
        changed,
        wanted,
      );
    } else await this.#observe({ ...observeReplay(commit, folder), at: this.#memory.clock.nowMs });
  }

  #touch(path: string, changed: Set<string>): void {
    const name = path.slice(folder.length + 1);
    changed.add(name);
    this.#namedAt.delete(name);
  }

  async #consider(boundary: Boundary, paths: readonly string[], changed: Set<string>, wanted: ReadonlySet<string>) {
    const [first] = paths;
    if (first === undefined) return;
    const { engine, clock } = this.#memory;
    const exclude = boundary === 'at a save' ? [] : paths;
    const primings = await Promise.all(
      paths
        .slice(0, stagedAskedMax)
        .map((path) => engine.prime(folder, { path, removed: [], added: [], exclude }, primedMax)),
    );
    const items = likeliest(primings.flatMap((priming) => priming.items));
    const { probability } = await engine.knowledge(folder, first);
    const moment = { nowMs: clock.nowMs, boundary: boundary === 'at a save' ? 'save' : 'commit' } as const;
    const found = this.#history.chooseCompanions(items, changed, probability, moment);
    if (found.length === 0) return;
    this.#history.noteCompanions(found, clock.nowMs);
    const isAgain = (key: string) => clock.nowMs - (this.#namedAt.get(key) ?? 0) < repeatMs;
    this.#show(boundary, {
      named: found.length,
      right: found.filter(({ key }) => wanted.has(key)).length,
      repeated: found.filter(({ key }) => isAgain(key)).length,
    });
    for (const { key } of found) await this.#judge(key, wanted.has(key));
  }

  /** What the extension would tell the memory of how the hint was taken. */
  async #judge(key: string, isWanted: boolean): Promise<void> {
    const at = this.#memory.clock.nowMs;
    this.#namedAt.set(key, at);
    await this.#observe({
      ...{ id: `w${this.#events++}`, at, kind: 'feedback', actor: 'developer', folder, paths: [], text: '' },
      data: { verdict: isWanted ? 'opened' : 'ignored', subject: `file:${key}` },
    });
  }

  #show(boundary: Boundary, what: Pick<ShownHint, 'named' | 'right' | 'repeated'>): void {
    this.hints.push({ boundary, clockMs: this.#memory.clock.nowMs, atMs: this.workedMs, ...what });
  }

  async #observe(observation: Observation): Promise<void> {
    await this.#memory.engine.observe([observation]);
  }
}
