import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineValence, neutralValence, type Valence } from '../../../src/engine/model/valence.ts';

const feeling = fc.double({ min: -1, max: 1, noNaN: true });
const anyValence: fc.Arbitrary<Valence> = fc.record({
  outcome: feeling,
  friction: feeling,
  risk: feeling,
  novelty: feeling,
  affinity: feeling,
  precision: fc.double({ min: 0, max: 100, noNaN: true }),
});

test('stays within bounds, whatever is combined', () => {
  fc.assert(
    fc.property(fc.array(anyValence, { maxLength: 20 }), (all) => {
      const { precision, ...five } = all.reduce(combineValence, neutralValence);
      for (const value of Object.values(five)) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
      expect(precision).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('does not depend on the order', () => {
  fc.assert(
    fc.property(anyValence, anyValence, anyValence, (a, b, c) => {
      const left = combineValence(combineValence(a, b), c);
      const right = combineValence(combineValence(c, a), b);
      expect(left.precision).toBeCloseTo(right.precision, 9);
      expect(left.risk * left.precision).toBeCloseTo(right.risk * right.precision, 6);
    }),
  );
});

test('weighs by precision', () => {
  const calm = { ...neutralValence, risk: 0, precision: 3 };
  const burnt = { ...neutralValence, risk: 0.8, precision: 1 };
  expect(combineValence(calm, burnt)).toEqual({ ...neutralValence, risk: 0.2, precision: 4 });
});
