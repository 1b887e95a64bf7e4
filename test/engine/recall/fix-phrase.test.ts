import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeFix } from '../../../src/engine/recall/fix-phrase.ts';

const long = 'x'.repeat(70);

test.each([
  ['const u = loadUser(id);', 'const u = await loadUser(id);', 'awaiting `loadUser(id)`'],
  ['go(all(a.b(c), d), 1);', 'go(await all(a.b(c), d), 1);', 'awaiting `all(a.b(c), d)`'],
  [`f(${long});`, `await f(${long});`, 'awaiting `f(…)`'],
  ['return user.name;', 'return user?.name;', 'adding `?.` after `user`'],
  ['const x = get(a);', 'const x = get(a)!;', 'adding `!`'],
  ['function f() {', 'async function f() {', 'adding `async`'],
  ['const a = rows.length();', 'const a = rows.length;', 'removing `()` after `length`'],
  ['await save(a);', 'save(a);', 'removing `await`'],
  ['n = list.lenght', 'n = list.length', 'changing `lenght` to `length`'],
  ['if (a = b) {', 'if (a === b) {', 'changing `a = b` to `a === b`'],
  ['', "import { readFile } from 'node:fs';", 'importing `readFile`'],
  ['', 'from shop.cart import total', 'importing `total`'],
  ["import { a } from './a.ts';", "import { a, b } from './a.ts';", 'importing `b`'],
  ['', '  if (!user) return;', 'guarding with `if (!user) return`'],
  ['', '  if (!user) {\n    return;\n  }', 'guarding with `if (!user)`'],
  ['', '  close();', 'adding `close()`'],
  ['debugger;', '', 'removing `debugger;`'],
  ['a();\nb();\nc();', 'd();\ne();\nf();', 'changing 3 lines in `src/a.ts`'],
  ['a(1);', `b("${long}");`, 'changing 1 line in `src/a.ts`'],
  ['tag`a`', 'tag`b`', "changing `'a'` to `'b'`"],
])('%s ⇒ %s', (before, after, phrase) => {
  const lines = (text: string) => (text === '' ? [] : text.split('\n'));
  expect(describeFix([{ path: 'src/a.ts', startLine: 1, before: lines(before), after: lines(after) }])).toBe(phrase);
});

test('any fix gives one short line', () => {
  const lines = fc.array(fc.string({ maxLength: 80 }), { maxLength: 4 });
  fc.assert(
    fc.property(lines, lines, fc.string({ maxLength: 90 }), (before, after, path) => {
      const phrase = describeFix([{ path, startLine: 1, before, after }]);
      expect(phrase.length).toBeLessThanOrEqual(60);
      expect(phrase).not.toMatch(/\n/);
      expect(phrase).toMatch(/^[a-z]+ing /);
    }),
  );
});
