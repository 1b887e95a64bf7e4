// Two meetings with one error in, how alike the lines at fault are out. One error has several causes, and the shape of
// the code tells which.

import { type CodeToken, readTokens } from '../model/code-token.ts';
import { telltaleNames } from '../model/telltale-name.ts';
import type { MetError } from './name-binding.ts';

const lineWeight = 0.7;

/**
 * How alike two errors' lines and messages are once the project's own names, literals and numbers are taken out.
 *
 * @returns in [0, 1]; 1 for lines and messages of one shape
 */
export function measureLikeness(past: MetError, now: MetError): number {
  const messages = shareOfPairs(shapeOf(past.message), shapeOf(now.message));
  // Met in a terminal, where nobody showed the line.
  if (past.lineText === '') return messages;
  const lines = shareOfPairs(shapeOf(past.lineText), shapeOf(now.lineText));
  return lineWeight * lines + (1 - lineWeight) * messages;
}

/** Tokens with the place's own words taken out: `order.total > 3` gives `_ . _ > #`. */
export function shapeOf(text: string): string[] {
  return readTokens(text.replaceAll(/['"`](?=\S)/g, ' ')).map(shapeOfToken);
}

export function shapeOfToken({ kind, text }: CodeToken): string {
  if (kind === 'number') return '#';
  if (kind === 'string') return '"';
  return kind === 'name' && !telltaleNames.has(text) ? '_' : text;
}

/** The share of neighbouring pairs that two sequences have in common, each counted as often as it occurs. [Dice 1945] */
function shareOfPairs(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const pair of pairsOf(one)) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of pairsOf(other)) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    left.set(pair, count - 1);
    common += 1;
  }
  return (2 * common) / (one.length + other.length + 2);
}

function pairsOf(shape: readonly string[]): string[] {
  const bounded = ['', ...shape, ''];
  return bounded.slice(1).map((token, i) => `${bounded[i]} ${token}`);
}
