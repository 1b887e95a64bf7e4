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
