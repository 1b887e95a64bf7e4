// A note that may answer a question in, the odds that it does out. A note was written to be found again and stands alone,
// so what it holds of the question says more than how far it is ahead of the others.
import { massOf, type WeighedWord } from './coverage.ts';
import { namePairsOf, tornNameCost } from './name-pair.ts';
import type { RankedUtterance } from './utterance-ranker.ts';
import type { Utterance } from './utterance-text.ts';

/**
 * What tells a question that notes answer from one that they do not, and what each weighs: a logistic regression, which
 * `scripts/fit-recall.ts --notes` makes again.
 */
export const noteWeights = {
  constant: 0.85,
  /** As of what was said. */
  sole: 1.96,
  unmet: -4.11,
  stranger: -1.01,
  rival: -1.19,
  /** Share of the question's words that the best note holds, by weight, deeds left aside. */
  held: 0.95,
  /** Of the names of several words in the question, the share that it holds whole: `retry queue`. */
  whole: 1.74,
  /** The share of which it holds a part: `retry button` is another thing. */
  split: -1.06,
};

export type NoteFeature = keyof typeof noteWeights;
export const noteFeatures = Object.keys(noteWeights) as NoteFeature[];

/** What recall found among notes; those features of it that tell as much of notes as of what was said. */
interface FoundNotes {
  /** Best first; at least one. */
  readonly ranked: readonly RankedUtterance[];
  readonly features: Readonly<Record<'sole' | 'unmet' | 'stranger' | 'rival', number>>;
  readonly words: readonly WeighedWord[];
}

export function describeNote({ ranked, features, words }: FoundNotes): Record<NoteFeature, number> {
  const { utterance } = ranked[0]!;
  const { sole, unmet, stranger, rival } = features;
  const asked = words.filter((word) => !word.isLight);
  const held = asked.filter((word) => holds(utterance, word));
  return {
    constant: 1,
    sole,
    unmet,
    stranger,
    rival,
    held: massOf(held) / (massOf(asked) || 1),
    ...pairUp(utterance, words),
  };
}

/** Among fewer there is no crowd to stand out from, which the weights were fitted in: only what it holds counts then. */
const crowdMin = 11;
const heldEven = 0.65;
const heldSharpness = 9;

/**
 * @param crowd how many there were to choose from
 * @returns natural log-odds
 */
export function weighNote(features: Record<NoteFeature, number>, crowd: number): number {
  if (crowd < crowdMin) return heldSharpness * (features.held - heldEven - (features.split > 0 ? tornNameCost : 0));
  return noteFeatures.reduce((sum, name) => sum + noteWeights[name] * features[name], 0);
}

function pairUp(utterance: Utterance, words: readonly WeighedWord[]): { whole: number; split: number } {
  const pairs = namePairsOf(words);
  const counts = pairs.map((pair) => pair.filter((word) => holds(utterance, word)).length);
  const share = (count: number) => counts.filter((each) => each === count).length / (pairs.length || 1);
  return { whole: share(2), split: share(1) };
}

function holds({ counts }: Utterance, { stems, kin }: WeighedWord): boolean {
  return stems.every((stem) => counts.has(stem)) || [...kin].some((stem) => counts.has(stem));
}
