// That lists of links come back from their bytes as they went in, whatever their weights are, and that what is usual is small.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ListedLink, packLinks, unpackLinks } from '../../../src/engine/store/link-list.ts';

const weight = fc.oneof(fc.nat(9), fc.double({ min: -2, max: 2e10, noNaN: true }), fc.constant(2 ** 31));
const time = fc
  .oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4e9 }))
  .map((seconds) => 1_000 * seconds);
const link: fc.Arbitrary<ListedLink> = fc.record({
  other: fc.oneof(fc.nat(300), fc.nat(2 ** 40)),
  fast: weight,
  slow: weight,
  uses: fc.oneof(fc.constant(1), fc.nat(5_000)),
  lastAt: time,
});
const list = fc
  .uniqueArray(link, { selector: ({ other }) => other, maxLength: 70 })
  .map((links) => links.toSorted((a, b) => a.other - b.other));

it('gives back what it was given', () => {
  fc.assert(
    fc.property(list, (links) => {
      expect(unpackLinks(packLinks(links))).toEqual(
        links.map((one) => ({ ...one, fast: one.fast + 0, slow: one.slow + 0 })),
      );
      // As SQLite hands them out: somewhere in a larger buffer.
      const bytes = packLinks(links);
      const inside = Buffer.concat([Buffer.of(255, 255, 255), bytes]).subarray(3);
      expect(unpackLinks(inside)).toHaveLength(links.length);
    }),
  );
});

it('takes two or three bytes for a place that was met once beside the last one', () => {
  const links = [7, 90, 1_500].map((other) => ({ other, fast: 1, slow: 0, uses: 1, lastAt: 1_700_000_000_000 }));
  const bytesOf = (count: number) => packLinks(links.slice(0, count)).length;
  expect([bytesOf(2) - bytesOf(1), bytesOf(3) - bytesOf(2)]).toEqual([2, 2]);
});
