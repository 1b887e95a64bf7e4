// Agents are told things and go on working; then it is looked at what telling such a thing again is worth.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { Remark } from '../../../src/engine/model/remark.ts';
import { favourUseful, weighUsefulness } from '../../../src/engine/recall/told-usefulness.ts';
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
const worth = (key: string, kind: Remark['kind']) =>
  weighUsefulness(project, remembered.memory)(remark(key, kind)).toFixed(2);

test('a place to which the work went was worth telling; one to which it did not go is so less each time', () => {
  remembered = remember();
  expect(worth('place:src/a.ts', 'place')).toBe('0.50');
  for (const day of ['03-01', '03-02', '03-03']) {
    remembered.add(tell(day, 'place:src/a.ts', ['src/a.ts']), tell(day, 'place:src/b.ts', ['src/b.ts']));
    remembered.add(commit(day, 'Change a', ['M src/a.ts']));
  }
  expect(worth('place:src/a.ts', 'place')).toBe('0.75');
  expect(worth('place:src/b.ts', 'place')).toBe('0.25');
  expect(worth('place:src/new.ts', 'place')).toBe('0.50');
  expect(worth('fragile:src/b.ts', 'fragile')).toBe('0.50');
  const remarks = [remark('place:src/b.ts', 'place', 0.6), remark('place:src/a.ts', 'place')];
  expect(favourUseful(remarks, weighUsefulness(project, remembered.memory)).map(({ key }) => key)).toEqual([
    'place:src/a.ts',
    'place:src/b.ts',
  ]);
});

test('a dead end helped where the work was not taken back; one that was gone down again did not', () => {
  remembered = remember(tell('03-01', 'dead-end:x', ['src/a.ts']), commit('03-01', 'Change a', ['M src/a.ts']));
  expect(worth('dead-end:y', 'dead-end')).toBe('0.60');
  remembered.add(tell('03-02', 'dead-end:x', ['src/a.ts']), commit('03-02', 'Revert "Change a"', ['M src/a.ts']));
  expect(worth('dead-end:x', 'dead-end')).toBe('0.50');
});

test('what stood open helped when it cleared, and what came much later says nothing', () => {
  const error = { path: 'src/a.ts', message: 'No such thing', line: 1, lineText: 'x' };
  const told = { ...tell('06-01', 'open:i1-appeared', ['src/a.ts']), at: Date.parse('2024-06-01T09:10:00Z') };
  remembered = remember(appear(0, 'i1', error), told);
  expect(worth('open:other', 'open')).toBe('0.50');
  remembered.add(resolve(20, 'i1', error, 'edit', { startLine: 1, before: ['x'], after: ['y'] }));
  expect(worth('open:other', 'open')).toBe('0.60');
  remembered.add({ ...told, id: 'told:late' }, commit('09-09', 'Much later', ['M src/a.ts']));
  expect(worth('open:other', 'open')).toBe('0.60');
});
