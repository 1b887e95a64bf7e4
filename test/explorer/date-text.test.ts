// Moments in words: local times in, British English out, since its order of words is fixed here.
import { expect, test } from 'vitest';
import { createDateText, durationText } from '../../src/explorer/date-text.ts';

const dates = createDateText('en-GB');
const at = (moment: string) => new Date(moment).getTime();

test('a span names its second day only when it is another', () => {
  expect(dates.span(at('2026-03-12T14:05'), at('2026-03-12T14:40'))).toMatch(
    /^Thursday,? 12 March 2026, 14:05 – 14:40$/,
  );
  expect(dates.span(at('2026-03-12T14:05'), at('2026-03-12T14:05:30'))).toMatch(/^Thursday,? 12 March 2026, 14:05$/);
  expect(dates.span(at('2026-03-12T23:50'), at('2026-03-13T00:10'))).toMatch(
    /12 March.*23:50 – Friday,? 13 March 2026, 00:10$/,
  );
});

test('durations are rounded to what a person would say', () => {
  const texts = [20_000, 60_000, 35 * 60_000, 3 * 3_600_000, 72 * 3_600_000].map(durationText);
  expect(texts).toEqual([undefined, '1 minute', '35 minutes', '3 hours', '3 days']);
});

test('a language that is no language is passed over', () => {
  expect(createDateText('not a tag').month(at('2026-03-12'))).toContain('2026');
  expect(createDateText('').time(at('2026-03-12T14:05'))).toMatch(/05/);
});
