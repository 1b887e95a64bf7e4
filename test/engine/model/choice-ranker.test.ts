// Laws of the ranker: it is a sum over examples, so how and in which order they come makes no difference.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ChoiceExample,
  emptyRanker,
  forgetChoice,
  learnChoice,
  softmax,
  solveRanker,
} from '../../../src/engine/model/choice-ranker.ts';

const size = 3;
const amount = fc.double({ min: -1, max: 1, noNaN: true });

const exampleArbitrary: fc.Arbitrary<ChoiceExample> = fc
  .record({
    at: fc.integer({ min: 0, max: 2000 }),
    rows: fc.array(fc.tuple(fc.array(amount, { minLength: size, maxLength: size }), amount), {
      minLength: 2,
      maxLength: 6,
    }),
    right: fc.nat(),
  })
  .map(({ at, rows, right }) => ({
    at,
    features: rows.map(([features]) => Float64Array.from(features)),
    scores: rows.map(([, score]) => score),
    chosen: rows.map((_, i) => i === right % rows.length),
  }));
const examplesArbitrary = fc.array(exampleArbitrary, { minLength: 1, maxLength: 8 });

function learnedWeights(examples: readonly ChoiceExample[], forgotten: readonly ChoiceExample[] = []): number[] {
  const ranker = emptyRanker([0.5, 0, -0.5]);
  for (const example of examples) learnChoice(ranker, example);
  for (const example of forgotten) forgetChoice(ranker, example);
  return [...solveRanker(ranker)];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  for (const [i, value] of actual.entries()) expect(value).toBeCloseTo(expected[i]!, 6);
}

test('the order of examples does not matter', () => {
  fc.assert(
    fc.property(examplesArbitrary, (examples) => {
      expectClose(learnedWeights(examples.toReversed()), learnedWeights(examples));
    }),
  );
});

test('forgetting an example is as if it had never been', () => {
  fc.assert(
    fc.property(examplesArbitrary, exampleArbitrary, (examples, other) => {
      // A later example moves the reference, not the ratios; the prior is weighed against them at the reference.
      const known = { ...other, at: Math.min(other.at, Math.max(...examples.map((example) => example.at))) };
      expectClose(learnedWeights([known, ...examples], [known]), learnedWeights(examples));
    }),
  );
});

test('incremental equals batch: solving in between changes nothing', () => {
  fc.assert(
    fc.property(examplesArbitrary, (examples) => {
      const ranker = emptyRanker([0.5, 0, -0.5]);
      for (const example of examples) {
        learnChoice(ranker, example);
        solveRanker(ranker);
      }
      expect([...solveRanker(ranker)]).toEqual(learnedWeights(examples));
    }),
  );
});

test('nothing learned leaves the prior; what is chosen gains', () => {
  expectClose(learnedWeights([]), [0.5, 0, -0.5]);
  const features = [Float64Array.of(0, 1, 0), Float64Array.of(0, 0, 0)];
  const examples = Array.from({ length: 50 }, () => ({ at: 0, features, scores: [0, 0], chosen: [true, false] }));
  expect(learnedWeights(examples)[1]).toBeGreaterThan(1);
});

test('the softmax sums to 1 and keeps the order', () => {
  const shares = softmax([1000, 999, -1000]);
  expect(shares[0]! + shares[1]! + shares[2]!).toBeCloseTo(1);
  expect(shares[0]).toBeGreaterThan(shares[1]!);
});
