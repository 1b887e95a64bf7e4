// The words of a question and what was said in; how near in meaning each line comes to words that it lacks out. Who asks
// after a car is answered by a line on driving, which full-text search passes over.
import type { CompareWords } from '../model/ports.ts';
import type { WeighedWord } from './coverage.ts';
import type { Conversation, Utterance } from './utterance-text.ts';
import { countOf } from './word-scores.ts';

/**
 * Only words that the line which holds most of the question lacks are looked for in other words: where one line holds all,
 * another that is merely near it is about another thing.
 *
 * @returns by line, over the words so looked for that it lacks, the sum of rarity times the cosine of its nearest word,
 * within [0, 1]; without the lines where that is 0
 */
export function akinWords(
  words: readonly WeighedWord[],
  conversations: readonly Conversation[],
  compare: CompareWords | undefined,
): ReadonlyMap<Utterance, number> {
  if (compare === undefined) return new Map();
  const lines = conversations.flatMap(({ utterances }) => utterances);
  const missing = missingWords(words, lines);
  if (missing.length === 0) return new Map();
  const asked = [...new Set(missing.flatMap(({ stems }) => stems))];
  const starts = new Map<string, number>();
  for (const { counts } of lines)
    for (const stem of counts.keys()) if (!starts.has(stem)) starts.set(stem, starts.size * asked.length);
  const cosines = compare(asked, [...starts.keys()]);
  return new Map(lines.map((line) => [line, akinOf(line)] as const).filter(([, akin]) => akin > 0));

  function akinOf({ counts }: Utterance): number {
    const lacked = missing.filter((word) => countOf(word, counts) === 0);
    if (lacked.length === 0) return 0;
    const nearest = new Float64Array(asked.length);
    for (const stem of counts.keys()) {
      const start = starts.get(stem)!;
      for (let i = 0; i < nearest.length; i++) if (cosines[start + i]! > nearest[i]!) nearest[i] = cosines[start + i]!;
    }
    const nearTo = ({ stems }: WeighedWord) => Math.min(1, ...stems.map((stem) => nearest[asked.indexOf(stem)]!));
    return lacked.reduce((sum, word) => sum + word.rarity * nearTo(word), 0);
  }
}

/** What the line that holds most of the question lacks of it, save words that say little. */
function missingWords(words: readonly WeighedWord[], lines: readonly Utterance[]): WeighedWord[] {
  let [most, missing] = [-1, words];
  for (const { counts } of lines) {
    const lacked = words.filter((word) => countOf(word, counts) === 0);
    const held = words.reduce((sum, word) => (lacked.includes(word) ? sum : sum + word.rarity), 0);
    if (held > most) [most, missing] = [held, lacked];
  }
  return missing.filter((word) => !word.isLight);
}
