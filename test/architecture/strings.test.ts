// That whoever translates the extension finds everything that it says: the manifest's strings and those of the code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/build.ts';
import { bundlePath, bundleText, collectStrings, stringsOf } from '../../scripts/collect-strings.ts';

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8');

test('every string of the code is in the bundle, and nothing else; `npm run strings` makes it', () => {
  const strings = collectStrings();
  expect(strings.length).toBeGreaterThan(100);
  expect(readFileSync(bundlePath, 'utf8')).toBe(bundleText(strings));
  expect(JSON.parse(read('package.json'))).toMatchObject({ l10n: './l10n' });
  expect(read('.vscodeignore')).toContain('!l10n/**');
});

test('every string of the manifest is in its bundle, and nothing else', () => {
  const used = new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
  expect(Object.keys(JSON.parse(read('package.nls.json'))).sort()).toEqual([...used].sort());
});

test('a string that is put together cannot be translated, and is refused', () => {
  expect(stringsOf('a.ts', "x(vscode.l10n.t('Seen {0} times', n))")).toEqual(['Seen {0} times']);
  expect(stringsOf('a.ts', "tCount(n, '{0} node', '{0} nodes', t('x'))")).toEqual(['{0} node', '{0} nodes', 'x']);
  expect(() => stringsOf('a.ts', '\nvscode.l10n.t(`Seen $' + '{n} times`)')).toThrow('a.ts:2');
});
