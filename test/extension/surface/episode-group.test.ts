import { expect, test } from 'vitest';
import { groupEpisodes } from '../../../src/extension/surface/episode-group.ts';
import { gistOfFeeling, hurtOf, isFragile } from '../../../src/extension/surface/feel-wording.ts';
import type { WireEpisode } from '../../../src/protocol/explore.ts';

const words = { today: 'Today', yesterday: 'Yesterday', thisWeek: 'This Week' };
const at = (time: string) =>
  ({ title: time, startedAt: new Date(`2026-03-${time}`).getTime() }) as Partial<WireEpisode> as WireEpisode;

test('episodes stand under the days and months by which people remember', () => {
  const now = new Date('2026-03-12T09:00').getTime();
  const february = { ...at('01T00:00'), title: 'Feb', startedAt: new Date('2026-02-20T12:00').getTime() };
  const episodes = [at('12T08:00'), at('12T00:00'), at('11T23:59'), at('07T12:00'), at('02T12:00'), february];
  const groups = groupEpisodes(episodes, now, 'en', words);
  expect(groups.map(({ label, episodes: found }) => `${label}: ${found.map(({ title }) => title).join(' ')}`)).toEqual([
    'Today: 12T08:00 12T00:00',
    'Yesterday: 11T23:59',
    'This Week: 07T12:00',
    'March 2026: 02T12:00',
    'February 2026: Feb',
  ]);
  expect(groupEpisodes([], now, 'en', words)).toEqual([]);
});

const valence = { outcome: 0, friction: 0, risk: 0, novelty: 0, affinity: 0, precision: 8 };
const feeling = (changed: Partial<typeof valence>, sentence = 'reverted 2×') => ({
  place: { kind: 'file' as const, key: 'a.ts' },
  valence: { ...valence, ...changed },
  sentence,
  evidence: [],
  isUnwanted: false,
});

test('a place is fragile where enough is known and it has hurt', () => {
  expect(isFragile(feeling({ risk: 0.4 }))).toBe(true);
  expect(isFragile(feeling({ risk: 0.4, precision: 1 }))).toBe(false);
  expect(isFragile(feeling({ risk: -0.4, outcome: 0.5 }))).toBe(false);
  expect(isFragile(feeling({ risk: 0.4 }, ''))).toBe(false);
  expect(hurtOf({ ...valence, risk: 1, friction: 1, outcome: -1 })).toBe(1);
});

test('beside a line there is room for what weighs most', () => {
  expect(gistOfFeeling('reverted 1×, 1 fix in 5 commits, 1 change soon repaired; last hurt 10 Apr 2025')).toBe(
    'reverted 1×, 1 fix in 5 commits',
  );
  expect(gistOfFeeling('reverted 2×; last hurt 1 May 2025')).toBe('reverted 2×');
});
