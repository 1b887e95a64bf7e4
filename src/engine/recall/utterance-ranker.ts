// A question and the conversations it may be about in, their utterances out, the likeliest to hold the answer first.
// Words lead; the lines around an utterance, the conversation it belongs to, who said it and when say the rest.
import { asksForAmount, tellsAmount } from './amount-expression.ts';
import type { WeighedWord } from './coverage.ts';
import { asksForTime, daysOutside, readTimeSpan, type TimeSpan, tellsTime } from './time-expression.ts';
import type { Conversation, Utterance } from './utterance-text.ts';

/**
 * What is known of an utterance with a question at hand, and what each weighs: the weights of a listwise logistic
 * regression over questions whose evidence is known. `scripts/fit-recall.ts` makes them again.
 */
export const utteranceWeights = {
  /** BM25 of the utterance, over that of the best one. */
  best: 2.5,
  /** BM25 over the most that the question could score, of the second before and the second after it. */
  beforeThat: 1.62,
  afterThat: 0.56,
  /** BM25 of the whole conversation, over that of the best one. */
  conversation: 1.87,
  /** Its speaker is the one whom the question names; half where it names none or several. */
  speaker: 2.23,
  /** Share of the question's words that stand in it or beside it, weighed by rarity. */
  window: 2.41,
  /** How near to the time that the question names it was said: 1 within it, less by e for each week outside. */
  nearTime: 5.73,
  /** The question asks for a time, and it tells one. */
  tellsTime: 1.57,
  /** It ends with a question mark. */
  asks: -0.58,
  /** BM25 of the one before where that asks something: this may be the reply. */
  reply: 1.81,
  /** Logarithm of the number of its words. */
  length: 0.39,
  /** Nearness in meaning, from 0 for the crowd to 1. */
  near: 2.84,
  /** The same of the one before and the one after it, together. */
  nearAround: 2.3,
  /** Logarithm of how long its conversation is over the mean, within 1. */
  wholeLength: -0.46,
  /** The question asks how many or how long, and it tells a number. */
  tellsAmount: 1.43,
  /** How close words that follow each other in the question stand in it: one over their distance, weighed by rarity. */
  closeness: 1.54,
  /** BM25 over the most that the question could score. */
  match: -1.22,
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
}

export interface UtteranceQuestion {
  readonly question: string;
  /** Without the names of speakers. */
  readonly words: readonly WeighedWord[];
  /** Speakers that the question names, lower case. */
  readonly named: ReadonlySet<string>;
  /** By place in the log, in [0, 1]. */
  readonly nearness: ReadonlyMap<number, number>;
  readonly without?: ReadonlySet<string> | undefined;
}

/** Saturation and length normalisation as BM25 has them [Robertson & Zaragoza 2009]. */
const saturation = 1.2;
const lengthShare = 0.75;

export function rankUtterances(question: UtteranceQuestion, conversations: readonly Conversation[]): RankedUtterance[] {
  const scores = scoreWords(question.words, conversations);
  const span = readTimeSpan(question.question, latestOf(conversations));
  const asked = { time: asksForTime(question.question), amount: asksForAmount(question.question) };
  return conversations
    .flatMap((conversation) => conversation.utterances)
    .map((utterance) => {
      const features = describe(utterance, question, scores, span, asked);
      return { utterance, features, match: features.match, score: weigh(features, question.without) };
    })
    .sort((a, b) => b.score - a.score || b.utterance.event.seq - a.utterance.event.seq);
}

