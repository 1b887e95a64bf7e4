// The words of a question and what was said in; how near in meaning each line comes to them out. Who asks after a car is
// answered by a line on driving, which full-text search passes over.
import type { CompareWords } from '../model/ports.ts';
import type { WeighedWord } from './coverage.ts';
import type { Conversation, Utterance } from './utterance-text.ts';
import { countOf } from './word-scores.ts';

/**
 * How near a text comes to the question's words.
 *
 * @param stems of the text, all from the conversations at hand
 * @returns of each word of the question the cosine of the nearest in the text, within [0, 1]; 1 where it stands there
 */
export type NearestOf = (stems: Iterable<string>) => number[];

/** @param compare absent where words are near to themselves alone */
export function readNearness(
  words: readonly WeighedWord[],
  conversations: readonly Conversation[],
  compare: CompareWords | undefined,
): NearestOf {
  const asked = [...new Set(words.flatMap(({ stems }) => stems))];
  const placesOf = words.map(({ stems }) => stems.map((stem) => asked.indexOf(stem)));
  const ids = new Map<string, number>();
  for (const { utterances } of conversations)
    for (const { stems } of utterances) for (const stem of stems) if (!ids.has(stem)) ids.set(stem, ids.size);
  const cosines = compare?.(asked, [...ids.keys()]) ?? new Float32Array(ids.size * asked.length);
  for (const [i, stem] of asked.entries()) if (ids.has(stem)) cosines[ids.get(stem)! * asked.length + i] = 1;
  const nearest = new Float64Array(asked.length);
  return (stems) => {
    nearest.fill(0);
    for (const stem of stems) {
      const start = ids.get(stem)! * nearest.length;
      for (let i = 0; i < nearest.length; i++) {
        const cosine = cosines[start + i]!;
        if (cosine > nearest[i]!) nearest[i] = cosine;
      }
    }
    return placesOf.map((places) => {
      let least = 1;
      for (const place of places) least = Math.min(least, nearest[place]!);
      return least;
    });
  };
}

/**
 * Only words that the line which holds most of the question lacks are looked for in other words: where one line holds all,
 * another that is merely near it is about another thing.
 *
 * @returns by line, over the words so looked for that it lacks, the sum of rarity times nearness; without the lines where
 * that is 0
 */
export function akinWords(
  words: readonly WeighedWord[],
  conversations: readonly Conversation[],
  nearestOf: NearestOf,
): ReadonlyMap<Utterance, number> {
  const lines = conversations.flatMap(({ utterances }) => utterances);
  const missing = missingWords(words, lines);
  if (missing.size === 0) return new Map();
  return new Map(lines.map((line) => [line, akinOf(line)] as const).filter(([, akin]) => akin > 0));

  function akinOf({ counts }: Utterance): number {
    const lacks = words.map((word) => missing.has(word) && countOf(word, counts) === 0);
    if (!lacks.includes(true)) return 0;
    const nearest = nearestOf(counts.keys());
    return words.reduce((sum, { rarity }, i) => (lacks[i] ? sum + rarity * nearest[i]! : sum), 0);
  }
}

/** What the line that holds most of the question lacks of it, save words that say little. */
function missingWords(words: readonly WeighedWord[], lines: readonly Utterance[]): Set<WeighedWord> {
  let [most, missing] = [-1, words];
  for (const { counts } of lines) {
    const lacked = words.filter((word) => countOf(word, counts) === 0);
    const held = words.reduce((sum, word) => (lacked.includes(word) ? sum : sum + word.rarity), 0);
    if (held > most) [most, missing] = [held, lacked];
  }
  return new Set(missing.filter((word) => !word.isLight));
}
