// The page's words in other languages: texts of the sources in, what a reader of that language is told out.
import { expect, test } from 'vitest';
import { numberText, t, tCount, tNodes, unitText } from '../../src/explorer/localised-text.ts';
import { createLocalisedText } from '../../src/language/localised-text.ts';

test('without translations the page speaks English', () => {
  expect(t('Open {0}', 'src/a.ts')).toBe('Open src/a.ts');
  expect([0, 1, 1_204].map((n) => tCount(n, '{0} event', '{0} events'))).toEqual([
    '0 events',
    '1 event',
    '1,204 events',
  ]);
  expect([numberText(0.256, 1), unitText(1, 'hour'), unitText(35, 'minute')]).toEqual(['0.3', '1 hour', '35 minutes']);
});

test('what is filled in is text, whatever it holds, and a place without a value stays', () => {
  expect(t('{1}: {0}', '{1}', '$&')).toBe('$&: {1}');
  expect(t('{0} and {1}', 'a')).toBe('a and {1}');
});

test('numbers and units are those of the language, and a translation may turn the order round', () => {
  const words = { 'Step {0} of {1}': 'von {1} Schritten der {0}.', constructor: 'x' };
  const german = createLocalisedText({ language: 'de', words });
  expect(german.t('Step {0} of {1}', 2, 12_345)).toBe('von 12.345 Schritten der 2.');
  expect(german.t('toString')).toBe('toString');
  expect([german.unitText(35, 'minute'), german.numberText(0.25, 2)]).toEqual(['35 Minuten', '0,25']);
});

test('a language with more forms than two has them', () => {
  const words = { '{0} event': '{0} wydarzenie', '{0} events': '{0} wydarzenia', '{0} events|many': '{0} wydarzeń' };
  const polish = createLocalisedText({ language: 'pl', words });
  expect([1, 2, 5, 22].map((n) => polish.tCount(n, '{0} event', '{0} events'))).toEqual([
    '1 wydarzenie',
    '2 wydarzenia',
    '5 wydarzeń',
    '22 wydarzenia',
  ]);
});

test('where only numbers and dates are those of the editor, words agree as in English', () => {
  const french = createLocalisedText({ language: 'fr', words: undefined });
  expect(french.tCount(0, '{0} event', '{0} events')).toBe('0 events');
  expect(french.tCount(1_204, '{0} event', '{0} events')).toMatch(/^1\s204 events$/);
  expect(french.unitText(2, 'hour')).toBe('2 hours');
});

test('a text is split around its elements', () => {
  const node = { nodeName: 'Q' } as Node;
  expect(tNodes('Found {0}.', node)).toEqual(['Found ', node, '.']);
});
