// A scripted agent works through a history, with and without the memory. In, a stream; out, how many wrong files it
// opened, what it read in tokens, and whether it went down a road again that had been taken back, or tried again in vain
// what an error was not cleared by. It opens files in the order that its method suggests until it has the right ones or
// has opened ten. Where chance plays a part, it is done with several seeds.

import type { Observation } from '../../src/engine/model/event.ts';
import { type Remark, subjectOf } from '../../src/engine/model/remark.ts';
import { splitWords } from '../../src/engine/model/token.ts';
import { worthSayingMin } from '../../src/engine/serve/agent-listener.ts';
import { type RenderedRemarks, renderRemarks } from '../../src/engine/serve/agent-text.ts';
import { type ErrorWork, replayErrors } from './agent-error.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { deviation, mean, seededRandom } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { secondNatureMethod } from './second-nature-method.ts';
import { TreeSearch } from './tree-search.ts';

const warmShare = 0.7;
const filesMax = 10;
const opensMax = 10;
/** An agent reads a stretch of a file, not all of a long one. */
const linesReadMax = 250;
const tokensPerLine = 10;
const briefTokensMax = 300;
const briefsMax = 600;
/** Of the words of what was taken back, as many come again when somebody has the same idea again. */
const keptShare = 0.6;
/** What is drawn is drawn again with the seeds that follow. */
const seedsTried = 3;
export const madeFolder = '/made/project';

interface Trip {
  readonly opened: number;
  readonly found: number;
  readonly wanted: number;
  readonly tokens: number;
}

interface Work {
  readonly trips: Record<'second-nature' | 'no-memory', Trip[]>;
  /** Of each dead end that came again, whether the memory told of it; a list for each seed. */
  readonly warned: readonly boolean[][];
  /** One for each seed. */
  readonly errors: ErrorWork[];
  /** Of ordinary tasks, whether it told of a dead end, and what it said in tokens. */
  readonly alarms: boolean[];
  readonly briefTokens: number[];
  /** Of each thing told of places, whether the work went to one of them. */
  readonly helped: boolean[];
}

/** Cost: a minute for a thousand tasks, most of it for learning the history twice. */
export async function runAgent(
  stream: ReplayStream,
  seed: number,
  ablate: readonly string[] = [],
): Promise<TaskResult[]> {
  const engine = openEvaluationEngine({ startMs: 0, without: ablate });
  try {
    const work = await replayWork(stream, engine, seed);
    for (let n = 0; n < seedsTried; n += 1) work.errors.push(await replayErrors(stream, seed + n));
    return (['second-nature', 'no-memory'] as const).map((method) => ({
      task: 'agent',
      method,
      stream: stream.name,
      n: work.trips[method].length,
      seed,
      metrics: measure(work, method, seed),
      ...(ablate.length > 0 && method === 'second-nature' && { ablate: ablate.join(',') }),
    }));
  } finally {
    await engine.close();
  }
}

async function replayWork(stream: ReplayStream, { engine, clock }: EvaluationEngine, seed: number): Promise<Work> {
  const randoms = Array.from({ length: seedsTried }, (_, n) => seededRandom(seed + n));
  const tree = new TreeSearch();
  const places = secondNatureMethod('localize', []);
  const work: Work = {
    trips: { 'second-nature': [], 'no-memory': [] },
    warned: randoms.map(() => []),
    errors: [],
    alarms: [],
    briefTokens: [],
    helped: [],
  };
  const firstAsked = Math.trunc(stream.commits.length * warmShare);
  const askEvery = Math.max(1, Math.ceil((stream.commits.length - firstAsked) / briefsMax));
  const brief = async (task: string) => {
    await engine.settle();
    const { remarks } = await engine.brief(madeFolder, { task, isNarrow: true });
    return renderRemarks(
      remarks.filter(({ weight }) => weight >= worthSayingMin),
      briefTokensMax,
    );
  };
  for (const [index, commit] of stream.commits.entries()) {
    const { message, author, t } = commit;
    const wanted = new Set(commit.files.map(({ path }) => path).filter((path) => tree.linesOf(path) > 0));
    if (index >= firstAsked && wanted.size > 0 && wanted.size <= filesMax) {
      const primed = places.rank({ at: t * 1_000, author, message }).map(({ path }) => path);
      work.trips['second-nature'].push(travel(primed, wanted, tree));
      work.trips['no-memory'].push(travel(tree.rank(message), wanted, tree));
      if (index % askEvery === 0) {
        const rendered = await brief(message);
        noteBrief(rendered, commit, work);
        await engine.observe(rendered.told.map((remark) => tellRemark(remark, index, t * 1_000)));
      }
    }
    clock.nowMs = t * 1_000;
    const observation = observe(commit);
    await engine.observe([observation]);
    places.learn(commit);
    tree.learn(commit);
    if (observation.kind === 'revert') {
      for (const [n, random] of randoms.entries()) {
        const { told } = await brief(sayAgain(message, random));
        work.warned[n]!.push(told.some(({ evidence }) => evidence[0] === observation.id));
      }
    }
  }
  return work;
}

function noteBrief({ told, tokens }: RenderedRemarks, { files }: ReplayCommit, work: Work): void {
  const { alarms, briefTokens, helped } = work;
  const touched = new Set(files.map(({ path }) => path));
  helped.push(
    ...told.filter(({ paths }) => paths.length > 0).map(({ paths }) => paths.some((path) => touched.has(path))),
  );
  alarms.push(told.some(({ kind }) => kind === 'dead-end'));
  briefTokens.push(tokens);
}

