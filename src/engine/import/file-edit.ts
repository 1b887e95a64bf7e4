// An agent's change of a file, before it is known where in the file it stands.
import type { Hunk } from '../model/event.ts';

export type FileEdit = Pick<Hunk, 'path' | 'before' | 'after'>;

/** Agents quote what surrounds a change to say where it is; only the lines that differ are the change. */
export function changedLines(before: readonly string[], after: readonly string[]): Pick<Hunk, 'before' | 'after'> {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const endMax = Math.min(before.length, after.length) - start;
  while (end < endMax && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { before: before.slice(start, before.length - end), after: after.slice(start, after.length - end) };
}
