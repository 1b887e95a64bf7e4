import { expect, it } from 'vitest';
import { measureLifelong } from './lifelong-measure.ts';

it('measures what is kept while others are worked on', () => {
  const alone = [{ scores: [0.2, 0.4], lessons: [0, 1] }];
  const together = [{ scores: [0.2, 0.1, 0.4, 0.4], lessons: [0, 2] }];
  expect(measureLifelong(together, alone)).toEqual({
    meanScore: 0.4,
    // 0.1 against 0.2, then 0.4 against 0.4.
    performanceMaintenance: -0.05,
    forwardTransfer: 0,
    backwardTransfer: expect.closeTo(-1 / 6, 9),
    relativePerformance: 1,
    sampleEfficiency: 1,
  });
});

it('counts a history that is known before it is first worked on as carried forward', () => {
  const { forwardTransfer } = measureLifelong(
    [{ scores: [0.1, 0.3, 0.5], lessons: [2] }],
    [{ scores: [0.5], lessons: [0] }],
  );
  expect(forwardTransfer).toBeCloseTo((1 + 0.5) / 2, 9);
});
