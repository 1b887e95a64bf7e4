import { afterEach, expect, test } from 'vitest';
import { readEpisode, readTimeline } from '../../../src/engine/recall/timeline.ts';
import { appear, commit, project, type Remembered, remember, resolve } from './remembered.ts';

let remembered: Remembered;
afterEach(() => remembered.close());

const error = {
  path: 'src/a.ts',
  message: "Cannot find name 'x'.\nDid you mean 'y'?",
  line: 3,
  lineText: 'x();',
  code: '2304',
};

test('a timeline is paged, the newest first, and narrowed by text', () => {
  remembered = remember(
    commit('01-01', 'Add a cart', ['A src/cart.ts']),
    commit('01-02', 'Add emails', ['A src/email.ts']),
    commit('01-03', 'Fix the cart', ['M src/cart.ts']),
  );
  const titles = (page: { offset: number; limit: number; text?: string }) => {
    const { episodes, total } = readTimeline(project, page, remembered.memory);
    return `${episodes.map((episode) => episode.title).join(' | ')} of ${total}`;
  };
  expect(titles({ offset: 0, limit: 2 })).toBe('Fix the cart | Add emails of 3');
  expect(titles({ offset: 2, limit: 2 })).toBe('Add a cart of 3');
  expect(titles({ offset: 0, limit: 9, text: 'cart' })).toBe('Fix the cart | Add a cart of 2');
  expect(titles({ offset: 0, limit: 9, text: '  ' })).toBe('Fix the cart | Add emails | Add a cart of 3');
});

test('an episode tells its events and what it is tied to', () => {
  remembered = remember(
    appear(0, 'i', error),
    resolve(1, 'i', error, 'edit', { startLine: 3, before: ['x();'], after: ['y();'] }),
  );
  const detail = readEpisode('i-appeared', remembered.memory)!;
  expect(detail.events.map((event) => `${event.kind}: ${event.summary}`)).toEqual([
    "diagnostic: Error at src/a.ts:3: Cannot find name 'x'. Did you mean 'y'?",
    "diagnostic: Fixed at src/a.ts:3: Cannot find name 'x'. Did you mean 'y'?",
  ]);
  const neighbours = detail.neighbours.map(
    ({ kind, nodeKind, label, direction }) => `${kind} ${direction} ${nodeKind} ${label}`,
  );
  expect(neighbours.sort()).toEqual([
    "fixed-by in error Cannot find name 'x'. Did you mean 'y'?",
    "mentions out error Cannot find name 'x'. Did you mean 'y'?",
    'mentions out file src/a.ts',
  ]);
  expect(detail.valence.precision).toBeGreaterThan(0);
  expect(readEpisode('nowhere', remembered.memory)).toBeUndefined();
});
