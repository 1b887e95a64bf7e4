// Who waits holds up those behind, and nobody overtakes.
import { expect, test } from 'vitest';
import { createReportOrder } from '../../../src/extension/sense/report-order.ts';
import type { WireObservation } from '../../../src/protocol/observe.ts';

test('the order is kept, and where nothing is awaited nothing waits', async () => {
  const out: string[] = [];
  const order = createReportOrder(({ id }) => out.push(id));
  const observation = (id: string) => ({ id }) as WireObservation;
  order.report(observation('a'));
  expect(out).toEqual(['a']);
  let whole = (_: WireObservation) => {};
  order.reportLater(new Promise((resolve) => (whole = resolve)));
  order.report(observation('c'));
  expect(out).toEqual(['a']);
  whole(observation('b'));
  await order.settled();
  expect(out).toEqual(['a', 'b', 'c']);
  order.report(observation('d'));
  expect(out).toEqual(['a', 'b', 'c', 'd']);
});
