// What the statistics keep when files move, die and come back.
import { expect, test } from 'vitest';
import {
  emptyPlaceStatistics,
  findMoved,
  learnCommit,
  type PlaceChange,
  type PlaceStatistics,
  standingPlace,
} from '../../../src/engine/model/place-statistics.ts';
import { messageTerms, nameTerm, stemWord, termsOf } from '../../../src/engine/model/place-term.ts';

function learned(...commits: PlaceChange['status'][] | string[][]) {
  const statistics = emptyPlaceStatistics();
  for (const files of commits as string[][]) {
    const changes = files.map((file) => {
      const [status, name] = file.split(' ') as [PlaceChange['status'], string];
      const [was, path] = name.includes('>') ? (name.split('>') as [string, string]) : [undefined, name];
      return { path, was, status, removed: [], added: [`const held = '${path}';`] };
    });
    learnCommit(statistics, { at: 0, author: 'ada', message: 'change', changes });
  }
  return statistics;
}

function commitsAt(statistics: PlaceStatistics, path: string): number[] {
  const { touches } = statistics;
  const latest = touches.latest(standingPlace(statistics, path)!.id, 9);
  return latest.map((touch) => touches.commitOf(touch)).reverse();
}

test('a renamed file keeps its past', () => {
  const statistics = learned(['A a.ts'], ['M a.ts'], ['R a.ts>src/b.ts']);
  expect(standingPlace(statistics, 'a.ts')).toBeUndefined();
  expect(commitsAt(statistics, 'src/b.ts')).toEqual([0, 1, 2]);
});

test('a file is found under its last name, unless it has gone or another stands at the first', () => {
  const moves = [['A a.ts'], ['R a.ts>b.ts'], ['R b.ts>src/c.ts']];
  expect(['a.ts', 'b.ts', 'src/c.ts'].map((path) => findMoved(learned(...moves), path))).toEqual([
    'src/c.ts',
    'src/c.ts',
    undefined,
  ]);
  expect(findMoved(learned(...moves, ['D src/c.ts']), 'a.ts')).toBeUndefined();
  expect(findMoved(learned(...moves, ['A a.ts']), 'a.ts')).toBeUndefined();
  expect(findMoved(learned(['A a.ts'], ['R a.ts>b.ts'], ['R b.ts>a.ts']), 'b.ts')).toBe('a.ts');
});

test('a move that the history left out is seen where a strange file is modified', () => {
  const statistics = learned(['A glob/src/lib.rs', 'A walk/src/lib.rs'], ['M crates/glob/src/lib.rs']);
  expect(commitsAt(statistics, 'crates/glob/src/lib.rs')).toEqual([0, 1]);
  expect(standingPlace(statistics, 'glob/src/lib.rs')).toBeUndefined();
  expect(standingPlace(statistics, 'walk/src/lib.rs')).toBeDefined();
});

test('a file that is added is new, whatever its name', () => {
  const statistics = learned(['A glob/src/lib.rs'], ['A crates/glob/src/lib.rs']);
  expect(commitsAt(statistics, 'crates/glob/src/lib.rs')).toEqual([1]);
});

test('a deleted file does not stand, and comes back with its past', () => {
  expect(standingPlace(learned(['A a.ts'], ['D a.ts']), 'a.ts')).toBeUndefined();
  expect(commitsAt(learned(['A a.ts'], ['D a.ts'], ['A a.ts']), 'a.ts')).toEqual([0, 1, 2]);
});

test('names, code and prose meet in one term', () => {
  expect(termsOf(['new SelectQueryNode()'], 10)).toEqual(['new', 'selectquerynode', 'select', 'query', 'node']);
  expect(nameTerm('src/select-query-node.test.ts')).toBe('selectquerynode');
  expect(['redirects', 'matches', 'stopped', 'queries', 'class'].map(stemWord)).toEqual([
    'redirect',
    'match',
    'stop',
    'query',
    'class',
  ]);
  expect(messageTerms('fix(parser): read', 10).slice(0, 2)).toEqual(['scope:fix', 'scope:parser']);
});
