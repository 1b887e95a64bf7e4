import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asMeasured, calibrateEstimate, fitCalibration } from '../../../src/engine/model/calibration.ts';

const judgement = fc.record({ estimated: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() });

test('nothing judged leaves estimates as they were measured, to the last digit', () => {
  expect(fitCalibration([])).toBe(asMeasured);
  expect(calibrateEstimate(0.93, asMeasured)).toBe(0.93);
});

test('judgements that bear the estimates out leave them, others move them, and the more the further', () => {
  const judged = (right: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({ estimated: 0.9, isRight: i < right * count }));
  const moved = (right: number, count: number) => calibrateEstimate(0.9, fitCalibration(judged(right, count)));
  expect(moved(0.9, 50)).toBeCloseTo(0.9, 1);
  expect(moved(0.5, 10)).toBeLessThan(0.89);
  expect(moved(0.5, 100)).toBeLessThan(moved(0.5, 10));
  expect(moved(0.5, 1_000)).toBeCloseTo(0.5, 1);
});

test('the order of judgements is irrelevant, whoever is surer stays so, and chances stay chances', () => {
  fc.assert(
    fc.property(fc.array(judgement, { minLength: 1, maxLength: 60 }), (judged) => {
      const calibration = fitCalibration(judged);
      expect(fitCalibration(judged.toReversed())).toEqual(calibration);
      const chances = [0, 0.1, 0.5, 0.9, 1].map((estimated) => calibrateEstimate(estimated, calibration));
      expect(chances).toEqual(chances.toSorted((a, b) => a - b));
      expect(chances.every((chance) => chance > 0 && chance < 1)).toBe(true);
    }),
  );
});
