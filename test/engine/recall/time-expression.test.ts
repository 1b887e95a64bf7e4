import { expect, test } from 'vitest';
import { asksForTime, daysOutside, readTimeSpan, tellsTime } from '../../../src/engine/recall/time-expression.ts';

const around = Date.UTC(2023, 9, 15);

test.each([
  ['what happened on 2023-05-21?', '2023-05-21 2023-05-22'],
  ['what did Ada do on 3rd of June?', '2023-06-03 2023-06-04'],
  ['what did Ada do on June 3, 2022?', '2022-06-03 2022-06-04'],
  ['who visited in March 2023', '2023-03-01 2023-04-01'],
  ['who visited in December?', '2022-12-01 2023-01-01'],
  ['which trips were made in 2022?', '2022-01-01 2023-01-01'],
  ['may I march on?', 'none'],
  ['why was the queue dropped?', 'none'],
])('%s → %s', (question, expected) => {
  const span = readTimeSpan(question, around);
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  expect(span === undefined ? 'none' : `${day(span.fromMs)} ${day(span.toMs)}`).toBe(expected);
});

test('a time inside the span is no day away', () => {
  const span = readTimeSpan('in May 2023', around)!;
  expect(
    [Date.UTC(2023, 4, 3), Date.UTC(2023, 3, 30), Date.UTC(2023, 5, 3)].map((at) => daysOutside(at, span)),
  ).toEqual([0, 1, 2]);
});

test('a question may ask for a time, and a text may tell one', () => {
  expect(['When was it?', 'How long did it take?', 'Who came?'].map(asksForTime)).toEqual([true, true, false]);
  expect(['I went there yesterday.', 'It was in 2019.', 'I like it.'].map(tellsTime)).toEqual([true, true, false]);
});
