// What is lost with wording: in, a history; out, how often a commit is found by words of its subject, and by the rarest
// words of its body and patch, with all of its wording and after a night that let go what it takes for four fifths of the
// space, among all commits and among those that lost theirs; and whether what was believed still is.
import { writeTrace } from '../../src/engine/encode/trace-writer.ts';
import { isFaded, type MemoryEvent } from '../../src/engine/model/event.ts';
import { splitWords } from '../../src/engine/model/token.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { seededRandom } from './ranking-measure.ts';
import type { ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

const shareKept = 0.8;
const commitsAsked = 400;
const wordsAsked = 4;
const hitsRead = 10;
const gistsReadMax = 5_000;
const dayMs = 86_400_000;

interface Question {
  readonly seq: number;
  readonly subject: readonly string[];
  readonly rare: readonly string[];
}

export async function runBudget({ name, commits }: ReplayStream, seed: number): Promise<TaskResult[]> {
  const folder = `/made/${name}`;
  const startMs = Math.max(...commits.map(({ t }) => t)) * 1000 + dayMs;
  const memory = openEvaluationEngine({ startMs, without: ['dreams'] });
  const { store, engine } = memory;
  await takeIn(memory, folder, commits);
  await sleep(memory, folder);
  const project = store.projects()[0]!.id;
  const questions = draw(memory, project, seed);
  const gists = heldIn(memory, project);
  const bytes = store.usedBytes();
  const whole = questions.map((question) => find(memory, project, question));
  engine.keepWithin(shareKept * bytes);
  // A night needs something to sleep on.
  const note = { id: 'note', at: startMs, kind: 'note', actor: 'developer', folder, paths: [], text: 'x', data: {} };
  await engine.observe([note as Parameters<typeof engine.observe>[0][number]]);
  const startedMs = performance.now();
  await sleep(memory, folder);
  const seconds = (performance.now() - startedMs) / 1000;
  const faded = new Set([...store.log()].filter(isFaded).map(({ seq }) => seq));
  const short = questions.map((question) => find(memory, project, question));
  const left = heldIn(memory, project);
  const sizes = { megabytes: bytes / 1e6, left: store.usedBytes() / 1e6, faded: faded.size };
  await memory.close();
  const result = (method: string, found: readonly Found[], isAsked: (seq: number) => boolean, metrics = {}) => {
    const asked = found.filter(({ seq }) => isAsked(seq));
    const share = (by: 'subject' | 'rare') => asked.filter((each) => each[by]).length / asked.length;
    const hits = { subject: share('subject'), rare: share('rare') };
    return { task: 'budget', method, stream: name, n: asked.length, seed, metrics: { ...hits, ...metrics } };
  };
  const isGone = (seq: number) => faded.has(seq);
  const gistsLost = gists.difference(left).size;
  return [
    result('with all wording', whole, () => true, { gists: gists.size }),
    result('within the budget', short, () => true, { gists: left.size, gistsLost, ...sizes, seconds }),
    { ...result('with all wording', whole, isGone), category: 'let go' },
    { ...result('within the budget', short, isGone), category: 'let go' },
  ];
}

async function sleep({ engine }: EvaluationEngine, folder: string): Promise<void> {
  await engine.sleepNow(folder, () => undefined, new AbortController().signal);
  await engine.settle();
}

function heldIn({ store }: EvaluationEngine, project: string): Set<string> {
  const held = store.gists(project, gistsReadMax).filter(({ heldTo }) => heldTo === undefined);
  return new Set(held.map(({ key }) => key));
}

function draw({ store }: EvaluationEngine, project: string, seed: number): Question[] {
  const random = seededRandom(seed);
  const commits = [...store.log()].filter(({ kind }) => kind === 'commit');
  const share = commitsAsked / commits.length;
  return commits.filter(() => random() < share).flatMap((event) => questionOf(event) ?? []);

  function questionOf(event: MemoryEvent): Question | undefined {
    const { title, body } = writeTrace(event)!;
    const frequency = (word: string) => store.documentFrequency(project, word);
    const known = wordsOf(body).filter((word) => frequency(word) > 0);
    const rare = known.sort((a, b) => frequency(a) - frequency(b)).slice(0, wordsAsked);
    const subject = wordsOf(title);
    return rare.length === 0 || subject.length === 0 ? undefined : { seq: event.seq, subject, rare };
  }
}

function wordsOf(text: string): string[] {
  return [...new Set(splitWords(text).filter((word) => word.length > 3))];
}

interface Found {
  readonly seq: number;
  readonly subject: boolean;
  readonly rare: boolean;
}

/** Whether the commit is among the first ten. */
function find({ store }: EvaluationEngine, project: string, { seq, subject, rare }: Question): Found {
  const isFound = (words: readonly string[]) =>
    store.searchText(project, words, hitsRead).some((hit) => hit.seq === seq);
  return { seq, subject: isFound(subject), rare: isFound(rare) };
}
