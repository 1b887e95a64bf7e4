import { expect, it } from 'vitest';
import { simulateYear } from './simulated-year.ts';

it('lives three weeks in which all that must hold holds', { timeout: 120_000 }, async () => {
  const seed = 11;
  const { broken, nights, events } = await simulateYear({
    seed,
    days: 21,
    rebuildEveryDays: 7,
    commits: [],
    budgetBytes: 0,
  });
  expect(broken, `seed ${seed}`).toEqual([]);
  expect(nights).toBe(15);
  expect(events).toBeGreaterThan(200);
});

it('lives eight weeks within a small budget of space', { timeout: 180_000 }, async () => {
  const seed = 11;
  const year = { seed, days: 56, rebuildEveryDays: 28, commits: [], budgetBytes: 400_000 };
  const { broken, faded } = await simulateYear(year);
  expect(broken, `seed ${seed}`).toEqual([]);
  expect(faded).toBeGreaterThan(20);
});
