// An exception that a debugger met, and the run that came to its end without it.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { readEpisode } from '../../../src/engine/recall/timeline.ts';
import { project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

const head = (id: string, minute: number) =>
  ({ id, at: Date.UTC(2024, 2, 12, 9, minute), actor: 'developer', project, refs: ['src/cart.ts'] }) as const;
const thrown = (minute: number, gone?: true): Draft => ({
  ...head(`x${minute}`, minute),
  kind: 'exception',
  text: 'TypeError: total is not a function',
  data: {
    type: 'TypeError',
    message: 'total is not a function',
    frame: { function: 'pay', line: 7 },
    ...(gone && { gone }),
  },
});
const edit = (minute: number, path = 'src/cart.ts'): Draft => ({
  ...head(`e${minute}`, minute),
  kind: 'edit',
  refs: [path],
  text: '',
  data: { hunks: [{ path, startLine: 7, before: ['total()'], after: ['sum()'] }], cause: 'typed' },
});

function live(...drafts: Draft[]) {
  const { store, leave: end } = remember('');
  leave = end;
  store.append(drafts, createPlanner(store));
  const [error] = store.nodes(project, 'error', 1);
  const cases = store.cases(project, error!.key, 9).map(({ path, line, cleared }) => {
    return `${path}:${line} ${cleared === undefined ? 'stands' : `${cleared.how} ${cleared.hunks.map(({ path: at }) => at)}`}`;
  });
  const fixes = store.links(error!.id, { kinds: ['fixed-by'], limit: 5 }).length;
  return { store, cases, fixes };
}

test('it stands, however often it is thrown, until a run does without it: then what was edited has cleared it', () => {
  expect(live(thrown(0), thrown(1))).toMatchObject({ cases: ['src/cart.ts:7 stands'], fixes: 0 });
  const { store, cases, fixes } = live(thrown(0), edit(1), edit(2, 'src/sum.ts'), thrown(3, true));
  expect([cases, fixes]).toEqual([['src/cart.ts:7 edit src/cart.ts'], 1]);
  expect(readEpisode('x0', store)!.events.map(({ summary, progress }) => [summary, progress])).toEqual([
    ['TypeError: total is not a function', undefined],
    ['Edited src/cart.ts: sum()', 0.5],
    ['Edited src/sum.ts: sum()', 0.5],
    ['Gone: TypeError: total is not a function', undefined],
  ]);
});

test('gone without an edit it teaches no fix, and thrown again it stands again', () => {
  expect(live(thrown(0), thrown(1, true))).toMatchObject({ cases: ['src/cart.ts:7 removal '], fixes: 0 });
  expect(live(thrown(0), edit(1), thrown(2, true), thrown(3)).cases).toHaveLength(2);
});
