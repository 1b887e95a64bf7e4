// Tests and what they do: in, a source file; out, each test's title with its body.
import { codeBlock } from './code-block.ts';
import type { TextPair } from './text-pair.ts';

const test = /^\s*(?:await\s+)?(?:t\.)?(?:it|test|specify)(?:\.only)?\s*\(\s*(['"`])((?:\\.|(?!\1).)+)\1\s*,/;

export function testPairs(text: string): Omit<TextPair, 'source'>[] {
  const lines = text.split('\n');
  const pairs: Omit<TextPair, 'source'>[] = [];
  for (const [at, line] of lines.entries()) {
    const title = test.exec(line)?.[2];
    if (title === undefined) continue;
    const body = codeBlock(lines, at).slice(1);
    if (body.length > 1)
      pairs.push({ kind: 'test', question: title.replace(/\$\{[^}]*\}/g, ' '), answer: body.join('\n') });
  }
  return pairs;
}
