// Which of a file's changes are told as the way an error went.
import { expect, it } from 'vitest';
import { classifyClearing } from '../../../src/extension/sense/error-clearing.ts';
import { diffText } from '../../../src/extension/sense/line-hunk.ts';

it('tells at most eight changes and eight kilobytes, the nearest ones', () => {
  const lines = Array.from({ length: 61 }, (_, index) => `line ${index + 1}`);
  const now = lines.map((line, index) =>
    index % 3 === 0 ? `${line} ${'x'.repeat(index === 30 ? 9_000 : 500)}` : line,
  );
  const changes = diffText('a.ts', lines.join('\n'), now.join('\n'));
  const { clearing, hunks } = classifyClearing({ line: 31 }, changes, 'typed');
  expect(clearing).toBe('edit');
  expect(hunks.map((hunk) => hunk.startLine)).toEqual([28, 34, 25, 37, 22, 40, 19, 43]);
});