/** What kind of thing the question asks for. */
interface Asked {
  readonly time: boolean;
  readonly amount: boolean;
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

interface WordScores {
  readonly ofUtterance: ReadonlyMap<Utterance, number>;
  readonly ofConversation: ReadonlyMap<Conversation, number>;
  /** Logarithm of its length over the mean. */
  readonly lengthOf: ReadonlyMap<Conversation, number>;
  readonly bestUtterance: number;
  readonly bestConversation: number;
  /** Sum of the words' weights; above 0. */
  readonly mass: number;
}

function scoreWords(words: readonly WeighedWord[], conversations: readonly Conversation[]): WordScores {
  const all = conversations.flatMap((conversation) => conversation.utterances);
  const meanLength = mean(all.map((utterance) => utterance.length));
  const wholes = conversations.map((conversation) => ({ conversation, ...addUp(conversation.utterances) }));
  const meanWhole = mean(wholes.map((whole) => whole.length));
  const ofUtterance = new Map(all.map((each) => [each, scoreText(words, each.counts, each.length / meanLength)]));
  const ofConversation = new Map(
    wholes.map(({ conversation, counts, length }) => [conversation, scoreText(words, counts, length / meanWhole)]),
  );
  const lengthOf = new Map(
    wholes.map(({ conversation, length }) => [conversation, Math.log((length || 1) / meanWhole)]),
  );
  return {
    ofUtterance,
    ofConversation,
    lengthOf,
    bestUtterance: Math.max(1e-9, ...ofUtterance.values()),
    bestConversation: Math.max(1e-9, ...ofConversation.values()),
    mass: words.reduce((sum, word) => sum + word.rarity, 0) || 1,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length || 1;
}

function addUp(utterances: readonly Utterance[]): Pick<Utterance, 'counts' | 'length'> {
  const counts = new Map<string, number>();
  let length = 0;
  for (const each of utterances) {
    for (const [stem, count] of each.counts) counts.set(stem, (counts.get(stem) ?? 0) + count);
    length += each.length;
  }
  return { counts, length };
}

/** @param relativeLength to the mean */
function scoreText(words: readonly WeighedWord[], counts: ReadonlyMap<string, number>, relativeLength: number): number {
  let score = 0;
  for (const word of words) {
    const count = countOf(word, counts);
    if (count === 0) continue;
    const damping = saturation * (1 - lengthShare + lengthShare * relativeLength);
    score += (word.rarity * count * (saturation + 1)) / (count + damping);
  }
  return score;
}

/** A word of several parts is there as often as its rarest part. */
function countOf({ stems }: WeighedWord, counts: ReadonlyMap<string, number>): number {
  return Math.min(...stems.map((stem) => counts.get(stem) ?? 0));
}

function describe(
  utterance: Utterance,
  { words, named, nearness }: UtteranceQuestion,
  scores: WordScores,
  span: TimeSpan | undefined,
  asked: Asked,
): FeatureValues {
  const { conversation, index, event } = utterance;
  const at = (offset: number) => conversation.utterances[index + offset];
  const share = (offset: number) => {
    const other = at(offset);
    return other === undefined ? 0 : scores.ofUtterance.get(other)! / scores.mass;
  };
  const nearTo = (offset: number) => nearness.get(at(offset)?.event.seq ?? -1) ?? 0;
  const whole = scores.ofConversation.get(conversation)!;
  const around = [at(-1), utterance, at(1)].filter((each) => each !== undefined);
  const held = words.filter((word) => around.some((each) => countOf(word, each.counts) > 0));
  const days = span === undefined ? undefined : daysOutside(event.at, span);
  return {
    best: scores.ofUtterance.get(utterance)! / scores.bestUtterance,
    beforeThat: share(-2),
    afterThat: share(2),
    conversation: whole / scores.bestConversation,
    speaker: named.size === 1 ? Number(named.has(utterance.speaker)) : 0.5,
    window: held.reduce((sum, word) => sum + word.rarity, 0) / scores.mass,
    nearTime: days === undefined ? 0 : Math.exp(-days / 7),
    tellsTime: Number(asked.time && tellsTime(event.text)),
    asks: Number(/\?\s*$/.test(event.text)),
    reply: at(-1)?.event.text.includes('?') ? share(-1) : 0,
    length: Math.log(1 + utterance.length),
    near: nearTo(0),
    nearAround: nearTo(-1) + nearTo(1),
    wholeLength: Math.max(-1, Math.min(1, scores.lengthOf.get(conversation)!)),
    tellsAmount: Number(asked.amount && tellsAmount(event.text)),
    closeness: closenessOf(words, utterance),
    match: share(0),
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
