// Whether a change takes an earlier one back: in, two hunks of one file; out, yes or no. By their lines, since an agent's
// hunk does not say where in the file it stands.
import type { Hunk } from './event.ts';

/** Of the lines that the earlier change wrote, as many must be gone again. */
const shareMin = 0.5;

/** What the later change writes must all have stood there before the earlier one. Blank lines and indentation do not count. */
export function takesBack(later: Hunk, earlier: Hunk): boolean {
  if (later.path !== earlier.path) return false;
  const stood = new Set(plainLines(earlier.before));
  const written = plainLines(earlier.after).filter((line) => !stood.has(line));
  const gone = new Set(plainLines(later.before));
  const lost = written.filter((line) => gone.has(line)).length;
  if (lost === 0 || lost < written.length * shareMin) return false;
  return plainLines(later.after).every((line) => stood.has(line) || gone.has(line));
}

function plainLines(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
