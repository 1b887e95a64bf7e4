// Questions in natural language through a life on several histories: in, streams; out, for the whole memory, without sleep, and
// without a stage of it that works on questions, the measures of lifelong learning of what a first look answers.
//
// Each history is a repository, of whose beginning git alone knows. Days of work end with nights; on the last day of a stretch
// the developer asks what only the next stretch will answer. Counted is what a first look answers, with nothing thought over
// then, of all questions that there will be: of one commit, of two at one file, and how a file was worked on from its beginning.
import { investigatePlace } from '../../src/engine/import/place-investigation.ts';
import { splitWords } from '../../src/engine/model/token.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { type LearningCurve, measureLifelong } from './lifelong-measure.ts';
import { mean } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';
import { makeStreamRepository, type StreamRepository } from './stream-repository.ts';

/** The other stages of sleep make gists, which no question is answered from. */
const askingMethods = ['second-nature', 'no-sleep', 'no-dreams', 'no-curiosity'] as const;
type AskingMethod = (typeof askingMethods)[number];

const stretches = 6;
const daysAStretch = 4;
/** The share of a history that is over when the memory begins. */
const pastShare = 0.25;
/** Of each kind, of each history. */
const questionsMax = 20;
const evidenceShown = 8;
/** A shorter subject names no commit. */
const wordsMin = 4;
const hourMs = 3_600_000;

const questionKinds = ['oneCommit', 'twoCommits', 'older'] as const;
type QuestionKind = (typeof questionKinds)[number];

interface Question {
  readonly kind: QuestionKind;
  readonly text: string;
  /** Of the stretch from which on there is an answer. */
  readonly stretch: number;
  /** Commits that must be among the evidence; or the file at which something must have been found. */
  readonly truth: readonly string[] | { readonly place: string };
}

interface Life {
  /** By stretch, by day. */
  readonly lessons: readonly (readonly (readonly ReplayCommit[])[])[];
  readonly begin: number;
  readonly questions: readonly Question[];
  readonly repository: StreamRepository;
}

/** @returns one result a method, over all streams together. Cost: some two minutes of processor time a stream */
export async function runAsking(streams: readonly ReplayStream[], seed: number): Promise<TaskResult[]> {
  const lives = streams.map(readLife);
  const head = { task: 'lifelong', category: 'asked', stream: streams.map(({ name }) => name).join('+'), seed };
  const n = lives.reduce((sum, { questions }) => sum + questions.length, 0);
  try {
    const alone: LearningCurve[] = [];
    for (const life of lives) alone.push((await liveThrough([life], 'no-sleep')).curves[0]!);
    const results: TaskResult[] = [];
    for (const method of askingMethods) {
      const { curves, answered } = await liveThrough(lives, method);
      results.push({ ...head, method, n, metrics: { ...measureLifelong(curves, alone), ...answered } });
    }
    return results;
  } finally {
    for (const { repository } of lives) repository.remove();
  }
}

function readLife({ commits }: ReplayStream): Life {
  const begin = Math.trunc(commits.length * pastShare);
  const lived = commits.slice(begin);
  const lessons = split(lived, stretches);
  const questions = [
    ...spread(lessons.flatMap(askOfOne), questionsMax),
    ...spread(askOfTwo(lessons), questionsMax),
    ...spread(askOfOlder(commits.slice(0, begin), lessons), questionsMax),
  ];
  const repository = makeStreamRepository(commits);
  return { begin, questions, repository, lessons: lessons.map((lesson) => split(lesson, daysAStretch)) };
}

function split<T>(items: readonly T[], parts: number): T[][] {
  const length = Math.ceil(items.length / parts);
  return Array.from({ length: parts }, (_, i) => items.slice(i * length, (i + 1) * length));
}

function spread<T>(items: readonly T[], max: number): T[] {
  const step = Math.max(1, items.length / max);
  return Array.from({ length: Math.min(max, items.length) }, (_, i) => items[Math.trunc(i * step)]!);
}

const subjectOf = ({ message }: ReplayCommit) => message.split('\n', 1)[0]!.trim();
const isTelling = (commit: ReplayCommit) => splitWords(subjectOf(commit)).length >= wordsMin;

function askOfOne(lesson: readonly ReplayCommit[], stretch: number): Question[] {
  return lesson.filter(isTelling).map((commit) => {
    const text = `Which commit was it: ${subjectOf(commit)}?`;
    return { kind: 'oneCommit', text, stretch, truth: [commit.sha] };
  });
}

