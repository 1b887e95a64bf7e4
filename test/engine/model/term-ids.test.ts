// Numbers of words against a map of the words themselves.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntList } from '../../../src/engine/model/int-list.ts';
import { TermIds } from '../../../src/engine/model/term-ids.ts';

test('terms are numbered as they appear, and what never appeared has no number', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 })), fc.string({ maxLength: 4 }), (terms, other) => {
      const ids = new TermIds();
      const plain = new Map<string, number>();
      for (const term of terms) {
        if (!plain.has(term)) plain.set(term, plain.size);
        expect(ids.learn(term)).toBe(plain.get(term));
      }
      for (const term of [...terms, other]) expect(ids.of(term)).toBe(plain.get(term) ?? -1);
      expect(ids.size).toBe(plain.size);
    }),
  );
});

test('two hundred thousand terms that differ little keep numbers of their own while the table grows', () => {
  const ids = new TermIds();
  const term = (n: number) => `term${n}`;
  for (let n = 0; n < 200_000; n += 1) ids.learn(term(n));
  const wrong = Array.from({ length: 200_000 }, (_, n) => n).filter((n) => ids.of(term(n)) !== n);
  expect(wrong).toEqual([]);
  expect(ids.of(term(200_000))).toBe(-1);
});

test('a row of numbers is read back, also across the blocks that it stands in', () => {
  const list = new IntList();
  const length = 100_000;
  for (let n = 0; n < length; n += 1) list.push(n - 7);
  list.set(40_000, 5);
  expect(list.length).toBe(length);
  const wrong = Array.from({ length }, (_, n) => n).filter((n) => list.at(n) !== (n === 40_000 ? 5 : n - 7));
  expect(wrong).toEqual([]);
});
