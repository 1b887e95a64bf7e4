// The compact lists of priming against the plain ones that they stand for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineHolders } from '../../../src/engine/model/line-holders.ts';
import { PairCounts, Postings } from '../../../src/engine/model/posting-list.ts';

const small = fc.integer({ min: 0, max: 5 });

test('postings give the latest values of a key, however many were noted', () => {
  const keptMax = 40;
  const postings = new Postings(keptMax);
  const plain = new Map<number, number[]>();
  // Enough for several sweeps.
  for (let value = 0; value < 350_000; value++) {
    const key = (value * value) % 977 === 0 ? 3 : value % 2_003;
    postings.add(key, value);
    plain.set(key, [...(plain.get(key) ?? []).slice(-keptMax + 1), value]);
  }
  for (const key of [0, 3, 500, 2_002]) expect(postings.latest(key, keptMax)).toEqual(plain.get(key)!.toReversed());
  expect(postings.latest(3, 2)).toHaveLength(2);
  expect(postings.countOf(3)).toBeGreaterThan(350);
  expect([postings.countOf(-1), postings.countOf(9_999), postings.latest(9_999, 4)]).toEqual([0, 0, []]);
});

test('pairs are counted as a map of maps counts them, up to so many others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(small, small)), (met) => {
      const pairs = new PairCounts(3);
      const plain = new Map<number, Map<number, number>>();
      for (const [key, other] of met) {
        pairs.count(key, other);
        const counts = plain.get(key) ?? new Map<number, number>();
        if (counts.size <= 3) counts.set(other, (counts.get(other) ?? 0) + 1);
        plain.set(key, counts);
      }
      for (let key = -1; key < 7; key++) {
        const counts = plain.get(key) ?? new Map();
        const visited = new Map<number, number>();
        pairs.visit(key, (other, times) => void visited.set(other, times));
        expect(pairs.othersOf(key)).toBe(counts.size);
        expect([...visited].sort()).toEqual([...counts].sort());
      }
    }),
  );
});

test('a line is held by those who added it last and have not removed it, also when keys collide and the table grows', () => {
  // Keys that fall into few slots, negative ones among them, and many more than the table has room for at first.
  const key = fc.oneof(
    fc.integer({ min: -3, max: 3 }).map((n) => n * 1_024),
    fc.integer({ min: 0, max: 2_000 }),
  );
  const step = fc.record({ key, place: small, adds: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.boolean(), (steps, isCrowded) => {
      const holders = new LineHolders();
      const plain = new Map<number, Set<number>>();
      if (isCrowded) for (let other = 0; other < 1_500; other++) holders.add(10_000 + other, 7, 3);
      for (const { key, place, adds } of steps) {
        const held = plain.get(key) ?? new Set();
        plain.set(key, held);
        if (!adds) {
          holders.remove(key, place);
          held.delete(place);
        } else {
          holders.add(key, place, 3);
          if (held.size < 3) held.add(place);
        }
      }
      for (const [key, held] of plain) expect(holders.of(key).sort()).toEqual([...held].sort());
      if (isCrowded) expect(holders.of(10_777)).toEqual([7]);
    }),
  );
});
