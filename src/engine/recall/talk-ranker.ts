// Utterances with their odds of holding an answer in, the conversations that hold it out. Several lines that may each
// answer speak for their conversation together, which its best line alone does not tell.
import { dayOf } from '../model/plain-word.ts';
import type { Talk } from '../model/recollection.ts';
import type { RankedUtterance } from './utterance-ranker.ts';

/** Less likely ones are not named. */
const namedMin = 0.15;
const namedMax = 3;
const asked =
  /\b(?:which|what|in what)\s+(?:of (?:our|the|my|their)\s+)?(?:conversations?|sessions?|talks?|chats?|discussions?)\b|\bwhen\b.*\b(?:talk(?:ed)?|sp(?:eak|oke)|discuss(?:ed)?|mention(?:ed)?|chat(?:ted)?)\b/i;

/** It asks for a conversation rather than for what was said in it. */
export function asksForTalk(question: string): boolean {
  return asked.test(question);
}

/**
 * The probability of a conversation is the sum of those of its utterances, one of which is the answer: a softmax over
 * all of their log-odds.
 *
 * @param ranked best first
 * @returns best first; shares are in (0, 1] and sum to 1
 */
export function rankTalks(ranked: readonly RankedUtterance[]): Talk[] {
  const best = ranked[0]?.score ?? 0;
  const total = ranked.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  const talks = new Map<string, { lead: RankedUtterance; share: number }>();
  for (const each of ranked) {
    const { conversation } = each.utterance;
    const share = Math.exp(each.score - best) / total;
    const talk = talks.get(conversation.id);
    if (talk === undefined) talks.set(conversation.id, { lead: each, share });
    else talk.share += share;
  }
  return [...talks]
    .map(([episode, { lead, share }]) => ({
      episode,
      at: lead.utterance.conversation.utterances[0]!.event.at,
      event: lead.utterance.event.id,
      share,
    }))
    .sort((a, b) => b.share - a.share);
}

/** Such as `It was talked about on 2023-05-08, or else on 2023-06-09.` */
export function phraseTalks(talks: readonly Talk[]): string {
  const likely = talks.filter(({ share }, i) => i === 0 || share >= namedMin).slice(0, namedMax);
  const [first, ...others] = [...new Set(likely.map(({ at }) => dayOf(at)))];
  const rest = others.length === 0 ? '' : `, or else on ${others.join(' or ')}`;
  return `It was talked about on ${first}${rest}.`;
}
