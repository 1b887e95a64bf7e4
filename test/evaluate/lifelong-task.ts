// Several histories lived through in turns, as a developer does who works on several projects, and how much of each is
// still known while the others go on. In, streams; out, for every method, the measures of lifelong learning.
//
// What is quick to reach fades fast here: a link loses half its weight with every 60 commits of whichever project, so
// that work on one pushes out what was learned of another. A night after each stretch turns what repeats into gists,
// which do not fade. Asked for the other files of a commit, a method ranks by link and, where it sleeps, by gist.
import type { Gist } from '../../src/engine/model/gist.ts';
import { habitForms } from '../../src/engine/sleep/plan-sleep.ts';
import type { EvaluationEngine } from './evaluation-engine.ts';
import { openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { FadingLinks } from './fading-links.ts';
import { type LearningCurve, measureLifelong } from './lifelong-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

/** Gists that a method does without; the stages of a sleep that make them bear the names, and sets are part of `places`. */
export const lifelongMethods = [
  'second-nature',
  'no-sleep',
  'no-places',
  'no-sets',
  'no-areas',
  'no-project',
  'no-habits',
  'no-rules',
] as const;
export type LifelongMethod = (typeof lifelongMethods)[number];

const stretches = 6;
/** The last part of each history is never learned, only asked about. */
const probeShare = 0.15;
const probesMax = 120;
const filesMax = 10;

interface Life {
  readonly stream: ReplayStream;
  readonly folder: string;
  readonly lessons: readonly (readonly ReplayCommit[])[];
  readonly probes: readonly Probe[];
}

interface Probe {
  readonly file: string;
  readonly truth: ReadonlySet<string>;
}

/** @returns one result a method, over all streams together */
export async function runLifelong(streams: readonly ReplayStream[], seed: number): Promise<TaskResult[]> {
  const lives = streams.map(readLife);
  const names = streams.map(({ name }) => name).join('+');
  const together = await liveThrough(lives);
  const alone = lives.map(liveAlone);
  return lifelongMethods.map((method) => ({
    ...{ task: 'lifelong', method, stream: names, n: lives.reduce((n, { probes }) => n + probes.length, 0), seed },
    metrics: measureLifelong(together.get(method)!, alone),
  }));
}

function readLife(stream: ReplayStream): Life {
  const learned = stream.commits.slice(0, Math.trunc(stream.commits.length * (1 - probeShare)));
  const known = new Set(learned.flatMap(({ files }) => files.map(({ path }) => path)));
  const probes = stream.commits.slice(learned.length).flatMap(({ files }) => {
    const paths = files.map(({ path }) => path).filter((path) => known.has(path));
    if (paths.length < 2 || paths.length > filesMax) return [];
    return paths.map((file) => ({ file, truth: new Set(paths.filter((path) => path !== file)) }));
  });
  const length = Math.ceil(learned.length / stretches);
  const lessons = Array.from({ length: stretches }, (_, i) => learned.slice(i * length, (i + 1) * length));
  return { stream, folder: `/made/${stream.name}`, lessons, probes: spread(probes, probesMax) };
}

function spread<T>(items: readonly T[], max: number): T[] {
  const step = Math.max(1, items.length / max);
  return Array.from({ length: Math.min(max, items.length) }, (_, i) => items[Math.trunc(i * step)]!);
}

/** One curve a history and method: its score after each stretch of work, on whichever history. */
async function liveThrough(lives: readonly Life[]): Promise<Map<LifelongMethod, LearningCurve[]>> {
  const memory = openEvaluationEngine({ startMs: 0, without: ['priming'] });
  const links = new FadingLinks();
  const curves = new Map<LifelongMethod, LearningCurve[]>();
  for (const method of lifelongMethods)
    curves.set(
      method,
      lives.map(() => ({ scores: [], lessons: [] })),
    );
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    for (const [which, life] of lives.entries()) {
      await learn(memory, links, life, stretch);
      for (const [asked, other] of lives.entries()) {
        const gists = await gistsOf(memory, other);
        for (const method of lifelongMethods) {
          const curve = curves.get(method)![asked]!;
          if (asked === which) curve.lessons.push(curve.scores.length);
          curve.scores.push(score(method, other, links, gists));
        }
      }
    }
  }
  await memory.close();
  return curves;
}

/** Without sleep, and with no other history: links are all there is. */
function liveAlone(life: Life): LearningCurve {
  const links = new FadingLinks();
  const scores = life.lessons.map((lesson) => {
    learnLinks(links, life, lesson);
    return score('no-sleep', life, links, []);
  });
  return { scores, lessons: [...scores.keys()] };
}

function learnLinks(links: FadingLinks, { folder }: Life, lesson: readonly ReplayCommit[]): void {
  for (const { files } of lesson) {
    links.learn(
      files.map(({ path }) => path),
      folder,
    );
  }
}

async function learn(memory: EvaluationEngine, links: FadingLinks, life: Life, stretch: number): Promise<void> {
  const lesson = life.lessons[stretch]!;
  await takeIn(memory, life.folder, lesson);
  learnLinks(links, life, lesson);
  memory.clock.nowMs = (lesson.at(-1)?.t ?? 0) * 1000 + 3_600_000;
  await memory.engine.sleepNow(life.folder, () => undefined, new AbortController().signal);
}

async function gistsOf(memory: EvaluationEngine, { folder }: Life): Promise<readonly Gist[]> {
  return (await memory.engine.beliefs(folder, { limit: 2_000, withPast: false })).beliefs;
}

/** Mean reciprocal rank of the first of the other files, over the probes. */
function score(method: LifelongMethod, { folder, probes }: Life, links: FadingLinks, gists: readonly Gist[]): number {
  const used = gists.filter(({ level, form }) => isUsed(method, level, form));
  const ranks = probes.map(({ file, truth }) => {
    const scores = links.from(file, folder);
    for (const { paths, place, support, contra } of used) {
      const rate = support / (support + contra);
      const isAbout = place.endsWith('/') ? file.startsWith(place) : paths.includes(file);
      if (!isAbout) continue;
      for (const path of paths) if (path !== file) scores.set(path, (scores.get(path) ?? 0) + rate);
    }
    const order = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([path]) => path);
    const first = order.findIndex((path) => truth.has(path));
    return first === -1 ? 0 : 1 / (first + 1);
  });
  return ranks.reduce((sum, rank) => sum + rank, 0) / Math.max(1, ranks.length);
}

/** Words and conventions belong to the stage `project`. */
function isUsed(method: LifelongMethod, level: Gist['level'], form: Gist['form']): boolean {
  if (method === 'no-sleep') return false;
  if (form === 'together' && method === 'no-sets') return false;
  if (form === 'edit-rule') return method !== 'no-rules';
  if (habitForms.has(form)) return method !== 'no-habits';
  const isOfProject = level === 'core' || form === 'word-place';
  if (isOfProject) return method !== 'no-project';
  return level === 'intermediate' ? method !== 'no-areas' : method !== 'no-places';
}
