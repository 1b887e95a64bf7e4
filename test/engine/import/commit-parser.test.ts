import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observeCommit } from '../../../src/engine/import/commit-observation.ts';
import { CommitParser } from '../../../src/engine/import/commit-parser.ts';
import { splitLines } from '../../../src/engine/import/line-splitter.ts';
import { unquotePath } from '../../../src/engine/import/path-quoting.ts';
import type { CommitData } from '../../../src/engine/model/event.ts';

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

test('whatever git may print of a commit, what is made of it is well formed', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'diff --git a/f b/f',
      '--- "a/\\377',
      '+++ /dev/null',
      '@@ -99999999999999999999,3 +1,4 @@ class A {',
      '@@ -1 +1 @@',
      '@@ -0,0 +1,2000000000 @@',
      ':100644 100644 a b R1x\tonly',
      ':',
      '-'.repeat(70_000),
      '+\u0000\ud800',
      'Binary files a/f and b/f differ',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const times = fc.oneof(fc.constantFrom('', 'x y', '99999999999999 5', '-1 -1', '1e400 1'), fc.string());
  fc.assert(
    fc.property(times, fc.array(line, { maxLength: 20 }), fc.array(line, { maxLength: 30 }), (when, said, changed) => {
      const parser = new CommitParser('=x=');
      for (const each of ['=x=', 'c0ffee', when, 'Ada', ...said, '=x=.', ...changed]) parser.push(each);
      const { at, data, text } = observeCommit(parser.end()!, '/repo', 'git:c0ffee');
      const { hunks, body } = data as CommitData;
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(8.64e15);
      expect(text.length + body.length).toBeLessThan(10_000);
      for (const { startLine } of hunks) expect(Number.isSafeInteger(startLine) && startLine >= 1).toBe(true);
      expect(JSON.stringify(hunks).length).toBeLessThan(100_000);
    }),
  );
});
