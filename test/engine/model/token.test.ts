import { expect, test } from 'vitest';
import { splitWords, withIdentifierParts } from '../../../src/engine/model/token.ts';

test.each([
  ['parseHTTPHeader_v2', 'parse http header v 2'],
  ['src/retry-queue.ts', 'src retry queue ts'],
  ['Größe été naïveCafé', 'größe été naïve café'],
  ['日本語 text', '日本語 text'],
  ['  ', ''],
  ['x1y2', 'x 1 y 2'],
])('splits %j', (text, words) => {
  expect(splitWords(text).join(' ')).toBe(words);
});

test('whole words stay beside their parts', () => {
  expect(withIdentifierParts('call loadUser now')).toBe('call loadUser now load user');
  expect(withIdentifierParts('plain words only')).toBe('plain words only');
});
