// What keeps remembered text harmless on its way into the page and out of it.
import { expect, test } from 'vitest';
import { explorerDocument, pathBelowRoot } from '../../../src/extension/surface/explorer-document.ts';

test('the page may run its one script and load its one style sheet, nothing else', () => {
  const html = explorerDocument({
    cspSource: 'https://files.invalid',
    scriptUri: 'https://files.invalid/explorer.js?a=1&b=2',
    styleUri: 'https://files.invalid/explorer.css',
    nonce: 'abc123',
    language: 'en"><script>',
    words: { Map: '"><script>Karte' },
  });
  expect(html).toContain(
    `content="default-src 'none'; script-src 'nonce-abc123'; style-src https://files.invalid; base-uri 'none'; form-action 'none'"`,
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('src="https://files.invalid/explorer.js?a=1&#38;b=2"');
  expect(html).not.toMatch(/unsafe|style=/);
});

test('a page without translations says that it is English, and knows the language of numbers and dates', () => {
  const sources = { cspSource: '', scriptUri: '', styleUri: '', nonce: 'abc123', language: 'fr' };
  const english = explorerDocument({ ...sources, words: undefined });
  expect(english).toContain('<html lang="en">');
  expect(english).toContain('<body data-language="fr">');
  const french = explorerDocument({ ...sources, words: { Map: 'Carte' } });
  expect(french).toContain('<html lang="fr">');
  expect(french).toContain('data-words="{&#34;Map&#34;:&#34;Carte&#34;}"');
});

test('only paths below the root may be opened', () => {
  const opened = ['src/a.ts', './src//a.ts', 'src/../a.ts', 'a b.ts', 'name..ts', '..hidden/a.ts'];
  expect(opened.map(pathBelowRoot)).toEqual(['src/a.ts', 'src/a.ts', 'a.ts', 'a b.ts', 'name..ts', '..hidden/a.ts']);
  const turnedAway = [
    '',
    '.',
    '..',
    '../a.ts',
    'src/../../a.ts',
    '/etc/passwd',
    'C:/a.ts',
    'c:a.ts',
    '..\\a.ts',
    'a\0.ts',
  ];
  expect(turnedAway.map(pathBelowRoot)).toEqual(turnedAway.map(() => undefined));
});
