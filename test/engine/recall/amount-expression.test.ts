import { expect, test } from 'vitest';
import { asksForAmount, tellsAmount } from '../../../src/engine/recall/amount-expression.ts';

test('a question may ask for an amount, and a text may tell one', () => {
  expect(['How many kites has Ada?', 'How often does she row?', 'How did it go?'].map(asksForAmount)).toEqual([
    true,
    true,
    false,
  ]);
  expect(['I have 3 of them.', 'Twice a week.', 'I like them.'].map(tellsAmount)).toEqual([true, true, false]);
});
