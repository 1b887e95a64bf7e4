// Stretches of work that ended, and what is made of them: outcome, feeling of the places, dead ends.
import { afterEach, expect, test } from 'vitest';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { feelPlace } from '../../../src/engine/recall/feeling.ts';
import { project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

function live(story: string): MemoryStore {
  const memory = remember(story);
  leave = memory.leave;
  return memory.store;
}

const outcomes = (store: MemoryStore) =>
  store
    .episodes(project, { limit: 20, offset: 0 })
    .episodes.map(({ id, outcome }) => `${id} ${outcome}`)
    .reverse();

const later = '11:00 edit docs/a.md:1 | -x | +y';

test('work that is left with an error standing was abandoned, and is a dead end of that error', () => {
  const store = live(`
    09:00 edit src/sum.ts:1 | -a | +b
    09:01 error src/sum.ts:4 ts 2339 Property 'name' does not exist on type 'User'. | u.name
    ${later}
  `);
  expect(outcomes(store)).toEqual(['e0 abandoned', 'e2 open']);
  const [error] = store.nodes(project, 'error', 5);
  const [tried] = store.links(error!.id, { kinds: ['tried'], limit: 5 });
  expect(store.nodeById(tried!.to)!.key).toBe('e0');
  expect(feelPlace({ path: 'src/sum.ts' }, project, store).sentence).toBe('left unfinished 1×; last hurt 12 Mar 2024');
});

test('a test that is red at the end is a dead end too', () => {
  const store = live(`
    09:00 edit src/sum.ts:1 | -a | +b
    09:01 run npm test | -sum.test.ts > adds
    ${later}
  `);
  expect(outcomes(store)).toEqual(['e0 abandoned', 'e2 open']);
  const adds = store.node(project, 'error', 'test: sum.test.ts > adds')!;
  expect(store.links(adds.id, { kinds: ['tried'], limit: 5 })).toHaveLength(1);
});

test('work after which the tests are green again was resolved, however long it struggled', () => {
  const tries = Array.from(
    { length: 5 },
    (_, i) => `09:0${i} edit src/sum.ts:1 | -a${i} | +b${i}
    09:0${i} run npm test | -sum.test.ts > adds`,
  ).join('\n');
  const store = live(`${tries}
    09:08 edit src/sum.ts:1 | -b4 | +c
    09:09 run npm test | +sum.test.ts
    ${later}`);
  expect(outcomes(store)).toEqual(['e0 resolved', 'e12 open']);
  expect(feelPlace({ path: 'src/sum.ts' }, project, store).sentence).toBe(
    'tests red 5×, 1 long struggle; last hurt 12 Mar 2024',
  );
});

test('a commit ends the work well, whatever stood', () => {
  const store = live(`
    09:00 edit src/sum.ts:1 | -a | +b
    09:01 error src/sum.ts:4 ts 2339 Property 'name' does not exist on type 'User'. | u.name
    09:02 commit c1 Add a sum: src/sum.ts
  `);
  expect(outcomes(store)).toEqual(['e0 resolved', 'git:c1 resolved']);
  expect(feelPlace({ path: 'src/sum.ts' }, project, store).sentence).toBe('1 commit, none of them a repair');
});

test('work in which nothing was changed, or nothing failed, stays open and says little', () => {
  const store = live(`
    09:00 run npm test | +sum.test.ts
    10:00 edit src/sum.ts:1 | -a | +b
    ${later}
  `);
  expect(outcomes(store)).toEqual(['e0 open', 'e1 open', 'e2 open']);
  const { valence } = store.node(project, 'file', 'src/sum.ts')!;
  expect(valence).toMatchObject({ outcome: 0, friction: 0, risk: 0, novelty: 1, precision: 0.25 });
});