/** Of a commit, and of the one before it at the same file. */
function askOfTwo(lessons: readonly (readonly ReplayCommit[])[]): Question[] {
  const lastAt = new Map<string, ReplayCommit>();
  return lessons.flatMap((lesson, stretch) =>
    lesson.filter(isTelling).flatMap((commit): Question[] => {
      const path = commit.files.find((file) => lastAt.has(file.path))?.path;
      const before = path === undefined ? undefined : lastAt.get(path);
      for (const file of commit.files) lastAt.set(file.path, commit);
      if (before === undefined) return [];
      const text = `Does “${subjectOf(commit)}” have to do with “${subjectOf(before)}” in ${path}?`;
      return [{ kind: 'twoCommits', text, stretch, truth: [before.sha, commit.sha] }];
    }),
  );
}

/** As often of a file as it is changed, where the memory does not know its beginning. */
function askOfOlder(past: readonly ReplayCommit[], lessons: readonly (readonly ReplayCommit[])[]): Question[] {
  const old = new Set(past.flatMap(({ files }) => files.map(({ path }) => path)));
  return lessons.flatMap((lesson, stretch) =>
    lesson.flatMap(({ files }): Question[] => {
      const place = files.find(({ path, status }) => status === 'M' && old.has(path))?.path;
      if (place === undefined) return [];
      return [{ kind: 'older', text: `Commits, people and repairs of \`${place}\`?`, stretch, truth: { place } }];
    }),
  );
}

/** One curve a history: the share of all its questions that a first look answers, after each stretch on whichever. */
async function liveThrough(lives: readonly Life[], method: AskingMethod) {
  const isCurious = method === 'second-nature' || method === 'no-dreams';
  const memory = openEvaluationEngine({
    startMs: 0,
    without: method === 'no-dreams' ? ['priming', 'dreams'] : ['priming'],
    isSleepless: method === 'no-sleep',
    ...(isCurious && { investigatePlace }),
  });
  const curves = lives.map((): LearningCurve => ({ scores: [], lessons: [] }));
  const last = lives.map((): readonly Look[] => []);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    for (const [which, life] of lives.entries()) {
      await work(memory, life, stretch, isCurious);
      for (const [asked, other] of lives.entries()) {
        const curve = curves[asked]!;
        if (asked === which) curve.lessons.push(curve.scores.length);
        const looks = await look(memory, other, asked <= which ? stretch : stretch - 1);
        curve.scores.push(mean(looks.map(({ isRight }) => Number(isRight))));
        last[asked] = looks;
      }
    }
  }
  await memory.close();
  const shareOf = (kind: QuestionKind) =>
    mean(last.flat().flatMap((each) => (each.kind === kind ? Number(each.isRight) : [])));
  return { curves, answered: Object.fromEntries(questionKinds.map((kind) => [kind, shareOf(kind)])) };
}

/** @param isCurious whether git is asked, so that it has to be where the work is */
async function work(
  { engine, clock, ...memory }: EvaluationEngine,
  life: Life,
  stretch: number,
  isCurious: boolean,
): Promise<void> {
  const { lessons, begin, questions, repository } = life;
  const { root } = repository;
  let known = begin + lessons.slice(0, stretch).flat(2).length;
  for (const [day, commits] of lessons[stretch]!.entries()) {
    known += commits.length;
    if (isCurious) repository.advanceTo(known);
    await takeIn({ engine, clock, ...memory }, root, commits);
    clock.nowMs = Math.max(clock.nowMs, (commits.at(-1)?.t ?? 0) * 1000) + hourMs;
    // What the next stretch answers is asked in vain now.
    const early = day < daysAStretch - 1 ? [] : questions.filter((question) => question.stretch === stretch + 1);
    for (const { text } of early) await engine.recall(root, { question: text, limit: evidenceShown, mode: 'auto' });
    await engine.sleepNow(root, () => undefined, new AbortController().signal);
    await engine.settle();
  }
}

interface Look {
  readonly kind: QuestionKind;
  readonly isRight: boolean;
}

/**
 * What a first look answers; it leaves nothing in the log, so that what is asked twice is looked for once, and what only
 * commits answer that are not told yet is not looked for.
 */
async function look(
  { engine }: EvaluationEngine,
  { questions, repository: { root } }: Life,
  lived: number,
): Promise<Look[]> {
  const known = new Map<string, boolean>();
  const isRight = async ({ text, truth, stretch }: Question): Promise<boolean> => {
    if (!('place' in truth) && stretch > lived) return false;
    const { state, evidence } = await engine.recall(root, { question: text, limit: evidenceShown, mode: 'system1' });
    const shown = new Set(evidence.map(({ event }) => event));
    const isShown =
      'place' in truth
        ? evidence.some(({ title }) => title.startsWith(`\`${truth.place}\`:`))
        : truth.every((sha) => shown.has(`${root}:${sha}`));
    return isShown && (state === 'known' || state === 'familiar');
  };
  for (const question of questions) {
    if (!known.has(question.text)) known.set(question.text, await isRight(question));
  }
  return questions.map(({ kind, text }) => ({ kind, isRight: known.get(text)! }));
}
