// What the user says of a memory: wrong, true until some day, kept; and how it is recalled then.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft, EventDataByKind } from '../../../src/engine/model/event.ts';
import { isGone, plainStanding } from '../../../src/engine/model/standing.ts';
import { believeMemory } from '../../../src/engine/recall/believed-memory.ts';
import { recogniseError } from '../../../src/engine/recall/deja-vu.ts';
import { recallQuestion } from '../../../src/engine/recall/recall-question.ts';
import { remarkStandings } from '../../../src/engine/recall/standing-remark.ts';
import { appear, commit, cueAt, project, type Remembered, remember, resolve } from './remembered.ts';

let remembered: Remembered;
let dropped: Draft;
beforeEach(() => {
  dropped = commit('03-12', 'Drop the retry queue\n\nRetries were sent twice.', ['D src/retry-queue.ts']);
  remembered = remember(commit('01-02', 'Add a cart', ['A src/cart.ts']), dropped);
});
afterEach(() => remembered.close());

let words = 0;
/** A word of feedback on a day of 2024. */
function say(day: string, data: EventDataByKind['feedback'], actor: Draft['actor'] = 'developer'): void {
  words += 1;
  const at = Date.parse(`2024-${day}T12:00:00Z`);
  const head = { id: `w${words}`, at, actor, project, refs: [], text: '' } as const;
  remembered.add({ ...head, kind: 'feedback', data });
}

function ask(question: string) {
  const { memory } = remembered;
  const answer = recallQuestion({ question, limit: 5, project, memory: believeMemory(memory) });
  return remarkStandings(answer, project, memory);
}

const question = 'Why did we drop the retry queue?';

test('dismissed twice by the developer it is gone, and what an agent dismisses is not', () => {
  const warning = 'warning:src/cart.ts';
  const isNowGone = () => isGone(remembered.memory.standing(project, warning) ?? plainStanding);
  const dismissed = { verdict: 'dismissed', subject: warning, reason: 'known-already' } as const;
  say('04-01', dismissed, 'agent:claude-code');
  say('04-02', dismissed, 'agent:claude-code');
  expect(remembered.memory.standing(project, warning)).toBeUndefined();
  say('04-03', dismissed);
  say('04-04', { verdict: 'ignored', subject: warning });
  say('04-05', { verdict: 'dismissed', subject: 'warning:src/retry-queue.ts' });
  expect(isNowGone()).toBe(false);
  // What else is said of it takes nothing back.
  say('04-06', { verdict: 'pinned', subject: warning });
  say('04-07', { verdict: 'corrected', subject: warning, reason: '' });
  say('04-08', { verdict: 'restored', subject: warning });
  say('04-09', { verdict: 'unpinned', subject: warning });
  say('04-10', dismissed);
  expect(isNowGone()).toBe(true);
  // It is no memory that was pinned or corrected, of which lists are made.
  expect(remembered.memory.standings(project, 10).size).toBe(0);
});

test('what is called wrong is not asserted, and is named as corrected', () => {
  expect(ask(question)).toMatchObject({ state: 'known', evidence: [{ event: dropped.id }] });
  say('04-01', { verdict: 'corrected', subject: dropped.id, reason: 'it was only moved.' });
  const answer = ask(question);
  expect(answer).toMatchObject({ state: 'unknown', evidence: [] });
  expect(answer.summary).toMatch(
    /What was remembered of 2024-03-12 was called wrong on 2024-04-01: it was only moved\.$/,
  );

  say('04-02', { verdict: 'restored', subject: dropped.id });
  expect(ask(question)).toMatchObject({ state: 'known', evidence: [{ event: dropped.id }] });
  expect(remembered.memory.standing(project, dropped.id)).toBeUndefined();
});

test('what was true until some day is told as such', () => {
  const until = Date.parse('2024-05-20');
  say('06-01', { verdict: 'corrected', subject: dropped.id, reason: 'it is back', until });
  const answer = ask(question);
  expect(answer.state).toBe('stale');
  expect(answer.summary).toMatch(/^Until 2024-05-20: On 2024-03-12, commit/);
  expect(answer.evidence[0]!.reasons[0]).toBe('known until 2024-05-20');
});

test('a pin is kept through a correction, and goes when it is taken out', () => {
  say('04-01', { verdict: 'pinned', subject: dropped.id });
  expect(ask(question).evidence[0]!.reasons[0]).toBe('pinned');
  say('04-02', { verdict: 'corrected', subject: dropped.id });
  say('04-03', { verdict: 'unpinned', subject: 'somebody else' });
  expect(remembered.memory.standing(project, dropped.id)).toEqual({
    pinned: true,
    dismissals: 0,
    correction: { at: Date.parse('2024-04-02T12:00:00Z'), reason: '' },
  });
  say('04-04', { verdict: 'unpinned', subject: dropped.id });
  expect(remembered.memory.standing(project, dropped.id)?.pinned).toBe(false);
});

test('a fix that is called wrong is not offered again, whether the fix or its episode is meant', () => {
  const error = { path: 'src/a.ts', message: 'Property missing.', line: 3, lineText: 'u.name' };
  remembered.add(appear(0, 'i', error), resolve(1, 'i', error, 'edit', { startLine: 3, before: ['a'], after: ['b'] }));
  const recognised = () => {
    const { fingerprint, ...now } = cueAt(error.path, error.message, '!u.name');
    const memory = believeMemory(remembered.memory);
    return recogniseError({ cue: now, fingerprint, project, memory, without: undefined }).recognised;
  };
  expect(recognised()).toBe(true);
  const { id } = remembered.memory.episodes(project, { limit: 1, offset: 0 }).episodes[0]!;
  say('04-01', { verdict: 'corrected', subject: id });
  expect(recognised()).toBe(false);
});
