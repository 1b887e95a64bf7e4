// Errors and why they are thrown: in, a source file; out, each error's text with the code that leads to it.
import type { TextPair } from './text-pair.ts';

const thrown =
  /\b(?:throw|reject\(|callback\()\s*(?:new\s+)?[\w.]*Error\w*\s*\(\s*(['"`])((?:\\.|(?!\1)[\s\S]){12,300}?)\1/g;
const linesBefore = 14;
const linesAfter = 4;

export function throwPairs(text: string): Omit<TextPair, 'source'>[] {
  const pairs: Omit<TextPair, 'source'>[] = [];
  for (const match of text.matchAll(thrown)) {
    const said = match[2]!;
    const before = text.slice(0, match.index).split('\n').slice(-linesBefore).join('\n');
    const after = text
      .slice(match.index + match[0].length)
      .split('\n')
      .slice(0, linesAfter)
      .join('\n');
    const question = said.replace(/\$\{[^}]*\}|%[sdjo]/g, ' ').replace(/\\./g, ' ');
    pairs.push({ kind: 'throw', question, answer: `${before}${after}` });
  }
  return pairs;
}
