// Questions in natural language about packages that the encoder never saw: in, pairs of a question and the text that
// answers it; out, for every method, at which rank the right text stood among a thousand.
import type { PairKind, TextPair } from '../../scripts/encoder/text-pair.ts';
import type { TaskResult } from './evaluation-report.ts';
import { measureRanking, type RankedQuestion, seededRandom } from './ranking-measure.ts';
import { rankByScore, scoreByWords, stemmedParts } from './word-ranking.ts';

/** One vector a text, of length 1 or zero. */
export type EncodeTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

export interface EncoderTaskOptions {
  readonly pairs: readonly TextPair[];
  readonly seed: number;
  readonly encoder: EncodeTexts;
  /** To be compared with; absent where the encoder is measured alone. */
  readonly wordVectors?: EncodeTexts;
}

const kinds: ReadonlyMap<PairKind, string> = new Map([
  ['comment', 'comment → code'],
  ['section', 'heading → section'],
  ['test', 'test title → body'],
  ['throw', 'error → code'],
]);
const candidatesMax = 1_000;
/** Of the cosine beside BM25 over its highest score; best of 0.5 to 3 on packages that neither taught nor measure. */
const meaningWeight = 3;

/** Gives one score a candidate. */
type Method = (question: string) => Promise<ArrayLike<number>>;

export async function runEncoder(options: EncoderTaskOptions): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const [kind, category] of kinds) {
    const pairs = choosePairs(
      options.pairs.filter((pair) => pair.kind === kind),
      options.seed,
    );
    for (const [method, score] of await methodsOf(pairs, options)) {
      const questions = await askAll(pairs, score);
      const metrics = measureRanking(questions, options.seed);
      results.push({
        task: 'encoder',
        method,
        stream: 'packages never seen',
        category,
        n: pairs.length,
        seed: options.seed,
        metrics,
      });
    }
  }
  return results;
}

/** Package by package in turn, so that none stands for all; of each its pairs in a random order. */
function choosePairs(pairs: readonly TextPair[], seed: number): TextPair[] {
  const random = seededRandom(seed);
  const byPackage = [...Map.groupBy(pairs, (pair) => pair.source).values()].map((own) =>
    own
      .map((pair) => ({ pair, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ pair }) => pair),
  );
  const chosen: TextPair[] = [];
  for (let turn = 0; chosen.length < Math.min(candidatesMax, pairs.length); turn += 1) {
    chosen.push(...byPackage.flatMap((own) => own.slice(turn, turn + 1)));
  }
  return chosen.slice(0, candidatesMax);
}

async function methodsOf(pairs: readonly TextPair[], options: EncoderTaskOptions): Promise<[string, Method][]> {
  const answers = pairs.map((pair) => pair.answer);
  const byMeaning = await meaningMethod(answers, options.encoder);
  if (options.wordVectors === undefined) return [['second-nature', byMeaning]];
  const scoreWords = scoreByWords(answers, stemmedParts);
  const byWords: Method = async (question) => scoreWords(question);
  const fused: Method = async (question) => {
    const words = scoreWords(question);
    const meaning = await byMeaning(question);
    const top = Math.max(...words, Number.MIN_VALUE);
    return words.map((score, i) => score / top + meaningWeight * meaning[i]!);
  };
  return [
    ['second-nature', byMeaning],
    ['word-vectors', await meaningMethod(answers, options.wordVectors)],
    ['bm25', byWords],
    ['fused', fused],
  ];
}

async function meaningMethod(answers: readonly string[], encode: EncodeTexts): Promise<Method> {
  const vectors = await encode(answers);
  return async (question) => {
    const [asked] = await encode([question]);
    return vectors.map((vector) => dot(asked!, vector));
  };
}

async function askAll(pairs: readonly TextPair[], method: Method): Promise<RankedQuestion[]> {
  const groups = [...new Set(pairs.map((pair) => pair.source))];
  const questions: RankedQuestion[] = [];
  for (const [own, { question, source }] of pairs.entries()) {
    const startMs = performance.now();
    const scores = await method(question);
    const tookMs = performance.now() - startMs;
    questions.push({ ranks: [rankByScore(scores).indexOf(own)], tookMs, group: groups.indexOf(source), forecasts: [] });
  }
  return questions;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += a[d]! * b[d]!;
  return sum;
}
