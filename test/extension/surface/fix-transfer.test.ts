// A remembered fix is applied only where the lines are still the ones that the engine saw.
import { expect, it } from 'vitest';
import { fitTransfer } from '../../../src/extension/surface/fix-transfer.ts';

const transfer = { startLine: 2, before: ['b'], after: ['await b'] };
const placeOf = (text: string, movedBy = 0, change = transfer) =>
  fitTransfer(change, movedBy, (line) => text.split('\n')[line - 1])?.startLine;

it('fits where the lines stand, also after they moved', () => {
  expect(placeOf('a\nb\nc')).toBe(2);
  expect(placeOf('new\na\nb\nc', 1)).toBe(3);
});

it('does not fit where they were changed, are gone, or leave nothing to recognise', () => {
  expect(placeOf('a\nb.c\nc')).toBeUndefined();
  expect(placeOf('a')).toBeUndefined();
  expect(placeOf('a\nb', -2)).toBeUndefined();
  expect(placeOf('a\nb', 0, { startLine: 1, before: [], after: ['x'] })).toBeUndefined();
});
