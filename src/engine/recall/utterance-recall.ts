// A question in, what was said that may answer it out, with the probability that it does. People are spoken of by name
// and in other words than the question's, so that the lines around and the speaker count here, which code has not.
import type { MemoryEvent } from '../model/event.ts';
import type { CompareWords, MemoryReader } from '../model/ports.ts';
import type { WeighedWord } from './coverage.ts';
import { describeNote, weighNote } from './note-odds.ts';
import { type RankedUtterance, rankUtterances } from './utterance-ranker.ts';
import { readConversations, type Utterance } from './utterance-text.ts';

/**
 * What tells a question that can be answered from one that cannot, and what each weighs: a logistic regression over
 * questions put to the memory that holds the answer and to others. `scripts/fit-recall.ts` makes them again.
 */
export const answerWeights = {
  constant: 1.98,
  /** How far the best utterance is ahead of the tenth. */
  lead: -0.03,
  /** Share of the best utterance among all, were one of them to be chosen. */
  sole: -0.77,
  /** Share of the question's words that the memory has never met, by rarity. */
  unmet: -2.19,
  /** The question names someone of whom the memory knows nothing. */
  stranger: -4.48,
  /** By how much the best utterance would be ahead of the best of now, were others asked about than the one who is named. */
  rival: -0.59,
  /**
   * How much likelier it is that it was said of others than of the one who is named: logarithm of the ratio of what all
   * utterances weigh with others asked about and as it was asked, within a bound.
   */
  others: -1.36,
};

/** As `estimate` of `deed-answer.ts` has it. */
const wholeProbability = 0.96;

export type AnswerFeature = keyof typeof answerWeights;
export const answerFeatures = Object.keys(answerWeights) as AnswerFeature[];
/** Mechanisms that a benchmark can switch off. */
export const answerMechanisms = answerFeatures.filter((name) => name !== 'constant');

export interface SaidRecall {
  /** Best first; at least one. */
  readonly ranked: readonly RankedUtterance[];
  readonly features: Readonly<Record<AnswerFeature, number>>;
  /** That the answer is among what was said, in [0, 1]. */
  readonly probability: number;
  /** What was asked, without the names of those who speak. */
  readonly words: readonly WeighedWord[];
}

export interface SaidQuestion {
  readonly question: string;
  readonly words: readonly WeighedWord[];
  /** What full-text and vector search found, of any kind. */
  readonly events: readonly MemoryEvent[];
  readonly isTold: (event: MemoryEvent) => boolean;
  readonly nearness: ReadonlyMap<number, number>;
  readonly compareWords?: CompareWords | undefined;
  readonly memory: MemoryReader;
  readonly without?: ReadonlySet<string> | undefined;
}

/** @returns undefined where nothing that was found was said by anyone */
export function recallUtterances(question: SaidQuestion): SaidRecall | undefined {
  const said = question.events.filter(question.isTold);
  const conversations = readConversations(said, question.memory);
  if (conversations.length === 0) return undefined;
  const speakers = new Set(conversations.flatMap(({ utterances }) => utterances.map(({ speaker }) => speaker)));
  const isSpeaker = (word: WeighedWord) => word.parts.length === 1 && speakers.has(word.parts[0]!);
  const named = new Set(question.words.filter(isSpeaker).map((word) => word.parts[0]!));
  const words = question.words.filter((word) => !isSpeaker(word));
  const ranked = rankUtterances({ ...question, words, named }, conversations);
  const features = describeAnswer(question.question, words, named, ranked);
  // The weights above were fitted to questions that name people. Where one names nobody, the features of who said it are
  // silent, and what it holds of the question has to speak.
  const namesNobody = named.size === 0 && features.stranger === 0;
  const odds =
    ranked[0]!.utterance.event.kind === 'note' || namesNobody
      ? weighNote(describeNote({ ranked, features, words }), ranked.length)
      : answerFeatures.reduce(
          (sum, name) => sum + (question.without?.has(name) ? 0 : answerWeights[name] * features[name]),
          0,
        );
  const probability = 1 / (1 + Math.exp(-odds));
  const isWhole = named.size === 0 && holdsAll(ranked[0]!.utterance, words);
  return { ranked, features, probability: isWhole ? Math.max(probability, wholeProbability) : probability, words };
}

const tenth = 9;

function describeAnswer(
  question: string,
  words: readonly WeighedWord[],
  named: ReadonlySet<string>,
  ranked: readonly RankedUtterance[],
): Record<AnswerFeature, number> {
  const best = ranked[0]!;
  const mass = words.reduce((sum, word) => sum + word.rarity, 0) || 1;
  const unmet = words.filter((word) => word.frequency === 0);
  const isOfOne = named.size === 1;
  const rival = Math.max(...ranked.map((each) => each.scoreOfOthers)) - best.score;
  return {
    constant: 1,
    lead: best.score - (ranked[tenth] ?? ranked.at(-1)!).score,
    unmet: unmet.reduce((sum, word) => sum + word.rarity, 0) / mass,
    stranger: Number(unmet.some((word) => isName(word.surface, question))),
    others: isOfOne ? weighOthers(ranked) : 0,
    rival: isOfOne ? Math.max(0, rival) : 0,
    sole: 1 / ranked.reduce((sum, each) => sum + Math.exp(each.score - best.score), 0),
  };
}

/** In nats. */
const othersMax = 4;

function weighOthers(ranked: readonly RankedUtterance[]): number {
  const best = ranked[0]!.score;
  const own = ranked.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  const others = ranked.reduce((sum, { scoreOfOthers }) => sum + Math.exp(scoreOfOthers - best), 0);
  return Math.max(-othersMax, Math.min(othersMax, Math.log(others / own)));
}

/** Where nobody is named, what holds every word that is asked about answers as surely as a deed that does. */
function holdsAll({ counts }: Utterance, words: readonly WeighedWord[]): boolean {
  const asked = words.filter((word) => !word.isLight);
  return asked.length > 1 && asked.every(({ stems }) => stems.every((stem) => counts.has(stem)));
}

/** Capitals at the start of a sentence say nothing. */
function isName(word: string, question: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word) && !question.trimStart().startsWith(word);
}
