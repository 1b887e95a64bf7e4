// Agents are told things and go on working; then it is looked at what telling such a thing again is worth.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import { type Remark, subjectOf } from '../../../src/engine/model/remark.ts';
import { favourUseful, mostUseful, readToldRecords } from '../../../src/engine/recall/told-usefulness.ts';
import { appear, commit, project, type Remembered, remember, resolve } from './remembered.ts';

let remembered: Remembered;
afterEach(() => remembered.close());

let ids = 0;
function tell(day: string, subject: string, refs: string[]): Draft {
  ids += 1;
  const at = Date.parse(`2024-${day}T11:50:00Z`);
  const data = { surface: 'agent:s', subject };
  return { id: `told:${ids}`, at, kind: 'prime', actor: 'agent:copilot', project, refs, text: '', data };
}

const remark = (key: string, kind: Remark['kind'], weight = 0.5): Remark => ({
  key,
  kind,
  text: key,
  evidence: [],
  trust: 'observed',
  paths: [],
  weight,
});
const worth = (key: string, kind: Remark['kind'], weight = 0.5) =>
  favourUseful([remark(key, kind, weight)], readToldRecords(project, remembered.memory))[0]!.weight.toFixed(2);

test('past work that led nowhere is told less, that which was followed is told more', () => {
  remembered = remember();
  expect(worth('event:a', 'past')).toBe('0.50');
  remembered.add(tell('03-01', 'event:a', ['src/a.ts']), tell('03-01', 'event:b', ['src/b.ts']));
  remembered.add(commit('03-01', 'Change a', ['M src/a.ts']));
  expect([worth('event:a', 'past'), worth('event:b', 'past')]).toEqual(['0.75', '0.25']);
  const remarks = [remark('event:b', 'past', 0.6), remark('event:a', 'past')];
  expect(favourUseful(remarks, readToldRecords(project, remembered.memory)).map(({ key }) => key)).toEqual([
    'event:a',
    'event:b',
  ]);
});

test('what holds for long is given up after several tellings, what is pinned and how likely a place is never', () => {
  remembered = remember();
  const belief = { key: 'belief:x', kind: 'belief' } as const;
  const subjects = [subjectOf(belief), 'fragile:src/b.ts', 'place:src/b.ts'];
  for (const day of ['03-01', '03-02', '03-03']) {
    remembered.add(...subjects.map((subject) => tell(day, subject, ['src/b.ts'])));
    remembered.add(commit(day, 'Change a', ['M src/a.ts']));
  }
  expect(worth('fragile:src/b.ts', 'fragile')).toBe('0.29');
  expect([worth('belief:x', 'belief'), worth('belief:x', 'belief', 0.92)]).toEqual(['0.29', '0.92']);
  expect(worth('place:src/b.ts', 'place')).toBe('0.50');
});

test('a dead end helped where the work was not taken back; one that was gone down again did not', () => {
  remembered = remember(tell('03-01', 'dead-end:x', ['src/a.ts']), commit('03-01', 'Change a', ['M src/a.ts']));
  expect(worth('dead-end:x', 'dead-end')).toBe('0.75');
  remembered.add(tell('03-02', 'dead-end:x', ['src/a.ts']), commit('03-02', 'Revert "Change a"', ['M src/a.ts']));
  expect(worth('dead-end:x', 'dead-end')).toBe('0.50');
});

test('a fix helped when an error cleared, what stood open when it cleared, and what came much later says nothing', () => {
  const error = { path: 'src/a.ts', message: 'No such thing', line: 1, lineText: 'x' };
  const at = Date.parse('2024-06-01T09:10:00Z');
  const told = ['open:i1-appeared', 'fix:f'].map((subject) => ({ ...tell('06-01', subject, ['src/a.ts']), at }));
  remembered = remember(appear(0, 'i1', error), ...told);
  const worths = () => [worth('open:i1-appeared', 'open'), worth('fix:f', 'fix')];
  expect(worths()).toEqual(['0.50', '0.50']);
  remembered.add(appear(12, 'i2', error));
  expect(worths()).toEqual(['0.50', '0.50']); // It is still being worked on.
  remembered.add(resolve(20, 'i1', error, 'edit', { startLine: 1, before: ['x'], after: ['y'] }));
  expect(worths()).toEqual(['0.60', '0.60']);
  remembered.add({ ...told[0]!, id: 'told:late' }, commit('09-09', 'Much later', ['M src/a.ts']));
  expect(worths()).toEqual(['0.60', '0.60']);
});

test('a gist about two files helped where the work went to both; what the developer says of it counts as much', () => {
  remembered = remember();
  const gist = { key: 'gist:co-change src/a.ts src/b.ts', kind: 'belief' } as const;
  const both = ['src/a.ts', 'src/b.ts'];
  remembered.add(tell('03-01', subjectOf(gist), both), commit('03-01', 'Change a', ['M src/a.ts']));
  expect(worth(gist.key, gist.kind, 0.8)).toBe('0.64');
  remembered.add(tell('03-02', subjectOf(gist), both), commit('03-02', 'Change both', ['M src/a.ts', 'M src/b.ts']));
  expect(worth(gist.key, gist.kind, 0.8)).toBe('0.70');
  for (const id of ['f1', 'f2']) remembered.add(turnDown(id, gist.key));
  expect(worth(gist.key, gist.kind, 0.8)).toBe('0.53');
  const other = remark('gist:co-change src/a.ts src/c.ts', 'belief', 0.6);
  const useful = mostUseful([remark(gist.key, 'belief', 0.8), other], readToldRecords(project, remembered.memory), 1);
  expect(useful).toEqual([other]);
});

function turnDown(id: string, subject: string): Draft {
  const at = Date.parse('2024-03-03T10:00:00Z');
  const data = { verdict: 'dismissed', subject } as const;
  return { id, at, kind: 'feedback', actor: 'developer', project, refs: [], text: '', data };
}
