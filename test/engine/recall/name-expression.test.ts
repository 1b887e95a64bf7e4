import { expect, test } from 'vitest';
import { asksForName, namesTold } from '../../../src/engine/recall/name-expression.ts';

test('a question may ask for a name, and a text may tell some', () => {
  const questions = [
    'Who flew it?',
    'Where is it?',
    'What is the dog called?',
    'Which city?',
    'What did she do there?',
  ];
  expect(questions.map(asksForName)).toEqual([true, true, true, true, false]);
  const texts = ['We met Ada in Oslo.', 'Then we left. It rained.', 'I saw Ada, Bo, Cy and Di.'];
  expect(texts.map(namesTold)).toEqual([2, 0, 3]);
});
