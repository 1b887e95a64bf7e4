// What a night finds in choices: in, lists and what was chosen of them; out, what the forest adds to a candidate's score.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codeOf,
  emptyForest,
  growForest,
  type OfferedLists,
  scoreByForest,
  valueAt,
} from '../../../src/engine/model/choice-forest.ts';
import { RehearsedLists } from '../../../src/engine/recall/rehearsed-lists.ts';

function grow(lists: OfferedLists) {
  const growing = growForest(lists);
  let step = growing.next();
  while (!step.done) step = growing.next();
  return step.value.forest;
}

/** Of two candidates the one with the second feature is chosen where both have the first, and the other where neither has. */
function turnedByTheFirst(count: number): RehearsedLists {
  const lists = new RehearsedLists(3);
  for (let n = 0; n < count; n++) {
    const first = n % 3 === 0 ? 0 : 1;
    const noise = (n * 7) % 10;
    lists.add(
      [Float64Array.of(first, 0, noise / 10), Float64Array.of(first, 1, ((noise + 3) % 10) / 10)],
      [
        [0, 0],
        [0, 0],
      ],
      [first === 0, first === 1],
    );
  }
  return lists;
}

const weights = Float64Array.of(0, 0, 0);

test('finds what holds only where two things come together', () => {
  const forest = grow(turnedByTheFirst(300).read(weights));
  const score = (...features: number[]) => scoreByForest(forest, Float64Array.from(features));
  for (const noise of [0, 0.5, 1]) {
    expect(score(1, 1, noise)).toBeGreaterThan(score(1, 0, noise) + 1);
    expect(score(0, 0, noise)).toBeGreaterThan(score(0, 1, noise) + 1);
  }
});

test('is the same twice and after a stay on disk, and adds nothing before anything was learned', () => {
  const lists = turnedByTheFirst(60);
  const taken = new RehearsedLists(3);
  taken.takeUp(lists.toBytes());
  const forest = grow(lists.read(weights));
  expect(grow(taken.read(weights))).toEqual(forest);
  expect(forest).not.toEqual(emptyForest());
  expect(scoreByForest(emptyForest(), Float64Array.of(1, 1, 1))).toBe(0);
});

test('keeps the latest lists alone', () => {
  const { bounds, chosen } = turnedByTheFirst(1_300).read(weights);
  expect([bounds.length - 1, bounds.at(-1), chosen.length]).toEqual([1_100, 2_200, 2_200]);
  expect(chosen.slice(0, 4)).toEqual([false, true, true, false]);
});

test('a byte tells of two values which is the greater, and what it was within a fiftieth', () => {
  const value = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(Math.abs(valueAt(codeOf(a)) - a)).toBeLessThan(0.02);
      if (a <= b) expect(codeOf(a)).toBeLessThanOrEqual(codeOf(b));
    }),
  );
});
