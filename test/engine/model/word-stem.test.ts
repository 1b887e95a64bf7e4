import { expect, test } from 'vitest';
import { inEitherNumber, stemWord } from '../../../src/engine/model/word-stem.ts';

test.each([
  'drop drops dropped dropping',
  'retry retries retried retrying',
  'cache caches cached caching',
  'parse parses parsed parsing parser parsers',
  'add adds added adding',
  'remove removes removed removing',
  'control controls controlled controlling',
  'roll rolls rolled rolling',
  'match matches matched matching',
  'migrate migrates migration migrations',
  'query queries',
  'class classes',
  'index indexes',
])('%s share a stem', (words) => {
  expect(new Set(words.split(' ').map(stemWord)).size).toBe(1);
});

test('words that only look alike stay apart', () => {
  const stems = 'status state bus buses user use string strong red read test text'.split(' ').map(stemWord);
  expect(new Set(stems).size).toBe(stems.length - 1);
});

test('a word and its other number are taken together only where both have stems of their own', () => {
  const [plural, singular] = inEitherNumber('people');
  expect([plural, singular]).toEqual(['people', 'person']);
  expect(inEitherNumber('Person')).toEqual(['Person', 'people']);
  expect(inEitherNumber('indexes')).toEqual(['indexes']);
  for (const word of 'children indices vertices matrices parentheses axes criteria'.split(' ')) {
    const [, other] = inEitherNumber(word);
    expect(stemWord(word)).not.toBe(stemWord(other!));
    expect(inEitherNumber(other!)).toEqual([other, word]);
  }
});
