// The words of a question and the conversations it may be about in; how much of it each line and the best stretch of lines
// around each hold out, by BM25.
import type { WeighedWord } from './coverage.ts';
import type { Conversation, Utterance } from './utterance-text.ts';

/** Saturation and length normalisation as BM25 has them [Robertson & Zaragoza 2009]. */
const saturation = 1.2;
const lengthShare = 0.75;

export interface WordScores {
  readonly ofUtterance: ReadonlyMap<Utterance, number>;
  /** Of the best three lines in a row that hold it. */
  readonly ofThree: ReadonlyMap<Utterance, number>;
  /** Of the best five. */
  readonly ofFive: ReadonlyMap<Utterance, number>;
  /** Logarithm of its length over the mean. */
  readonly lengthOf: ReadonlyMap<Conversation, number>;
  readonly bestUtterance: number;
  readonly bestFive: number;
  /** Sum of the words' weights; above 0. */
  readonly mass: number;
}

/** What there is of the question's words, by their order, in so many words. */
interface Held {
  readonly counts: readonly number[];
  readonly length: number;
}

export function scoreWords(words: readonly WeighedWord[], conversations: readonly Conversation[]): WordScores {
  const lines = conversations.map(({ utterances }) => utterances.map((each) => countWords(words, each)));
  const lengths = lines.map((all) => all.reduce((sum, { length }) => sum + length, 0));
  const spread = (values: readonly (readonly number[])[]) =>
    new Map(conversations.flatMap(({ utterances }, i) => utterances.map((each, k) => [each, values[i]![k]!])));
  const ofUtterance = spread(scoreAll(words, lines));
  const meanWhole = mean(lengths);
  const ofThree = spread(scoreAll(words, lines.map(joinAround(1))).map(bestAround(1)));
  const ofFive = spread(scoreAll(words, lines.map(joinAround(2))).map(bestAround(2)));
  return {
    ofUtterance,
    ofThree,
    ofFive,
    lengthOf: new Map(conversations.map((each, i) => [each, Math.log((lengths[i]! || 1) / meanWhole)])),
    bestUtterance: bestOf(ofUtterance),
    bestFive: bestOf(ofFive),
    mass: words.reduce((sum, word) => sum + word.rarity, 0) || 1,
  };
}

/** A word of several parts is there as often as its rarest part. */
export function countOf({ stems }: WeighedWord, counts: ReadonlyMap<string, number>): number {
  return Math.min(...stems.map((stem) => counts.get(stem) ?? 0));
}

function countWords(words: readonly WeighedWord[], { counts, length }: Utterance): Held {
  return { counts: words.map((word) => countOf(word, counts)), length };
}

/** Each with those of its conversation up to so many before it and after it. */
function joinAround(reach: number): (lines: readonly Held[]) => Held[] {
  return (lines) =>
    lines.map((line, i) => {
      const around = lines.slice(Math.max(0, i - reach), i + reach + 1);
      return {
        counts: line.counts.map((_, word) => around.reduce((sum, each) => sum + each.counts[word]!, 0)),
        length: around.reduce((sum, each) => sum + each.length, 0),
      };
    });
}

function bestAround(reach: number): (values: readonly number[]) => number[] {
  return (values) => values.map((_, i) => Math.max(...values.slice(Math.max(0, i - reach), i + reach + 1)));
}

/** BM25; the mean length is that of all. */
function scoreAll(words: readonly WeighedWord[], texts: readonly (readonly Held[])[]): number[][] {
  const meanLength = mean(texts.flatMap((each) => each.map(({ length }) => length)));
  return texts.map((each) => each.map((held) => score(words, held, meanLength)));
}

function score(words: readonly WeighedWord[], { counts, length }: Held, meanLength: number): number {
  const damping = saturation * (1 - lengthShare + (lengthShare * length) / meanLength);
  return words.reduce((sum, { rarity }, i) => {
    const count = counts[i]!;
    return count === 0 ? sum : sum + (rarity * count * (saturation + 1)) / (count + damping);
  }, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length || 1;
}

/** Above 0. */
function bestOf(scores: ReadonlyMap<unknown, number>): number {
  return scores.values().reduce((best, each) => Math.max(best, each), 1e-9);
}
