// What was said that may answer a question in, an answer that quotes it out, or an honest "I don't know".

import { dayOf } from '../model/plain-word.ts';
import type { Answer, EpistemicState, Evidence } from '../model/recollection.ts';
import type { RankedUtterance } from './utterance-ranker.ts';
import type { SaidRecall } from './utterance-recall.ts';

/** Of the probability that what was said holds the answer. */
const knownMin = 0.8;
const familiarMin = 0.6;
const quoteCharactersMax = 200;

export function answerByWords(
  { question, limit }: { readonly question: string; readonly limit: number },
  { ranked, probability, words }: SaidRecall,
): Answer {
  const state = judge(probability);
  const best = ranked[0]!;
  const nearest = ranked.slice(0, limit).map((each) => toEvidence(each, best));
  const missing = words.filter((word) => word.frequency === 0).map((word) => word.surface);
  const answer = { question, state, probability, missing };
  if (state !== 'unknown') return { ...answer, summary: phrase(state, best), evidence: nearest };
  const looked = words.map((word) => `\`${word.surface}\``).join(', ');
  const summary =
    looked === ''
      ? 'The question holds no word that I could look for.'
      : `I do not know. I looked for ${looked} in what was said, and nothing answers it.`;
  return { ...answer, summary, evidence: [], nearest };
}

function judge(probability: number): EpistemicState {
  if (probability >= knownMin) return 'known';
  return probability >= familiarMin ? 'familiar' : 'unknown';
}

function phrase(state: EpistemicState, { utterance }: RankedUtterance): string {
  const { event } = utterance;
  const said = `On ${dayOf(event.at)}, ${nameOf(event.actor)} said: “${shorten(event.text)}”.`;
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

/** On one line, without a full stop of its own. */
function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return flat.length > quoteCharactersMax ? `${flat.slice(0, quoteCharactersMax - 1).trimEnd()}…` : flat;
}
