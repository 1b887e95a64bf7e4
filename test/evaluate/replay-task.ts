// The two replay tasks: in, a stream; out, for every method, the rank of what really changed. Each commit of the last
// 30 %, or of an earlier stretch as long, is predicted from those before it, then learned.
import { type RankedQuestion, ranksOf } from './ranking-measure.ts';
import { cochangeBaselines, emptyBaselineMemory, learnBaseline, localizeBaselines } from './replay-baseline.ts';
import type { ReplayCommit, ReplayFile, ReplayStream } from './replay-stream.ts';

export const replayTasks = ['cochange', 'localize'] as const;
export type ReplayTask = (typeof replayTasks)[number];

/** What a method may see of the commit it predicts. */
export interface ReplayQuestion {
  /** Unix time in ms. */
  readonly at: number;
  readonly author: string;
  /** The one changed file that is given; only for `cochange`. */
  readonly file?: ReplayFile;
  /** Only for `localize`. */
  readonly message?: string;
}

export interface RankedPath {
  readonly path: string;
  /** That it is among what is looked for, from methods that say so. */
  readonly probability?: number;
}

/** A method that learns from a history. */
export interface ReplayMethod {
  readonly name: string;
  /** The likeliest first. */
  rank(question: ReplayQuestion): RankedPath[];
  learn(commit: ReplayCommit): void;
}

/** Of a history. */
const askedShare = 0.3;
const filesMax = 10;
/** Probabilities are checked for as many places as a person would look at. */
const forecastsMax = 10;

/**
 * Runs the methods side by side. The files that count as truth stood before the commit; new ones nobody can name.
 *
 * @param until the share of the history at which the stretch that is asked about ends, in [0.3, 1]
 */
export function replay(
  task: ReplayTask,
  stream: ReplayStream,
  methods: readonly ReplayMethod[],
  until = 1,
): Map<string, RankedQuestion[]> {
  const questions = new Map<string, RankedQuestion[]>(methods.map((method) => [method.name, []]));
  const alive = new Set<string>();
  const firstAsked = Math.trunc(stream.commits.length * (until - askedShare));
  const known = stream.commits.slice(0, Math.trunc(stream.commits.length * until));
  for (const [group, commit] of known.entries()) {
    if (group >= firstAsked) {
      for (const { question, truth } of questionsOf(task, commit, alive)) {
        for (const method of methods) questions.get(method.name)!.push(ask(method, question, truth, group));
      }
    }
    for (const method of methods) method.learn(commit);
    followFiles(alive, commit);
  }
  return questions;
}

function ask(
  method: ReplayMethod,
  question: ReplayQuestion,
  truth: ReadonlySet<string>,
  group: number,
): RankedQuestion {
  const startMs = performance.now();
  const order = method.rank(question);
  const tookMs = performance.now() - startMs;
  const ranks = ranksOf(
    order.map((place) => place.path),
    truth,
  );
  const forecasts = order
    .slice(0, forecastsMax)
    .flatMap(({ path, probability }) => (probability === undefined ? [] : [{ probability, came: truth.has(path) }]));
  return { tookMs, ranks, group, forecasts };
}

function questionsOf(
  task: ReplayTask,
  commit: ReplayCommit,
  alive: ReadonlySet<string>,
): { question: ReplayQuestion; truth: ReadonlySet<string> }[] {
  const existing = commit.files.filter((file) => alive.has(file.path));
  const paths = new Set(existing.map((file) => file.path));
  const seen = { at: commit.t * 1000, author: commit.author };
  if (existing.length > filesMax) return [];
  if (task === 'localize') {
    return paths.size === 0 ? [] : [{ question: { ...seen, message: commit.message }, truth: paths }];
  }
  if (paths.size < 2) return [];
  return existing.map((file) => ({ question: { ...seen, file }, truth: paths.difference(new Set([file.path])) }));
}

function followFiles(alive: Set<string>, commit: ReplayCommit): void {
  for (const file of commit.files) {
    if (file.status === 'R' && file.was !== undefined) alive.delete(file.was);
    if (file.status === 'D') alive.delete(file.path);
    else alive.add(file.path);
  }
}

/** The simple methods of a task. They share one memory, which the first of them teaches. */
export function baselineMethods(task: ReplayTask): ReplayMethod[] {
  const memory = emptyBaselineMemory();
  const learnOnce = (commit: ReplayCommit) => learnBaseline(memory, commit);
  const rankers: [string, (question: ReplayQuestion) => string[]][] =
    task === 'cochange'
      ? Object.entries(cochangeBaselines).map(([name, rank]) => [name, (asked) => rank(memory, asked.file!.path)])
      : Object.entries(localizeBaselines).map(([name, rank]) => [name, (asked) => rank(memory, asked.message!)]);
  return rankers.map(([name, rank], i) => ({
    name,
    rank: (asked) => rank(asked).map((path) => ({ path })),
    learn: i === 0 ? learnOnce : () => {},
  }));
}
