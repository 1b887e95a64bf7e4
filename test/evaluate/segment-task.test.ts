// That boundaries are scored as the literature scores them.
import { expect, test } from 'vitest';
import { scoreBoundaries, windowDiff } from './segment-task.ts';

const marks = (text: string) => [...text].map((mark) => mark === '|');

test('a boundary counts where it exactly stands', () => {
  expect(scoreBoundaries(marks('.|..|.'), marks('.|...|'))).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(scoreBoundaries(marks('......'), marks('.|...|'))).toEqual({ precision: 0, recall: 0, f1: 0 });
});

test('windowDiff forgives a near miss more than a far one', () => {
  const truth = marks('....|....|....|....');
  expect(windowDiff(truth, truth)).toBe(0);
  const near = windowDiff(marks('.....|...|....|....'), truth);
  const far = windowDiff(marks('..........|...|....'), truth);
  expect([near > 0, far > near]).toEqual([true, true]);
});
