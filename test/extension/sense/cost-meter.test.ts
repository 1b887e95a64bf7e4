// The meter tells the percentile of the latest calls.
import { expect, it } from 'vitest';
import { createCostMeter } from '../../../src/extension/sense/cost-meter.ts';

it('forgets what is older than its size', () => {
  const meter = createCostMeter(100);
  expect(meter.percentile(0.99)).toBe(0);
  for (let call = 0; call < 50; call++) meter.record(9);
  for (let call = 1; call <= 100; call++) meter.record(call);
  expect([meter.count, meter.percentile(0.5), meter.percentile(0.99)]).toEqual([150, 51, 100]);
});
