// What each answer makes of the timeline. `ask 0 | got 3 of 5` in, the ids known and what to ask next out.
import { expect, test } from 'vitest';
import {
  askTimeline,
  hasMore,
  nextPage,
  searchTimeline,
  type TimelineState,
  takeFailure,
  takePage,
  unknownTimeline,
} from '../../src/explorer/timeline-state.ts';
import type { WireEpisode } from '../../src/protocol/explore.ts';

function episode(id: string): WireEpisode {
  return {
    id,
    title: id,
    startedAt: 0,
    endedAt: 0,
    outcome: 'resolved',
    actors: [],
    places: [],
    eventCount: 1,
    isOpen: false,
  };
}

/** Asks and gets: `answered(state, 1, 0, 'abc', 5)` is request 1 at offset 0, answered with episodes a, b, c of 5. */
function answered(state: TimelineState, request: number, offset: number, ids: string, total: number): TimelineState {
  const asked = askTimeline(state, { request, offset, limit: 100 });
  return takePage(asked, request, { episodes: [...ids].map(episode), total });
}

function ids(state: TimelineState): string {
  return state.episodes.map(({ id }) => id).join('');
}

test('joins pages, and knows when all is known', () => {
  const first = answered(unknownTimeline(''), 1, 0, 'abc', 5);
  expect([ids(first), hasMore(first)]).toEqual(['abc', true]);
  const all = answered(first, 2, 3, 'de', 5);
  expect([ids(all), hasMore(all)]).toEqual(['abcde', false]);
});

test('an episode that slid onto the next page is not shown twice', () => {
  const first = answered(unknownTimeline(''), 1, 0, 'abc', 5);
  expect(ids(answered(first, 2, 3, 'cd', 6))).toBe('abcd');
});

test('a page without anything new is the end, whatever the total says', () => {
  const first = answered(unknownTimeline(''), 1, 0, 'abc', 9);
  const end = answered(first, 2, 3, 'bc', 9);
  expect([end.total, hasMore(end), nextPage(end, 8)]).toEqual([3, false, undefined]);
});

test('an answer to an older question changes nothing', () => {
  const first = answered(unknownTimeline(''), 1, 0, 'abc', 3);
  const seeking = askTimeline(searchTimeline(first, 'queue'), { request: 3, offset: 0, limit: 100 });
  expect(takePage(seeking, 2, { episodes: [episode('x')], total: 1 })).toBe(seeking);
  expect(takeFailure(seeking, 2, 'too late')).toBe(seeking);
  const found = takePage(seeking, 3, { episodes: [episode('q')], total: 1 });
  expect([found.query, ids(found), found.total]).toEqual(['queue', 'q', 1]);
});

test('a search keeps what is in sight until its answer comes, but no longer its number', () => {
  const seeking = searchTimeline(answered(unknownTimeline(''), 1, 0, 'abc', 3), 'queue');
  expect([ids(seeking), seeking.total]).toEqual(['abc', undefined]);
});

test('a failure keeps what is known, and is not asked again by itself', () => {
  const first = answered(unknownTimeline(''), 1, 0, 'abc', 5);
  const failed = takeFailure(askTimeline(first, { request: 2, offset: 3, limit: 100 }), 2, 'the engine is away');
  expect([ids(failed), failed.failure, nextPage(failed, 4)]).toEqual(['abc', 'the engine is away', undefined]);
  expect(askTimeline(failed, { request: 3, offset: 3, limit: 100 }).failure).toBeUndefined();
});

test('asks for whole pages up to the row that is wanted, at most for what the host gives', () => {
  const known = answered(unknownTimeline(''), 1, 0, 'abc', 10_000);
  expect(nextPage(known, 2)).toBeUndefined();
  expect(nextPage(known, 3)).toEqual({ offset: 3, limit: 100 });
  expect(nextPage(known, 103)).toEqual({ offset: 3, limit: 200 });
  expect(nextPage(known, 9_999)).toEqual({ offset: 3, limit: 500 });
  expect(nextPage(askTimeline(known, { request: 2, offset: 3, limit: 100 }), 9_999)).toBeUndefined();
});
