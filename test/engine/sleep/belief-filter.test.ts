import { expect, it } from 'vitest';
import { filterBelief } from '../../../src/engine/sleep/belief-filter.ts';

const claim = { baseRate: 0.1, rateMin: 0.5, supportMin: 4, gainMin: 5 };

/** `+` for an occasion on which it held, `-` for one on which it did not, `.` for one that teaches nothing. */
function check(row: string, of = claim): string {
  const trials = [...row].map((sign) => ({ holds: sign === '+', teaches: sign !== '.' }));
  const belief = filterBelief(trials, of);
  if (belief === undefined) return 'nothing';
  return `${belief.isHeld ? 'held' : 'given up'} ${row.slice(belief.first, belief.end)}`;
}

it.each([
  ['+++', 'nothing'],
  ['++++++', 'held ++++++'],
  ['+-+-+-+-+-+-', 'nothing'],
  ['++++-+++++-++', 'held ++++-+++++-++'],
  // Two misses after long service are no reason to give it up.
  ['++++++++++++--++++', 'held ++++++++++++--++++'],
  // A run of them is, and the belief ends where the run began.
  ['++++++++++------', 'given up ++++++++++'],
  // It may be learned anew, from what came after.
  ['++++++++++--------++++++++++', 'held ++++++++++'],
  ['....++', 'nothing'],
])('%s: %s', (row, expected) => {
  expect(check(row)).toBe(expected);
});

it('believes nothing that the base rate predicts as well', () => {
  expect(check('++++-++++-++++-++++', { ...claim, baseRate: 0.8 })).toBe('nothing');
});

it('is surer the more often it was right', () => {
  const confidence = (row: string) =>
    filterBelief(
      [...row].map(() => ({ holds: true, teaches: true })),
      claim,
    )!.confidence;
  expect(confidence('+'.repeat(40))).toBeGreaterThan(confidence('+'.repeat(6)));
  expect(confidence('+'.repeat(6))).toBeGreaterThan(0.85);
});
