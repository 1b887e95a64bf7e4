// Priming of places: what comes up, how sure it is and why.
import { expect, test } from 'vitest';
import type { CommitTrace } from '../../../src/engine/model/place-statistics.ts';
import type { PrimeCue } from '../../../src/engine/recall/prime-feature.ts';
import { type PlaceMemory, primePlaces } from '../../../src/engine/recall/prime-places.ts';
import { emptyPlaceMemory, rehearseCommit } from '../../../src/engine/recall/prime-rehearsal.ts';

const hourMs = 3_600_000;

/** Queue changes come with their test, documents with the readme. */
function learnedMemory(commits: number): PlaceMemory {
  const memory = emptyPlaceMemory();
  for (let i = 0; i < commits; i++) rehearseCommit(memory, commitAt(i), ['place', 'intent']);
  return memory;
}

function commitAt(i: number): CommitTrace {
  const [message, paths, line] =
    i % 2 === 0
      ? ['queue: retry later', ['src/queue.ts', 'test/queue.test.ts'], 'retryLater(job)']
      : ['docs: explain', ['readme.md', 'docs/guide.md'], 'how to begin'];
  const changes = paths.map((path) => ({
    path,
    status: i < 2 ? ('A' as const) : ('M' as const),
    removed: [],
    added: [line],
  }));
  return { at: i * hourMs, author: 'ada', message, changes };
}

const queueCue: PrimeCue = {
  kind: 'place',
  at: 61 * hourMs,
  author: 'ada',
  path: 'src/queue.ts',
  removed: [],
  added: ['retryLater(job)'],
};

test('primes what changes along, with a probability and reasons that can be read', () => {
  const [first, second] = primePlaces(learnedMemory(60), queueCue, 5);
  expect(first!.path).toBe('test/queue.test.ts');
  expect(first!.probability).toBeGreaterThan(0.8);
  expect(second!.probability).toBeLessThan(0.2);
  expect(first!.explain().map((reason) => reason.phrase)).toContain('changes together with this file');
  expect(first!.explain().every((reason) => reason.weight > 0)).toBe(true);
});

test('finds the place of an intent', () => {
  const cue: PrimeCue = { kind: 'intent', at: 61 * hourMs, author: 'ada', message: 'queue: retry sooner' };
  const paths = primePlaces(learnedMemory(60), cue, 2).map((place) => place.path);
  expect(paths.sort()).toEqual(['src/queue.ts', 'test/queue.test.ts']);
});

test('is the same twice, and empty where nothing is known', () => {
  const told = () => primePlaces(learnedMemory(30), queueCue, 5).map((place) => [place, place.explain()].toString());
  expect(told()).toEqual(told());
  expect(primePlaces(emptyPlaceMemory(), queueCue, 5)).toEqual([]);
});

test('a file that was never seen is primed for by its words alone', () => {
  const places = primePlaces(learnedMemory(60), { ...queueCue, path: 'src/new.ts' }, 1);
  expect(places[0]!.path).toMatch(/queue/);
});

test('what a night found particular to a place moves it, but not where it is left out', () => {
  const rankOfReadme = (without: readonly string[]) => {
    const memory = emptyPlaceMemory(without);
    for (let i = 0; i < 60; i++) rehearseCommit(memory, commitAt(i), ['place', 'intent']);
    const readme = memory.statistics.placeByPath.get('readme.md')!;
    const rank = () => primePlaces(memory, queueCue, 5).findIndex(({ path }) => path === 'readme.md');
    const before = rank();
    memory.nights = 1;
    memory.effects[readme] = 30;
    return [before > 0, rank()];
  };
  expect(rankOfReadme([])).toEqual([true, 0]);
  expect(rankOfReadme(['effects'])[1]).toBeGreaterThan(0);
});
