// Where months, days and rows stand: small lists of moments in, a drawing of the sections out, and laws for any list.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  layoutTimeline,
  localDay,
  rowTop,
  sliceTimeline,
  type TimelineLayout,
} from '../../src/explorer/timeline-layout.ts';

const sizes = { row: 10, month: 4 };

/** `2026-03-12 14:05 | 2026-03-12 09:00` as local Unix times in ms. */
function moments(notation: string): number[] {
  return notation.split('|').map((moment) => new Date(moment.trim().replace(' ', 'T')).getTime());
}

function drawn(layout: TimelineLayout): string[] {
  return layout.months.map(({ at, top, height, days }) => {
    const inside = days.map((day) => `${localDay(day.at) % 100}@${day.top}:${day.first}+${day.count}`);
    return `${Math.floor(localDay(at) / 100)} ${top}..${top + height} ${inside.join(' ')}`;
  });
}

test('groups neighbours by local day and month', () => {
  const layout = layoutTimeline(
    moments('2026-03-12 14:05 | 2026-03-12 00:00 | 2026-03-01 23:59 | 2026-02-28 12:00 | 2025-02-28 12:00'),
    sizes,
  );
  expect(drawn(layout)).toEqual(['202603 0..34 12@4:0+2 1@24:2+1', '202602 34..48 28@4:3+1', '202502 48..62 28@4:4+1']);
  expect(layout.height).toBe(62);
});

test('a day that comes back is a second section, and the order of the list stays', () => {
  const layout = layoutTimeline(moments('2026-03-12 14:05 | 2026-03-11 10:00 | 2026-03-12 09:00'), sizes);
  expect(drawn(layout)).toEqual(['202603 0..34 12@4:0+1 11@14:1+1 12@24:2+1']);
});

test('nothing has no height', () => {
  expect(layoutTimeline([], sizes)).toEqual({ sizes, months: [], height: 0 });
  expect(sliceTimeline(layoutTimeline([], sizes), 0, 1_000)).toEqual([]);
});

test('slices only what is in sight', () => {
  const layout = layoutTimeline(
    moments('2026-03-12 14:05 | 2026-03-12 13:00 | 2026-03-12 12:00 | 2026-02-28 12:00'),
    sizes,
  );
  const slices = (from: number, to: number) =>
    sliceTimeline(layout, from, to).flatMap(({ days }) => days.map(({ first, end }) => `${first}..${end}`));
  expect(slices(0, 1_000)).toEqual(['0..3', '3..4']);
  expect(slices(14, 24)).toEqual(['1..2']);
  expect(slices(15, 25)).toEqual(['1..3']);
  expect(slices(0, 3)).toEqual([]);
  expect(slices(-500, 0)).toEqual([]);
});

test('there is no place for a row that does not exist', () => {
  const layout = layoutTimeline(moments('2026-03-12 14:05'), sizes);
  expect(rowTop(layout, 0)).toBe(4);
  expect(() => rowTop(layout, 1)).toThrow(RangeError);
  expect(() => rowTop(layout, -1)).toThrow(RangeError);
});

const anyMoments = fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { maxLength: 200 });

test('every row stands once, in order, and is found by the window over it', () => {
  fc.assert(
    fc.property(anyMoments, (startedAt) => {
      const layout = layoutTimeline(startedAt, sizes);
      const tops = startedAt.map((_, row) => rowTop(layout, row));
      expect(tops.every((top, row) => row === 0 || top >= tops[row - 1]! + sizes.row)).toBe(true);
      expect(layout.height).toBe(startedAt.length === 0 ? 0 : tops.at(-1)! + sizes.row);
      for (const [row, top] of tops.entries()) {
        const days = sliceTimeline(layout, top, top + sizes.row).flatMap((slice) => slice.days);
        expect(days.filter(({ first, end }) => first <= row && row < end)).toHaveLength(1);
      }
    }),
  );
});

test('a window shows no more rows than fit, and none twice', () => {
  fc.assert(
    fc.property(anyMoments, fc.nat(3_000), fc.integer({ min: 1, max: 200 }), (startedAt, from, height) => {
      const layout = layoutTimeline(startedAt, sizes);
      const days = sliceTimeline(layout, from, from + height).flatMap((slice) => slice.days);
      const rows = days.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, i) => first + i));
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows.length).toBeLessThanOrEqual(Math.ceil(height / sizes.row) + 1);
    }),
  );
});
