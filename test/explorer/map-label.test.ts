import { expect, test } from 'vitest';
import { mapLabel } from '../../src/explorer/map-label.ts';

test('a long path keeps its end, a long sentence its beginning, each in its own direction', () => {
  const path = `${'folder/'.repeat(20)}part.ts`;
  expect(mapLabel('file', path)).toMatch(/^\u2066….{36}part\.ts\u2069$/);
  expect(mapLabel('episode', 'word '.repeat(30))).toMatch(/^\u2068(word )+.*…\u2069$/);
  expect(mapLabel('belief', '`schema.ts` changes')).toBe('\u2068schema.ts changes\u2069');
});
