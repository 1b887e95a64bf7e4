// An error that went away comes in, with what has changed since it appeared; how it went away comes out, and the
// changes that may have fixed it. Pure, so that every case can be written down as a test.
import type { WireHunk } from '../../protocol/observe.ts';
import { boundHunks } from './line-hunk.ts';

export type Clearing = 'edit' | 'undo' | 'removal' | 'elsewhere';
export type EditCause = 'typed' | 'undo' | 'redo' | 'external';

export interface ClearedError {
  /** Where it stood in the text that the changes set out from; starts at 1. */
  readonly line: number;
  /** What had changed when it appeared, since nothing was half done; absent where the file was opened with the error in it. */
  readonly introduced?: readonly WireHunk[] | undefined;
}

const commentPattern = /^\s*(\/\/|#|--|\/\*|\*|<!--|;|%)/;
const bounds = { countMax: 8, charsMax: 8_000 };

/**
 * How an error went away.
 *
 * @param changes of its file since it appeared, top to bottom
 * @returns `elsewhere` with no hunks where its file has not changed; else the file's hunks, nearest to the error first
 */
export function classifyClearing(
  error: ClearedError,
  changes: readonly WireHunk[],
  lastCause: EditCause | undefined,
): { clearing: Clearing; hunks: WireHunk[] } {
  if (changes.length === 0) return { clearing: 'elsewhere', hunks: [] };
  const hunks = boundHunks(nearestFirst(changes, error.line), bounds);
  if (lastCause === 'undo' || lastCause === 'redo' || takesBack(error, changes)) return { clearing: 'undo', hunks };
  if (changes.some((hunk) => covers(hunk, error.line) && leavesNothing(hunk))) return { clearing: 'removal', hunks };
  return { clearing: 'edit', hunks };
}

/** Whether the changes only put back what stood there before the error appeared, by hand. */
function takesBack(error: ClearedError, changes: readonly WireHunk[]): boolean {
  const inverses = new Set(error.introduced?.map((hunk) => signature(hunk.after, hunk.before)));
  return changes.every((hunk) => inverses.has(signature(hunk.before, hunk.after)));
}

function signature(from: readonly string[], to: readonly string[]): string {
  return JSON.stringify([from, to]);
}

function covers(hunk: WireHunk, line: number): boolean {
  return line >= hunk.startLine && line < hunk.startLine + hunk.before.length;
}

/** Blank lines and comments do nothing: code that was commented out was taken away. */
function leavesNothing(hunk: WireHunk): boolean {
  return hunk.after.every((line) => line.trim() === '' || commentPattern.test(line));
}

function nearestFirst(hunks: readonly WireHunk[], line: number): WireHunk[] {
  const distance = (hunk: WireHunk) => {
    const last = hunk.startLine + Math.max(hunk.before.length - 1, 0);
    if (line < hunk.startLine) return hunk.startLine - line;
    return line > last ? line - last : 0;
  };
  return hunks.toSorted((a, b) => distance(a) - distance(b));
}
