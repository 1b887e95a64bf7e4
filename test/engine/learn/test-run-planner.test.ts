// Tests that turn red and green, and what the files edited in between are felt to be.
import { afterEach, expect, test } from 'vitest';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { planOn, project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

function live(story: string): MemoryStore {
  const memory = remember(story);
  leave = memory.leave;
  return memory.store;
}

const valence = (store: MemoryStore, path: string) => {
  const { outcome, friction, risk } = store.node(project, 'file', path)!.valence;
  return [outcome, friction, risk].map((number) => Math.round(number * 100) / 100);
};

test('the file whose edit turned a test green did well, and the episode ended well', () => {
  const store = live(`
    09:00 edit src/other.ts:1 | -x | +y
    09:01 run npm test | -sum.test.ts > adds
    09:02 edit src/sum.ts:1 | -a | +b
    09:03 run npm test | +sum.test.ts
  `);
  expect(valence(store, 'src/sum.ts')).toEqual([0.4, 0.1, 0]);
  expect(valence(store, 'src/other.ts')).toEqual([-0.2, 0.2, 0]);
  const { id, outcome } = store.openEpisode(project)!;
  expect(outcome).toBe('resolved');
  const red = store.node(project, 'error', 'test: sum.test.ts > adds')!;
  const [fix] = store.links(red.id, { kinds: ['fixed-by'], limit: 5 });
  expect(store.nodeById(fix!.to)!.key).toBe(id);
});

test('another command that runs the test counts as well, one that does not says nothing', () => {
  const store = live(`
    09:01 run npm test | -sum.test.ts > adds
    09:02 edit src/sum.ts:1 | -a | +b
    09:03 run npx vitest run cart | +cart.test.ts
    09:04 edit src/sum.ts:1 | -b | +c
    09:05 run npx vitest run sum | +sum.test.ts
  `);
  expect(valence(store, 'src/sum.ts')).toEqual([0.4, 0.1, 0]);
});

test('what turns a green test red is a risk, unless the test itself was edited', () => {
  const store = live(`
    09:00 run npm test | +sum.test.ts
    09:01 edit src/sum.ts:1 | -a | +b
    09:02 run npm test | -sum.test.ts > adds
  `);
  expect(valence(store, 'src/sum.ts')).toEqual([-0.2, 0.2, 0.4]);
  leave();
  const written = live(`
    09:00 run npm test | +sum.test.ts
    09:01 edit sum.test.ts:1 | -a | +b
    09:02 run npm test | -sum.test.ts > carries
  `);
  expect(valence(written, 'sum.test.ts')).toEqual([-0.2, 0.2, 0]);
});

test('a test that stays red is friction', () => {
  const store = live(`
    09:00 run npm test | -sum.test.ts > adds
    09:01 edit src/sum.ts:1 | -a | +b
    09:02 run npm test | -sum.test.ts > adds
  `);
  expect(valence(store, 'src/sum.ts')).toEqual([-0.1, 0.3, 0]);
});

test('a change of colour without a change of the code is luck', () => {
  const store = live(`
    09:00 edit src/sum.ts:1 | -a | +b
    09:01 run npm test | +sum.test.ts
    09:02 run npm test | -sum.test.ts > adds
    09:03 run npm test | +sum.test.ts
  `);
  expect(valence(store, 'src/sum.ts')).toEqual([0, 0, 0]);
  expect(store.openEpisode(project)!.outcome).toBe('open');
});

test('the log alone gives the same memory again', () => {
  const store = live(`
    09:00 checkout feature
    09:01 edit src/sum.ts:1 | -a | +b
    09:02 run npm test | -sum.test.ts > adds
    09:03 edit src/sum.ts:1 | -b | +c
    09:04 run npm test | +sum.test.ts
    09:05 commit c1 Carry the one: src/sum.ts
    09:06 edit src/sum.ts:1 | -c | +d
    09:07 run npm test | -sum.test.ts > adds
  `);
  const before = store.dump();
  store.rebuild(planOn(store));
  expect(store.dump()).toBe(before);
});

test('a test that turns red though nothing was changed is luck, which teaches nothing but that', () => {
  const store = live(`
    09:00 edit src/sum.ts:1 | -a | +b
    09:01 run npm test | +sum.test.ts
    09:02 run npm test | -sum.test.ts > adds
    09:03 run npm test | +sum.test.ts
    09:04 edit src/sum.ts:1 | -b | +c
    09:05 run npm test | -sum.test.ts > adds
  `);
  expect(valence(store, 'src/sum.ts')).toEqual([0, 0, 0]);
  const adds = store.node(project, 'error', 'test: sum.test.ts > adds')!;
  expect(store.appraisals(adds.id).map(({ reason, times }) => `${reason} ${times}`)).toEqual(['flaky 2']);
  expect(adds.valence.precision).toBe(0);
});

test('a checkout between two runs may have changed the code', () => {
  const store = live(`
    09:00 run npm test | +sum.test.ts
    09:01 checkout feature
    09:02 run npm test | -sum.test.ts > adds
  `);
  const adds = store.node(project, 'error', 'test: sum.test.ts > adds')!;
  expect(store.appraisals(adds.id).map(({ reason }) => reason)).toEqual(['tests-red']);
});