/** As the register of what was told notes it. */
export function tellRemark(remark: Remark, index: number, at: number): Observation {
  const subject = subjectOf(remark);
  return {
    id: `told:${index}:${subject}`.slice(0, 200),
    at,
    kind: 'prime',
    actor: 'agent:made',
    folder: madeFolder,
    paths: remark.paths.map((path) => `${madeFolder}/${path}`),
    text: '',
    data: { surface: `agent:${index}`, subject },
  };
}

function travel(order: readonly string[], wanted: ReadonlySet<string>, tree: TreeSearch): Trip {
  let [opened, found, tokens] = [0, 0, 0];
  for (const path of order) {
    if (found === wanted.size || opened === opensMax) break;
    opened += 1;
    tokens += Math.min(tree.linesOf(path), linesReadMax) * tokensPerLine;
    if (wanted.has(path)) found += 1;
  }
  return { opened, found, wanted: wanted.size, tokens };
}

/** What was taken back, as somebody might ask for it who does not know: some of its words, in another order. */
function sayAgain(message: string, random: () => number): string {
  const subject = message.split('\n')[0]!.replace(/^revert:?\s*/i, '');
  const words = [...new Set(splitWords(subject))].map((word) => ({ word, at: random() })).sort((a, b) => a.at - b.at);
  return words
    .slice(0, Math.max(2, Math.ceil(words.length * keptShare)))
    .map(({ word }) => word)
    .join(' ');
}

function observe({ sha, t, author, message, files }: ReplayCommit): Observation {
  const [subject = '', ...rest] = message.split('\n');
  const reverts = /\bThis reverts commit ([0-9a-f]{7,64})/i.exec(message)?.[1];
  const isRevert = reverts !== undefined || /^Revert "/.test(subject);
  const paths = files.map(({ path }) => `${madeFolder}/${path}`);
  return {
    id: `git:0000:${sha}`,
    at: t * 1_000,
    kind: isRevert ? 'revert' : 'commit',
    actor: 'history',
    folder: madeFolder,
    paths,
    text: subject,
    data: {
      sha,
      author,
      subject,
      body: rest.join('\n').trim(),
      files: files.map(({ path, was, status, add = 0, del = 0 }) => ({
        path: `${madeFolder}/${path}`,
        ...(was !== undefined && { was: `${madeFolder}/${was}` }),
        status,
        added: add,
        deleted: del,
      })),
      hunks: [],
      ...(reverts !== undefined && { reverts }),
    },
  };
}

/** Shares are of all files over all tasks; the spread is the standard error of the mean of a task, by resampling. */
function measure(work: Work, method: keyof Work['trips'], seed: number): Record<string, number> {
  const trips = work.trips[method];
  const isOurs = method === 'second-nature';
  const briefTokens = isOurs ? mean(work.briefTokens) : 0;
  const precisions = trips.map(({ found, opened }) => found / Math.max(1, opened));
  const recalls = trips.map(({ found, wanted }) => found / wanted);
  const tokens = trips.map((trip) => trip.tokens + briefTokens);
  return {
    precision: mean(precisions),
    precisionSpread: spread(precisions, seed),
    recall: mean(recalls),
    recallSpread: spread(recalls, seed),
    wrongFiles: mean(trips.map(({ found, opened }) => opened - found)),
    tokens: mean(tokens),
    tokensSpread: spread(tokens, seed),
    briefTokens,
    ...measureDeadEnds(work, isOurs),
    /** Useful remarks on places, a brief. */
    helpful: isOurs ? work.helped.filter(Boolean).length / Math.max(1, work.briefTokens.length) : 0,
    helped: isOurs ? mean(work.helped.map(Number)) : 0,
    helpedSpread: isOurs ? spread(work.helped.map(Number), seed) : 0,
    falseAlarms: isOurs ? mean(work.alarms.map(Number)) : 0,
  };
}

/** Shares are of all that came again, over the seeds; the spread is the standard deviation between seeds. */
function measureDeadEnds({ warned, errors }: Work, isOurs: boolean): Record<string, number> {
  const repeated = warned.map((told) => told.filter((isTold) => !isOurs || !isTold).length);
  const vain = errors.map(({ told, untold }) => (isOurs ? told : untold).map(Number));
  const shares = errors.map(({ told }, n) => {
    const again = repeated[n]! + vain[n]!.reduce((sum, isVain) => sum + isVain, 0);
    return again / Math.max(1, warned[n]!.length + told.length);
  });
  return {
    deadEnds: mean(warned.map((told) => told.length)),
    errors: mean(vain.map((each) => each.length)),
    /** Of both, a seed. */
    repeatedDeadEnds: mean(repeated) + mean(vain.map((each) => each.reduce((sum, isVain) => sum + isVain, 0))),
    repeatedShare: mean(shares),
    repeatedShareSpread: deviation(shares),
    errorFalseAlarms: isOurs ? mean(errors.flatMap(({ falseAlarms }) => falseAlarms.map(Number))) : 0,
  };
}

const resamples = 200;

function spread(values: readonly number[], seed: number): number {
  const random = seededRandom(seed);
  const means = Array.from({ length: resamples }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)]!)),
  );
  return deviation(means);
}
