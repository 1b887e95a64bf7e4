// A question and the conversations it may be about in, their utterances out, the likeliest to hold the answer first.
// Words lead; the lines around an utterance, the conversation it belongs to, who said it and when say the rest.

import type { CompareWords } from '../model/ports.ts';
import { asksForAmount, tellsAmount } from './amount-expression.ts';
import type { WeighedWord } from './coverage.ts';
import { asksForName, namesTold } from './name-expression.ts';
import { asksForTime, daysOutside, readTimeSpan, type TimeSpan, tellsTime } from './time-expression.ts';
import { type Told, toldWords } from './told-words.ts';
import type { Conversation, Utterance } from './utterance-text.ts';
import { akinWords, readNearness } from './word-nearness.ts';
import { countOf, scoreWords, type WordScores } from './word-scores.ts';

/**
 * What is known of an utterance with a question at hand, and what each weighs: the weights of a listwise logistic
 * regression over questions whose evidence is known. `scripts/fit-recall.ts` makes them again.
 */
export const utteranceWeights = {
  /** BM25 of the utterance, over that of the best one. */
  best: 1.75,
  /** Its speaker is the one whom the question names; half where it names none or several. */
  speaker: 0.8,
  /** Share of the question's words that stand in it or beside it, weighed by rarity. */
  window: 0.31,
  /** How near to the time that the question names it was said: 1 within it, less by e for each week outside. */
  nearTime: 4.88,
  /** The question asks for a time, and it tells one. */
  tellsTime: 1,
  /** It ends with a question mark. */
  asks: -0.46,
  /** BM25 of the one before where that asks something: this may be the reply. */
  reply: 1.97,
  /** Nearness in meaning, from 0 for the crowd to 1. */
  near: 2.91,
  /** The same of the one before and the one after it, together. */
  nearAround: 1.88,
  /** Logarithm of how long its conversation is over the mean, within 1. */
  wholeLength: -0.36,
  /** The question asks how many or how long, and it tells a number. */
  tellsAmount: 1.09,
  /** How close words that follow each other in the question stand in it: one over their distance, weighed by rarity. */
  closeness: 2.19,
  /** BM25 over the most that the question could score. */
  match: -3.45,
  /** BM25 of the best five lines in a row that hold it, over that of the best five anywhere. */
  stretch: 2.81,
  /** BM25 of the best three in a row that hold it, over the most that the question could score. */
  passage: 1.85,
  /** The question asks for a name, and it tells so many, at most three. Of notes 0: the head of each is a name. */
  tellsName: 0.97,
  /** Share of the question's words that it lacks, as does the line that holds most of them, each as much as it is near. */
  akin: 5.1,
  /** Share of the question's words that its sentences hold or are near to, as far as they tell of the one who is named. */
  told: 4.3,
};

export type UtteranceFeature = keyof typeof utteranceWeights;
export const utteranceFeatures = Object.keys(utteranceWeights) as UtteranceFeature[];
export type FeatureValues = Readonly<Record<UtteranceFeature, number>>;

export interface RankedUtterance {
  readonly utterance: Utterance;
  readonly features: FeatureValues;
  /** BM25 over the most that the question could score. */
  readonly match: number;
  /** Log-odds up to a constant of the question. */
  readonly score: number;
  /** The same, were others asked about than the one who is named. */
  readonly scoreOfOthers: number;
}

export interface UtteranceQuestion {
  readonly question: string;
  /** Without the names of speakers. */
  readonly words: readonly WeighedWord[];
  /** Speakers that the question names, lower case. */
  readonly named: ReadonlySet<string>;
  /** By place in the log, in [0, 1]. */
  readonly nearness: ReadonlyMap<number, number>;
  readonly compareWords?: CompareWords | undefined;
  readonly without?: ReadonlySet<string> | undefined;
}

export function rankUtterances(question: UtteranceQuestion, conversations: readonly Conversation[]): RankedUtterance[] {
  const scores = scoreWords(question.words, conversations);
  const nearestOf = readNearness(question.words, conversations, question.compareWords);
  const akin = akinWords(question.words, conversations, nearestOf);
  const span = readTimeSpan(question.question, latestOf(conversations));
  const asked = {
    time: asksForTime(question.question),
    amount: asksForAmount(question.question),
    name: asksForName(question.question),
  };
  return conversations
    .flatMap((conversation) => conversation.utterances)
    .map((utterance) => {
      const told = toldWords(question.words, question.named, utterance, nearestOf);
      const features = describe(utterance, question, { scores, told, akin, span, asked });
      const ofOthers = { ...features, speaker: 1 - features.speaker, told: told.ofOthers / scores.mass };
      return {
        utterance,
        features,
        match: features.match,
        score: weigh(features, question.without),
        scoreOfOthers: weigh(ofOthers, question.without),
      };
    })
    .sort((a, b) => b.score - a.score || b.utterance.event.seq - a.utterance.event.seq);
}

