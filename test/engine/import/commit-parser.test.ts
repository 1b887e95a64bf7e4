import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CommitParser } from '../../../src/engine/import/commit-parser.ts';
import { splitLines } from '../../../src/engine/import/line-splitter.ts';
import { unquotePath } from '../../../src/engine/import/path-quoting.ts';

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  const stream = (async function* () {
    yield* chunks;
  })();
  for await (const some of splitLines(stream)) lines.push(...some);
  return lines;
}

test('lines are the same however the bytes were cut', async () => {
  const line = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.infiniteStream(fc.nat(7)), async (lines, cuts) => {
      const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; ) {
        const length = cuts.next().value;
        chunks.push(bytes.subarray(at, at + length));
        at += length;
      }
      expect(await linesOf(chunks)).toEqual(lines);
    }),
  );
});

test('a line without end is cut and costs no more than it must', async () => {
  const chunk = new Uint8Array(1_000_000).fill(97);
  const lines = await linesOf([chunk, chunk, chunk, new TextEncoder().encode('\nnext\nlast')]);
  expect(lines.map((line) => line.length)).toEqual([65_536, 4, 4]);
});

test.each([
  ['src/a.ts', 'src/a.ts'],
  ['"a \\"b\\".ts"', 'a "b".ts'],
  ['"tab\\there"', 'tab\there'],
  ['"\\303\\274.ts"', 'ü.ts'],
  ['"back\\\\slash"', 'back\\slash'],
  ['"', '"'],
])('path %s is %s', (quoted, path) => {
  expect(unquotePath(quoted)).toBe(path);
});

test('no lines between two boundaries break the parser, and what looks like a frame is text', () => {
  const word = fc.constantFrom(
    '=x=',
    '=x=.',
    ':100644 100644 a b M\tf',
    'diff --git a/f b/f',
    '+++ b/f',
    '@@ -1,2 +3 @@',
    '-a',
    '+b',
    '\\ No',
    '',
    '12 34',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (lines) => {
      const parser = new CommitParser('=x=');
      for (const line of lines) parser.push(line);
      const message = ['=y=', ':100644 100644 a b M\tf', 'diff --git a/f b/f'];
      const commit = ['=x=', 'c0ffee', '10 20', 'Ada', ...message, '=x=.', '', ':100644 100644 a b M\tf'];
      for (const line of commit) parser.push(line);
      const parsed = parser.end()!;
      expect(parsed).toMatchObject({ sha: 'c0ffee', author: 'Ada', subject: '=y=', authoredAt: 10_000, hunks: [] });
      expect(parsed.files).toEqual([{ path: 'f', status: 'M', added: 0, deleted: 0 }]);
    }),
  );
});
