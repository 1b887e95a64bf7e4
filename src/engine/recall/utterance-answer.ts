// What was said that may answer a question in, an answer that quotes it out, or an honest "I don't know".

import { dayOf } from '../model/plain-word.ts';
import type { Answer, EpistemicState, Evidence } from '../model/recollection.ts';
import { phraseStatement } from './answer-phrase.ts';
import { coverQuestion, type WeighedQuestion } from './coverage.ts';
import { writeEvidence } from './evidence-writer.ts';
import type { RecallRequest } from './question-search.ts';
import { asksForTalk, phraseTalks, rankTalks } from './talk-ranker.ts';
import type { RankedUtterance } from './utterance-ranker.ts';
import type { SaidRecall } from './utterance-recall.ts';

/** Of the probability that what was said holds the answer. */
const knownMin = 0.8;
const familiarMin = 0.6;
/** The same for notes, which are told on purpose: likelier than not. */
const noteFamiliarMin = 0.5;

export function answerByWords(
  { question, limit, memory }: RecallRequest,
  weighed: WeighedQuestion,
  { ranked, probability, words }: SaidRecall,
): Answer {
  const best = ranked[0]!;
  const state = judge(probability, best.utterance.event.kind === 'note' ? noteFamiliarMin : familiarMin);
  const nearest = ranked.slice(0, limit).map((each) => {
    const { event } = each.utterance;
    if (event.kind !== 'note') return toEvidence(each, best);
    const given = { memory, weight: Math.exp(each.score - best.score), reasons: reasonsOf(each) };
    return writeEvidence(event, coverQuestion(event, weighed), given);
  });
  const missing = words.filter((word) => word.frequency === 0).map((word) => word.surface);
  const talks = rankTalks(ranked).slice(0, limit);
  const answer = { question, state, probability, missing, talks };
  if (state !== 'unknown') {
    const when = asksForTalk(question) ? ` ${phraseTalks(talks)}` : '';
    return { ...answer, summary: `${phrase(state, best, nearest[0]!)}${when}`, evidence: nearest };
  }
  const looked = words.map((word) => `\`${word.surface}\``).join(', ');
  const summary =
    looked === ''
      ? 'The question holds no word that I could look for.'
      : `I do not know. I looked for ${looked} in what was said, and nothing answers it.`;
  return { ...answer, summary, evidence: [], nearest };
}

function judge(probability: number, least: number): EpistemicState {
  if (probability >= knownMin) return 'known';
  return probability >= least ? 'familiar' : 'unknown';
}

function phrase(state: EpistemicState, { utterance }: RankedUtterance, evidence: Evidence): string {
  const said = `${phraseStatement(utterance.event, evidence, '')}.`;
  return state === 'known' ? said : `I am not sure. The nearest I know: ${said}`;
}

function toEvidence(ranked: RankedUtterance, best: RankedUtterance): Evidence {
  const { event, conversation } = ranked.utterance;
  return {
    event: event.id,
    episode: conversation.id,
    at: event.at,
    title: `${nameOf(event.actor)}, ${dayOf(event.at)}`,
    excerpt: event.text,
    paths: event.refs,
    weight: Math.max(0.001, Math.exp(ranked.score - best.score)),
    reasons: reasonsOf(ranked),
  };
}

function reasonsOf({ features, match }: RankedUtterance): string[] {
  const reasons: string[] = [];
  if (match > 0) reasons.push('words');
  if (features.window > 0 && match === 0) reasons.push('words beside it');
  if (features.speaker === 1) reasons.push('said by the one who is named');
  if (features.nearTime > 0.5) reasons.push('said about that time');
  if (features.near >= 0.2) reasons.push('near in meaning');
  return reasons.length === 0 ? ['same conversation'] : reasons;
}

function nameOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1);
}
