// Segmentation: in, a history; out, for every method, how well it finds where one commit's changes end and the next one's
// begin when their hunks are streamed as edits, without a commit among them.
import type { Observation } from '../../src/engine/model/event.ts';
import { openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { seededRandom } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';

const folder = '/replayed';
const warmShare = 0.7;
const gapMsMax = 15 * 60 * 1000;
/** Pauses are log-normal; those between two commits are a little longer, so that time helps but does not give it away. */
export const pauses = { within: { medianMs: 40_000, spread: 1.2 }, between: { medianMs: 90_000, spread: 1.4 } };

interface StreamedEdit {
  readonly observation: Observation;
  /** It is the first of its commit. */
  readonly begins: boolean;
}

/** The last 30 % of the commits, as the replay tasks take them: each file's hunks together, the files in a seeded order. */
export async function runSegment(stream: ReplayStream, seed: number, onlyOurs: boolean): Promise<TaskResult[]> {
  const first = Math.trunc(stream.commits.length * warmShare);
  const edits = streamEdits(stream.commits.slice(first), seededRandom(seed));
  const truth = edits.map(({ begins }) => begins);
  const length = meanLength(stream.commits.slice(0, first));
  const guesses: Record<string, boolean[]> = {
    'fixed-gap': edits.map(({ observation }, i) => i > 0 && observation.at - edits[i - 1]!.observation.at > gapMsMax),
    'fixed-length': edits.map((_, i) => i > 0 && i % length === 0),
  };
  const ours = { 'second-nature': await segment(edits) };
  return Object.entries(onlyOurs ? ours : { ...guesses, ...ours }).map(([method, guess]) => ({
    task: 'segment',
    method,
    stream: stream.name,
    n: edits.length,
    seed,
    metrics: { ...scoreBoundaries(guess, truth), windowDiff: windowDiff(guess, truth) },
  }));
}

/** What the engine itself makes of the stream: a boundary stands where an event's episode is not that of the one before. */
async function segment(edits: readonly StreamedEdit[]): Promise<boolean[]> {
  const evaluation = openEvaluationEngine({ startMs: edits[0]!.observation.at, without: [] });
  const batchSize = 100;
  for (let i = 0; i < edits.length; i += batchSize) {
    await evaluation.engine.observe(edits.slice(i, i + batchSize).map(({ observation }) => observation));
  }
  const { store } = evaluation;
  const episodes = edits.map(({ observation }) => {
    const event = store.event(observation.id);
    return event === undefined ? undefined : store.episodeOfEvent(event.seq)?.id;
  });
  await evaluation.close();
  // What the gate turned away is no boundary: it goes on with the episode before it.
  let last = episodes[0];
  return episodes.map((episode) => {
    const begins = episode !== undefined && episode !== last;
    last = episode ?? last;
    return begins;
  });
}

function streamEdits(commits: readonly ReplayCommit[], random: () => number): StreamedEdit[] {
  const edits: StreamedEdit[] = [];
  let at = 1_700_000_000_000;
  for (const commit of commits) {
    let begins = edits.length > 0;
    for (const { path, hunks } of shuffle(hunksByFile(commit), random)) {
      for (const hunk of hunks) {
        const { medianMs, spread } = begins ? pauses.between : pauses.within;
        at += Math.round(medianMs * Math.exp(spread * normal(random)));
        edits.push({ begins, observation: editOf(`edit:${edits.length}`, at, path, hunk) });
        begins = false;
      }
    }
  }
  return edits;
}

interface TextHunk {
  readonly startLine: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function editOf(id: string, at: number, path: string, hunk: TextHunk): Observation {
  const absolute = `${folder}/${path}`;
  const data = { hunks: [{ path: absolute, ...hunk }], cause: 'typed' } as const;
  return { id, at, kind: 'edit', actor: 'developer', folder, paths: [absolute], text: '', data };
}

function hunksByFile({ files }: ReplayCommit): { path: string; hunks: TextHunk[] }[] {
  return files
    .map(({ path, patch }) => ({ path, hunks: readHunks(patch ?? '') }))
    .filter(({ hunks }) => hunks.length > 0);
}

function readHunks(patch: string): TextHunk[] {
  const hunks: { startLine: number; before: string[]; after: string[] }[] = [];
  for (const line of patch.split('\n')) {
    const head = /^@@ -(\d+)/.exec(line);
    if (head !== null) hunks.push({ startLine: Math.max(1, Number(head[1])), before: [], after: [] });
    else if (line.startsWith('-')) hunks.at(-1)?.before.push(line.slice(1));
    else if (line.startsWith('+')) hunks.at(-1)?.after.push(line.slice(1));
  }
  return hunks.filter(({ before, after }) => before.length + after.length > 0);
}

/** How many hunks a commit has, on the mean, in what came before. */
function meanLength(commits: readonly ReplayCommit[]): number {
  const counts = commits.map((commit) => hunksByFile(commit).reduce((sum, { hunks }) => sum + hunks.length, 0));
  const counted = counts.filter((count) => count > 0);
  return Math.max(2, Math.round(counted.reduce((sum, count) => sum + count, 0) / Math.max(1, counted.length)));
}

/** Of mean 0 and deviation 1. @source Box and Muller 1958 */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

/** A boundary counts only where it exactly stands. */
export function scoreBoundaries(guess: readonly boolean[], truth: readonly boolean[]) {
  const found = guess.filter((isGuessed, i) => isGuessed && truth[i]).length;
  const guessed = guess.filter(Boolean).length;
  const wanted = truth.filter(Boolean).length;
  const precision = guessed === 0 ? 0 : found / guessed;
  const recall = wanted === 0 ? 0 : found / wanted;
  return { precision, recall, f1: found === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/**
 * Share of windows, half a mean segment long, in which the numbers of boundaries differ; 0 is best.
 *
 * @source Pevzner and Hearst 2002
 */
export function windowDiff(guess: readonly boolean[], truth: readonly boolean[]): number {
  const width = Math.max(1, Math.round(truth.length / (truth.filter(Boolean).length + 1) / 2));
  const count = (of: readonly boolean[], from: number) => of.slice(from + 1, from + width + 1).filter(Boolean).length;
  const windows = Math.max(1, truth.length - width);
  let different = 0;
  for (let i = 0; i < windows; i += 1) if (count(guess, i) !== count(truth, i)) different += 1;
  return different / windows;
}
