// Searching a memory in which some words stand everywhere: what a search may cost, and that counting on from where it was
// counted to counts the same.
import { expect, it } from 'vitest';
import { draftOf, makeStore, planCommands, tell } from './small-memory.ts';

const project = 'folder:/orders';
const textOf = (n: number) => `index common ${n % 400 === 7 ? 'rare' : 'plain'} word${n}`;

it('finds by the rarer words of a question what the common ones would bury, and the latest by a common one alone', () => {
  const store = makeStore();
  tell(
    store,
    Array.from({ length: 1_200 }, (_, n) => textOf(n)),
  );
  const find = (...words: string[]) => store.searchText(project, words, 4).map(({ seq }) => seq);
  expect(find('common', 'rare', 'plain').toSorted((a, b) => a - b)).toEqual([8, 408, 808]);
  expect(find('common')).toEqual([1_200, 1_199, 1_198, 1_197]);
  expect(find('common', 'word3')).toEqual([4]);
  expect(find('absent', 'common')).toEqual([1_200, 1_199, 1_198, 1_197]);
  expect(find('absent')).toEqual([]);
  // Without the bound the common word finds the fourth.
  expect(store.searchText(project, ['common', 'rare', 'plain'], 4, false)).toHaveLength(4);
});

it('gives the latest that hold all of the words, of the project alone', () => {
  const store = makeStore();
  tell(store, ['index common rare', 'index common', 'index rares common', 'index common rare']);
  tell(store, ['index common rare'], 5, 'folder:/other');
  expect(store.latestWith(project, ['common', 'rare'], 2)).toEqual([4, 3]);
  expect(store.latestWith(project, ['common', 'rare'], 9)).toEqual([4, 3, 1]);
  expect(store.latestWith('folder:/other', ['common', 'rare'], 9)).toEqual([5]);
  expect(store.latestWith(project, [], 9)).toEqual([]);
});

it('finds a word by its other number, where the two share no stem', () => {
  const store = makeStore();
  tell(store, ['index one person', 'index two people', 'index nobody']);
  for (const word of ['people', 'person', 'People']) {
    expect(
      store.searchText(project, [word], 9).map(({ seq }) => seq),
      word,
    ).toEqual([1, 2]);
    expect(store.latestWith(project, ['index', word], 9), word).toEqual([2, 1]);
    expect(store.documentFrequency(project, word), word).toBe(2);
  }
});

it('keeps to the project, however common a word is in another', () => {
  const store = makeStore();
  tell(
    store,
    Array.from({ length: 300 }, () => 'index common'),
  );
  tell(store, ['index common here', 'index rare here'], 301, 'folder:/other');
  expect(store.searchText('folder:/other', ['common'], 2).map(({ seq }) => seq)).toEqual([301]);
  expect(store.searchText('folder:/other', ['common', 'rare'], 2).map(({ seq }) => seq)).toEqual([302, 301]);
  expect(store.documentFrequency('folder:/other', 'common')).toBe(1);
  expect(store.documentCount('folder:/other')).toBe(2);
});

it('counts on what comes, what is taken back and what is derived again', () => {
  const store = makeStore();
  const counts = () => [store.documentCount(project), store.documentFrequency(project, 'common')];
  tell(store, ['index common', 'index other']);
  expect(counts()).toEqual([2, 1]);
  tell(store, ['index common'], 3);
  expect(counts()).toEqual([3, 2]);
  const plan = planCommands(store);
  const failing = () =>
    store.append([draftOf(4, 'index common'), draftOf(5, 'index common')], (event) => {
      if (event.seq === 5) throw new Error(`taken back after ${counts()}`);
      return plan(event);
    });
  expect(failing).toThrow('taken back after 4,3');
  expect(counts()).toEqual([3, 2]);
  tell(store, ['index another'], 4);
  expect(counts()).toEqual([4, 2]);
  store.rebuild(plan);
  expect(counts()).toEqual([4, 2]);
});
