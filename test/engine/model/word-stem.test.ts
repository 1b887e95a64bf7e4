import { expect, test } from 'vitest';
import { otherNumber, stemWord } from '../../../src/engine/model/word-stem.ts';

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

test('the other number is named of just those nouns of which both have stems of their own', () => {
  for (const [one, other] of otherNumber) {
    expect(stemWord(one)).not.toBe(stemWord(other));
    expect(otherNumber.get(other)).toBe(one);
  }
});
