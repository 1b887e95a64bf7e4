// Where episodes begin and end.
import { expect, test } from 'vitest';
import { decideBoundary } from '../../../src/engine/gate/episode-boundary.ts';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { Episode } from '../../../src/engine/model/node.ts';

const minute = 60_000;
const open = { startedAt: 100 * minute, endedAt: 110 * minute } as Episode;
const event = (kind: string, atMinute: number, actor = 'developer') =>
  ({ kind, at: atMinute * minute, actor, data: {} }) as unknown as Draft;

test.each([
  ['what follows soon joins', event('edit', 120), 'join'],
  ['what follows after a pause begins anew', event('edit', 126), 'begin'],
  ['a checkout begins anew', event('checkout', 111), 'begin'],
  ['a command joins', event('command', 111), 'join'],
  ['a commit made meanwhile ends it', event('commit', 105, 'history'), 'end'],
  ['a commit made right after ends it', event('commit', 111, 'history'), 'end'],
  [
    'a commit of the second in which it began ends it',
    { ...event('commit', 100, 'history'), at: open.startedAt - 999 },
    'end',
  ],
  ['an older commit leaves it', event('commit', 99, 'history'), 'alone'],
  ['a commit after a pause leaves it', event('revert', 126, 'history'), 'alone'],
])('%s', (_, draft, expected) => expect(decideBoundary(draft as Draft, open, 'unclear')).toBe(expected));

test('an edit that surprises begins anew', () => {
  expect(decideBoundary(event('edit', 111), open, 'begins')).toBe('begin');
});

test('an edit that goes on with what was before bridges an hour, and no more', () => {
  expect(decideBoundary(event('edit', 170), open, 'goes-on')).toBe('join');
  expect(decideBoundary(event('edit', 171), open, 'goes-on')).toBe('begin');
});

test('a commit while nothing is open is alone', () => {
  expect(decideBoundary(event('commit', 105, 'history'), undefined, 'unclear')).toBe('alone');
});
