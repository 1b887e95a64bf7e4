// A hunk that cleared an error in, the kind of move it makes out, in words that say it of any language: what was put there
// that was not there before.
import type { Hunk } from '../model/event.ts';

const moves = [
  ['importing what is missing', /^\s*(?:import\b|from\s+\S+\s+import\b|use\s|using\s|#include\b|.*\brequire\()/],
  ['an early return', /^\s*if\b.*(?:\breturn\b|\bthrow\b|\bcontinue\b)|^\s*(?:return|throw)\b.*\bif\b|^\s*guard\b/],
  ['awaiting', /\bawait\b/],
  ['optional chaining', /\?\.\w|\?\.\[|\?\.\(/],
  ['a default value', /\?\?|\|\|\s*(?:['"`\d[{]|null\b)|\bunwrap_or\b|\bor\s+(?:['"\d[{]|None\b)/],
  ['a check before the use', /^\s*(?:\}\s*else\s+)?if\b|\binstanceof\b|\btypeof\b|\bisinstance\(/],
  ['a cast', /\bas\s+(?!const\b)[A-Z{(\w]|[\w)\]]!(?:[.;,)\]]|$)|<[A-Z]\w*>\s*\w+\(/],
  ['catching what is thrown', /\btry\b|\bcatch\b|\bexcept\b|\brescue\b/],
] as const;

export type FixMove = (typeof moves)[number][0] | 'removing a line';

/** @returns undefined for a change of no kind that has a name */
export function nameFixMove({ before, after }: Pick<Hunk, 'before' | 'after'>): FixMove | undefined {
  if (after.every((line) => line.trim() === '')) return 'removing a line';
  if (isReturnAfterIf(before, after)) return 'an early return';
  for (const [move, pattern] of moves) if (countOf(pattern, after) > countOf(pattern, before)) return move;
  return undefined;
}

function countOf(pattern: RegExp, lines: readonly string[]): number {
  return lines.filter((line) => pattern.test(line)).length;
}

/** `if (…) {` and `return` on lines of their own. */
function isReturnAfterIf(before: readonly string[], after: readonly string[]): boolean {
  const returns = (lines: readonly string[]) => countOf(/^\s*(?:return|throw)\b/, lines);
  return returns(after) > returns(before) && countOf(/\bif\b/, after) > countOf(/\bif\b/, before);
}
