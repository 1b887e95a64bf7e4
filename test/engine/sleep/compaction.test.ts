// What goes for want of space: nothing that is kept, nothing without a gist, the least active first, and no more than it takes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { baseLevel } from '../../../src/engine/model/base-level.ts';
import { type CompactionCandidate, planCompaction } from '../../../src/engine/sleep/compaction.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 1);

function candidate(seq: number, daysAgo: number, given: Partial<CompactionCandidate> = {}): CompactionCandidate {
  const at = nowMs - daysAgo * dayMs;
  return { seq, uses: 1, firstAt: at, lastAt: at, bytes: 1_000, isHeldByGist: true, isKept: false, ...given };
}

it('takes the oldest first, until the memory is small enough', () => {
  const all = [candidate(1, 300), candidate(2, 400), candidate(3, 200)];
  expect(planCompaction(all, 1, nowMs)).toEqual([2]);
  expect(planCompaction(all, 1_001, nowMs)).toEqual([1, 2]);
  expect(planCompaction(all, 1_000_000, nowMs)).toEqual([1, 2, 3]);
  expect(planCompaction(all, 0, nowMs)).toEqual([]);
});

it('leaves what is pinned, what no gist holds, what is recent and what is recalled', () => {
  const all = [
    candidate(1, 900, { isKept: true }),
    candidate(2, 900, { isHeldByGist: false }),
    candidate(3, 20),
    candidate(4, 200, { uses: 6, lastAt: nowMs - dayMs }),
    candidate(5, 200),
  ];
  expect(planCompaction(all, 1_000_000, nowMs)).toEqual([5]);
});

const made = fc.uniqueArray(
  fc.record({
    seq: fc.nat(500),
    uses: fc.integer({ min: 1, max: 9 }),
    firstDay: fc.nat(900),
    restShare: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.integer({ min: 1, max: 9_000 }),
    isHeldByGist: fc.boolean(),
    isKept: fc.boolean(),
  }),
  { selector: ({ seq }) => seq, maxLength: 40 },
);

it('is the same in any order, takes the least active, and nothing beyond what it takes', () => {
  fc.assert(
    fc.property(made, fc.nat(60_000), (records, bytesOver) => {
      const all = records.map(({ firstDay, restShare, ...rest }): CompactionCandidate => {
        const [firstAt, lastAt] = [nowMs - firstDay * dayMs, nowMs - firstDay * restShare * dayMs];
        return { ...rest, firstAt, lastAt };
      });
      const going = planCompaction(all, bytesOver, nowMs);
      expect(planCompaction(all.toReversed(), bytesOver, nowMs)).toEqual(going);
      const gone = all.filter(({ seq }) => going.includes(seq));
      expect(gone.every(({ isKept, isHeldByGist }) => isHeldByGist && !isKept)).toBe(true);
      const level = (each: CompactionCandidate) => baseLevel(each, nowMs, 0.5);
      const stays = all.filter(({ seq, isKept, isHeldByGist }) => !going.includes(seq) && isHeldByGist && !isKept);
      const highest = Math.max(...gone.map(level));
      for (const each of stays) expect(level(each)).toBeGreaterThanOrEqual(highest);
      const bytes = gone.reduce((sum, each) => sum + each.bytes, 0);
      const last = gone.toSorted((a, b) => level(a) - level(b) || a.seq - b.seq).at(-1)?.bytes ?? 0;
      expect(bytes - last).toBeLessThan(Math.max(1, bytesOver));
      // Where it is not enough, nothing that might go is left.
      if (bytes < bytesOver) for (const each of stays) expect(level(each)).toBeGreaterThan(-4.8);
    }),
  );
});
