// Which past work comes to mind: in, a history; out, how much the episodes that are primed have in common with the commit
// that is about to be made, given one of its files, its message or both. Each commit is asked about first and learned then.
import type { PrimeContext } from '../../src/engine/model/priming.ts';
import { madeFolder } from './agent-task.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { seededRandom } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

/** The latest of a history; the last fifth of them are asked about. */
const commitsMax = 1_500;
const warmShare = 0.8;
/** Of a commit that is asked about. */
const filesMin = 2;
const filesMax = 30;
const itemsLookedAt = 60;
const eventsOfEpisodeMax = 200;
const cues = ['a file', 'the message', 'both'] as const;

/** Shares of files that an episode and the commit have in common, of those that either has; the likeliest episode first. */
type Overlaps = readonly number[];

export async function runPastWork(
  { name, commits }: ReplayStream,
  seed: number,
  ablate: readonly string[],
): Promise<TaskResult[]> {
  const lived = commits.slice(-commitsMax);
  const warm = lived.slice(0, Math.floor(warmShare * lived.length));
  const memory = openEvaluationEngine({ startMs: lived[0]!.t * 1000, without: ablate });
  const random = seededRandom(seed);
  const asked = new Map<string, Overlaps[]>(cues.map((cue) => [cue, []]));
  await takeIn(memory, madeFolder, warm);
  await memory.engine.settle();
  for (const commit of lived.slice(warm.length)) {
    memory.clock.nowMs = commit.t * 1000;
    const paths = commit.files.map(({ path }) => path);
    if (paths.length >= filesMin && paths.length <= filesMax) {
      const path = paths[Math.floor(random() * paths.length)]!;
      const others = without(paths, path);
      const [file, message] = [{ path: `${madeFolder}/${path}` }, { text: subjectOf(commit) }];
      asked.get('a file')!.push(await askFor(file, others, path, memory));
      asked.get('the message')!.push(await askFor(message, new Set(paths), undefined, memory));
      asked.get('both')!.push(await askFor({ ...file, ...message }, others, path, memory));
    }
    await takeIn(memory, madeFolder, [commit]);
    await memory.engine.settle();
  }
  await memory.close();
  return [...asked].map(([category, overlaps]) => ({
    ...{ task: 'past', method: 'second-nature', stream: name, category, n: overlaps.length, seed },
    ...(ablate.length > 0 && { ablate: ablate.join(',') }),
    metrics: measureOverlaps(overlaps),
  }));
}

async function askFor(
  cue: Pick<PrimeContext, 'path' | 'text'>,
  wanted: ReadonlySet<string>,
  given: string | undefined,
  { engine, store }: EvaluationEngine,
): Promise<Overlaps> {
  const context = { ...cue, removed: [], added: [], exclude: [] };
  const { items } = await engine.prime(madeFolder, context, itemsLookedAt);
  return items
    .filter(({ kind }) => kind === 'episode')
    .map(({ key }) => {
      const places = store.eventsOfEpisode(key, eventsOfEpisodeMax).flatMap(({ refs }) => refs);
      return overlapOf(given === undefined ? new Set(places) : without(places, given), wanted);
    });
}

/** @returns 0 where both are empty */
function overlapOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.intersection(other).size / Math.max(1, one.union(other).size);
}

/** `mrr` is that of the first episode that has any file in common; the overlap of what was not primed is 0. */
export function measureOverlaps(asked: readonly Overlaps[]): Record<string, number> {
  const mean = (measure: (overlaps: Overlaps) => number) =>
    asked.reduce((sum, overlaps) => sum + measure(overlaps), 0) / Math.max(1, asked.length);
  return {
    mrr: mean((overlaps) => {
      const first = overlaps.findIndex((overlap) => overlap > 0);
      return first < 0 ? 0 : 1 / (1 + first);
    }),
    'overlap@1': mean((overlaps) => overlaps[0] ?? 0),
    'overlap@3': mean((overlaps) => overlaps.slice(0, 3).reduce((sum, overlap) => sum + overlap, 0) / 3),
  };
}

function subjectOf({ message }: ReplayCommit): string {
  return message.split('\n')[0]!;
}

function without(paths: readonly string[], path: string): ReadonlySet<string> {
  return new Set(paths.filter((each) => each !== path));
}
