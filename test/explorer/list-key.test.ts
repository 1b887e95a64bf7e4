// Keys in the timeline: a row and a key in, the next row out.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowAfterKey } from '../../src/explorer/list-key.ts';

/** From row 5 of 100, ten of them in sight, unless told otherwise. */
function after(key: string, active: number | undefined = 5, count = 100): number | undefined {
  return rowAfterKey(key, { active, count, rowsInSight: 10 });
}

test('moves by row, by window and to the ends', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a', 'Tab'];
  expect(Object.fromEntries(keys.map((key) => [key, after(key)]))).toEqual({
    ArrowDown: 6,
    ArrowUp: 4,
    PageDown: 14,
    PageUp: 0,
    Home: 0,
    End: 99,
    a: undefined,
    Tab: undefined,
  });
});

test('begins at the first row, and leads nowhere in an empty list', () => {
  expect(rowAfterKey('ArrowDown', { active: undefined, count: 3, rowsInSight: 10 })).toBe(0);
  expect(rowAfterKey('ArrowUp', { active: undefined, count: 3, rowsInSight: 10 })).toBe(0);
  expect(after('End', undefined, 0)).toBeUndefined();
});

test('never leaves the list', () => {
  const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 50 }), fc.nat(60), fc.nat(80), (key, count, at, rowsInSight) => {
      const row = rowAfterKey(key, { active: Math.min(at, count - 1), count, rowsInSight })!;
      expect(row).toBeGreaterThanOrEqual(0);
      expect(row).toBeLessThan(count);
    }),
  );
});
