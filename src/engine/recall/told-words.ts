// A line and whom a question names in; how much of the question the line tells of them out. Talk turns from one to the other
// within a line: a sentence that asks tells nothing, and one that says you speaks of another than its speaker.
import type { WeighedWord } from './coverage.ts';
import type { Utterance } from './utterance-text.ts';
import type { NearestOf } from './word-nearness.ts';

/** Of a sentence that says you, and of any where the question names nobody or several: it may be the one who is meant. */
const perhaps = 0.5;

/** Sums of rarity times nearness, each word of the question where a sentence comes nearest to it. */
export interface Told {
  /** Of the one who is named. */
  readonly ofNamed: number;
  /** Of others. */
  readonly ofOthers: number;
}

/** @param named lower case */
export function toldWords(
  words: readonly WeighedWord[],
  named: ReadonlySet<string>,
  { sentences, speaker }: Utterance,
  nearestOf: NearestOf,
): Told {
  const ofNamed = words.map(() => 0);
  const ofOthers = words.map(() => 0);
  for (const { stems, asks, addresses } of sentences) {
    if (asks) continue;
    const share = named.size !== 1 || addresses ? perhaps : Number(named.has(speaker));
    nearestOf(stems).forEach((near, i) => {
      ofNamed[i] = Math.max(ofNamed[i]!, share * near);
      ofOthers[i] = Math.max(ofOthers[i]!, (1 - share) * near);
    });
  }
  const weigh = (told: readonly number[]) => words.reduce((sum, { rarity }, i) => sum + rarity * told[i]!, 0);
  return { ofNamed: weigh(ofNamed), ofOthers: weigh(ofOthers) };
}
