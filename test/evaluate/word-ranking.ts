// BM25 over texts, to be compared with: in, texts; out, for a question, their places from the best on.
// [Robertson & Zaragoza 2009]
import { splitWords } from '../../src/engine/model/token.ts';
import { stemWord } from '../../src/engine/model/word-stem.ts';

const saturation = 1.2;
const lengthShare = 0.75;

export type SplitText = (text: string) => string[];

export const plainWords: SplitText = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
export const stemmedWords: SplitText = (text) => plainWords(text).map(stemWord);
/** Identifiers fall into their parts. */
export const stemmedParts: SplitText = (text) => splitWords(text).map(stemWord);

/** Texts that score the same stand in the order in which they were given. */
export function rankByWords(texts: readonly string[], split: SplitText): (question: string) => number[] {
  const scoresOf = scoreByWords(texts, split);
  return (question) => rankByScore(scoresOf(question));
}

/** Places from the highest score on; ties in their order. */
export function rankByScore(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** One score a text, 0 where no word is shared. */
export function scoreByWords(texts: readonly string[], split: SplitText): (question: string) => number[] {
  const documents = texts.map((text) => {
    const words = split(text);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { counts, length: words.length };
  });
  const frequencies = new Map<string, number>();
  for (const { counts } of documents)
    for (const word of counts.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const rarity = (word: string) => {
    const n = frequencies.get(word) ?? 0;
    return Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
  };
  return (question) => {
    const asked = split(question);
    return documents.map(({ counts, length }) =>
      asked.reduce((sum, word) => {
        const count = counts.get(word) ?? 0;
        const damping = saturation * (1 - lengthShare + (lengthShare * length) / meanLength);
        return count === 0 ? sum : sum + (rarity(word) * count * (saturation + 1)) / (count + damping);
      }, 0),
    );
  };
}
