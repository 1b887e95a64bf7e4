import { expect, test } from 'vitest';
import { asksForTalk, phraseTalks, rankTalks } from '../../../src/engine/recall/talk-ranker.ts';
import type { RankedUtterance } from '../../../src/engine/recall/utterance-ranker.ts';

function said(conversation: string, day: string, ...scores: number[]): RankedUtterance[] {
  const talk = { id: conversation, utterances: [{ event: { at: Date.parse(`${day}T09:00Z`) } }] };
  return scores.map(
    (score, i) => ({ score, utterance: { conversation: talk, event: { id: `${conversation}${i}` } } }) as never,
  );
}

test('several lines that may answer outweigh one that is a little likelier', () => {
  const ranked = [...said('a', '2024-05-01', 2.2), ...said('b', '2024-06-01', 2, 2), ...said('c', '2024-07-01', -9)];
  const talks = rankTalks(ranked);
  expect(talks.map(({ episode, event }) => [episode, event])).toEqual([
    ['b', 'b0'],
    ['a', 'a0'],
    ['c', 'c0'],
  ]);
  expect(talks[0]!.share).toBeCloseTo((2 * Math.exp(2)) / (2 * Math.exp(2) + Math.exp(2.2)), 3);
  expect(phraseTalks(talks)).toBe('It was talked about on 2024-06-01, or else on 2024-05-01.');
  expect(rankTalks([])).toEqual([]);
});

test('a conversation is told from what was said in it', () => {
  for (const question of [
    'When did we talk about the retry queue?',
    'which of our sessions was about the parser',
    'In which conversation was the price named?',
    'When was the trip last mentioned?',
  ])
    expect(asksForTalk(question), question).toBe(true);
  for (const question of ['Why did we drop the retry queue?', 'When was the queue dropped?', 'What did Ada say of it?'])
    expect(asksForTalk(question), question).toBe(false);
});