/** What kind of thing the question asks for. */
interface Asked {
  readonly time: boolean;
  readonly amount: boolean;
  readonly name: boolean;
}

/** What is worked out once a question, and what a line tells. */
interface Known {
  readonly scores: WordScores;
  readonly told: Told;
  readonly akin: ReadonlyMap<Utterance, number>;
  readonly span: TimeSpan | undefined;
  readonly asked: Asked;
}

function weigh(features: FeatureValues, without: ReadonlySet<string> | undefined): number {
  return utteranceFeatures.reduce(
    (sum, name) => sum + (without?.has(name) ? 0 : utteranceWeights[name] * features[name]),
    0,
  );
}

function latestOf(conversations: readonly Conversation[]): number {
  return conversations.reduce((latest, { utterances }) => Math.max(latest, utterances.at(-1)?.event.at ?? 0), 0);
}

function describe(
  utterance: Utterance,
  { words, named, nearness }: UtteranceQuestion,
  { scores, told, akin, span, asked }: Known,
): FeatureValues {
  const { conversation, index, event } = utterance;
  const at = (offset: number) => conversation.utterances[index + offset];
  const share = (offset: number) => {
    const other = at(offset);
    return other === undefined ? 0 : scores.ofUtterance.get(other)! / scores.mass;
  };
  const nearTo = (offset: number) => nearness.get(at(offset)?.event.seq ?? -1) ?? 0;
  const around = [at(-1), utterance, at(1)].filter((each) => each !== undefined);
  const held = words.filter((word) => around.some((each) => countOf(word, each.counts) > 0));
  const days = span === undefined ? undefined : daysOutside(event.at, span);
  return {
    best: scores.ofUtterance.get(utterance)! / scores.bestUtterance,
    speaker: named.size === 1 ? Number(named.has(utterance.speaker)) : 0.5,
    window: held.reduce((sum, word) => sum + word.rarity, 0) / scores.mass,
    nearTime: days === undefined ? 0 : Math.exp(-days / 7),
    tellsTime: Number(asked.time && tellsTime(event.text)),
    asks: Number(/\?\s*$/.test(event.text)),
    reply: at(-1)?.event.text.includes('?') ? share(-1) : 0,
    near: nearTo(0),
    nearAround: nearTo(-1) + nearTo(1),
    wholeLength: Math.max(-1, Math.min(1, scores.lengthOf.get(conversation)!)),
    tellsAmount: Number(asked.amount && tellsAmount(event.text)),
    closeness: closenessOf(words, utterance),
    match: share(0),
    stretch: scores.ofFive.get(utterance)! / scores.bestFive,
    passage: scores.ofThree.get(utterance)! / scores.mass,
    tellsName: asked.name && event.kind !== 'note' ? namesTold(event.text) : 0,
    akin: (akin.get(utterance) ?? 0) / scores.mass,
    told: told.ofNamed / scores.mass,
  };
}

function closenessOf(words: readonly WeighedWord[], { stems, counts }: Utterance): number {
  let sum = 0;
  let most = 0;
  for (const [i, second] of words.entries()) {
    const first = words[i - 1];
    if (first === undefined) continue;
    const rarity = first.rarity + second.rarity;
    most += rarity;
    const [a, b] = [first.stems[0]!, second.stems[0]!];
    if (counts.has(a) && counts.has(b)) sum += rarity / distanceOf(a, b, stems);
  }
  return most === 0 ? 0 : sum / most;
}

/** In words; both stand there. Infinite where they are one word. */
function distanceOf(a: string, b: string, stems: readonly string[]): number {
  if (a === b) return Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  let lastA = Number.NEGATIVE_INFINITY;
  let lastB = Number.NEGATIVE_INFINITY;
  for (const [i, stem] of stems.entries()) {
    if (stem === a) lastA = i;
    else if (stem === b) lastB = i;
    else continue;
    least = Math.min(least, Math.abs(lastA - lastB));
  }
  return least;
}
