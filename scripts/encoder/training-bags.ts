// Pairs of texts come in; the vocabulary and, for each text, its rows and weights go out, laid end to end so that a quarter
// of a million pairs fit into a few arrays.
import { countStems, type createTokenizer } from '../../src/engine/encode/tokenizer.ts';
import type { TextPair } from './text-pair.ts';

export interface TrainingBags {
  readonly questions: Bags;
  readonly answers: Bags;
}

/** Text `i` has the rows `ids[starts[i]]` up to `ids[starts[i + 1]]`. */
export interface Bags {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly weights: Float32Array;
}

export interface Vocabulary {
  /** By falling number of texts, the most frequent first. */
  readonly stems: readonly string[];
  /** In how many texts each of them occurs. */
  readonly textCounts: readonly number[];
  readonly textTotal: number;
}

/** @param countMin texts that a stem must occur in to have a row of its own */
export function chooseStems(
  pairs: readonly TextPair[],
  stemsMax: number,
  countMin: number,
  wordsMax: number,
): Vocabulary {
  const counts = new Map<string, number>();
  for (const { question, answer } of pairs) {
    for (const text of [question, answer]) {
      for (const stem of countStems(text, wordsMax).keys()) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
  }
  const kept = [...counts]
    .filter(([, count]) => count >= countMin)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, stemsMax);
  return { stems: kept.map(([stem]) => stem), textCounts: kept.map(([, count]) => count), textTotal: 2 * pairs.length };
}

export function bagsOf(texts: readonly string[], tokenizer: ReturnType<typeof createTokenizer>): Bags {
  const bags = texts.map(tokenizer.bagOf);
  const total = bags.reduce((sum, { ids }) => sum + ids.length, 0);
  const starts = new Int32Array(texts.length + 1);
  const ids = new Int32Array(total);
  const weights = new Float32Array(total);
  for (const [i, bag] of bags.entries()) {
    ids.set(bag.ids, starts[i]!);
    weights.set(bag.weights, starts[i]!);
    starts[i + 1] = starts[i]! + bag.ids.length;
  }
  return { starts, ids, weights };
}
