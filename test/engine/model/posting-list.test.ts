// The compact lists of priming against the plain ones that they stand for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineHolders } from '../../../src/engine/model/line-holders.ts';
import { PackedRows } from '../../../src/engine/model/packed-rows.ts';
import { PairCounts } from '../../../src/engine/model/pair-counts.ts';
import { Postings } from '../../../src/engine/model/posting-list.ts';

const small = fc.integer({ min: 0, max: 5 });

test('postings give the latest values of a key, however many were noted', () => {
  const keptMax = 40;
  const postings = new Postings(keptMax);
  const plain = new Map<number, number[]>();
  // Enough to be packed several times.
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

test('postings of which some are packed and some are not are those of a plain list', () => {
  const noted = fc.array(fc.tuple(small, fc.integer({ min: 0, max: 90_000 })), { maxLength: 60 });
  fc.assert(
    fc.property(noted, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 }), (steps, looseMin, limit) => {
      const postings = new Postings(5, { looseMin });
      const plain = new Map<number, number[]>();
      let value = 0;
      for (const [key, step] of steps) {
        value += step;
        postings.add(key, value);
        plain.set(key, [value, ...(plain.get(key) ?? [])]);
      }
      for (let key = -1; key < 7; key++) {
        const values = plain.get(key) ?? [];
        expect(postings.countOf(key)).toBe(values.length);
        expect(postings.latest(key, limit)).toEqual(values.slice(0, limit));
      }
    }),
  );
});

test('pairs are counted as a map of maps counts them, up to so many others, however often they are packed', () => {
  const met = fc.array(fc.tuple(small, fc.integer({ min: 0, max: 300 }), fc.boolean()), { maxLength: 80 });
  fc.assert(
    fc.property(met, fc.integer({ min: 1, max: 12 }), (met, looseMin) => {
      const pairs = new PairCounts(6, { looseMin });
      const plain = new Map<number, Map<number, number>>();
      for (const [key, far, isFar] of met) {
        const other = isFar ? far : far % 6;
        pairs.count(key, other);
        const counts = plain.get(key) ?? new Map<number, number>();
        counts.set(other, (counts.get(other) ?? 0) + 1);
        plain.set(key, counts);
      }
      for (let key = -1; key < 7; key++) {
        const counts = [...(plain.get(key) ?? [])].sort(([a], [b]) => a - b);
        const visited: [number, number][] = [];
        pairs.visit(key, (other, times) => void visited.push([other, times]));
        expect(pairs.othersOf(key)).toBe(Math.min(7, counts.length));
        expect(visited).toEqual(counts.length > 6 ? [] : counts);
      }
    }),
  );
});

test('packed rows are read back, as they were written and with some of them changed', () => {
  const number = fc.oneof(small, fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  // Rows of more than 127 bytes among them, whose lengths take two.
  const row = fc.oneof(fc.array(number, { maxLength: 4 }), fc.array(number, { minLength: 60, maxLength: 90 }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 50 }), fc.array(fc.option(row), { maxLength: 60 }), (rows, changed) => {
      const packed = new PackedRows();
      for (const numbers of rows) packed.push(numbers);
      const expected = Array.from({ length: 60 }, (_, place) => changed[place] ?? rows[place] ?? []);
      const other = packed.rewritten(60, (place) => changed[place] ?? undefined);
      for (const [read, plain] of [
        [packed, rows],
        [other, expected],
      ] as const) {
        expect(read.length).toBe(plain.length);
        for (let place = -1; place <= plain.length; place++) {
          expect([...read.row(place)]).toEqual(plain[place] ?? []);
          expect(read.first(place)).toBe(plain[place]?.[0] ?? 0);
        }
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
