// A past fix in, the kind of thing it does out, so that of ten fixes that await something one is shown, beside the other
// kinds. Names and literals do not make a kind.

import { commonEnds, readTokens } from '../model/code-token.ts';
import type { Hunk } from '../model/event.ts';
import { shapeOfToken } from './line-likeness.ts';

const tokensMax = 8;

/** Equal for two fixes that take and put tokens of the same shape: awaiting `load(id)` and awaiting `fetch(7)`. */
export function nameFixKind(hunks: readonly Hunk[]): string {
  const hunk = hunks[0];
  if (hunk === undefined) return '';
  const before = readTokens(hunk.before.join('\n'));
  const after = readTokens(hunk.after.join('\n'));
  const { prefix, suffix } = commonEnds(before, after);
  const write = (tokens: typeof before) =>
    tokens
      .filter((token) => token.kind !== 'newline')
      .slice(0, tokensMax)
      .map(shapeOfToken)
      .join(' ');
  return `${write(before.slice(prefix, before.length - suffix))} → ${write(after.slice(prefix, after.length - suffix))}`;
}
