// Two versions of a text come in, the stretches of lines that changed go out. Edits are remembered by what they
// changed, never as whole files; a few lines around it come along, so that it can be read later.
import { diffArrays } from 'diff';
import { contextLinesMax, type WireHunk } from '../../protocol/observe.ts';

/** Beyond this many changed lines the difference counts as one stretch: a finer answer would cost the square of it. */
const editedLinesMax = 300;
/** A longer line was not written by hand, and says nothing about where a change stands. */
const contextLineCharsMax = 500;

/** The lines of a text, whichever line ends it has. A text that ends in a line end has an empty last line. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/**
 * What changed from one text to the other, top to bottom. Putting every `after` in the place of its `before` gives the
 * lines of the later text. A hunk's context are lines that both texts have: none that another hunk changed.
 *
 * @param path written into every hunk as it is
 */
export function diffText(path: string, before: string, after: string): WireHunk[] {
  if (before === after) return [];
  const old = splitLines(before);
  const now = splitLines(after);
  const { head, tail } = commonEnds(old, now);
  const oldMiddle = old.slice(head, old.length - tail);
  const nowMiddle = now.slice(head, now.length - tail);
  if (oldMiddle.length === 0 && nowMiddle.length === 0) return [];
  if (oldMiddle.length === 0 || nowMiddle.length === 0) {
    return withContext([{ path, startLine: head + 1, before: oldMiddle, after: nowMiddle }], old);
  }
  return withContext(diffMiddle(path, head, oldMiddle, nowMiddle), old);
}

function withContext(hunks: readonly WireHunk[], old: readonly string[]): WireHunk[] {
  return hunks.map((hunk, index) => {
    const from = hunk.startLine - 1;
    const to = from + hunk.before.length;
    const above = hunks[index - 1];
    const aboveEnd = above === undefined ? 0 : above.startLine - 1 + above.before.length;
    const belowStart = hunks[index + 1]?.startLine ?? old.length + 1;
    const lead = old.slice(Math.max(aboveEnd, from - contextLinesMax), from);
    const trail = old.slice(to, Math.min(belowStart - 1, to + contextLinesMax));
    const firstShort = lead.findLastIndex(isTooLong) + 1;
    const firstLong = trail.findIndex(isTooLong);
    return { ...hunk, lead: lead.slice(firstShort), trail: firstLong === -1 ? trail : trail.slice(0, firstLong) };
  });
}

function isTooLong(line: string): boolean {
  return line.length > contextLineCharsMax;
}

function commonEnds(old: readonly string[], now: readonly string[]): { head: number; tail: number } {
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return { head, tail };
}

function diffMiddle(path: string, head: number, old: string[], now: string[]): WireHunk[] {
  const changes = diffArrays(old, now, { maxEditLength: editedLinesMax });
  if (changes === undefined) return [{ path, startLine: head + 1, before: old, after: now }];
  const hunks: WireHunk[] = [];
  let line = head + 1;
  let open: WireHunk | undefined;
  for (const change of changes) {
    if (!change.added && !change.removed) {
      open = undefined;
      line += change.value.length;
      continue;
    }
    if (open === undefined) {
      open = { path, startLine: line, before: [], after: [] };
      hunks.push(open);
    }
    (change.added ? open.after : open.before).push(...change.value);
    if (change.removed) line += change.value.length;
  }
  return hunks;
}

/**
 * Where a line of the text before stands in the text after. A line inside a changed stretch keeps its distance from
 * the stretch's first line, as far as the stretch goes.
 *
 * @param hunks top to bottom, as `diffText` gives them
 * @param line starts at 1
 */
export function moveLine(hunks: readonly WireHunk[], line: number): number {
  let shift = 0;
  for (const hunk of hunks) {
    if (line < hunk.startLine) break;
    if (line < hunk.startLine + hunk.before.length) {
      const offset = Math.min(line - hunk.startLine, Math.max(hunk.after.length - 1, 0));
      return hunk.startLine + shift + offset;
    }
    shift += hunk.after.length - hunk.before.length;
  }
  return line + shift;
}

/** The stretches of the text after that the hunks wrote: first and last line, the last before the first where nothing stands. */
export function writtenRanges(hunks: readonly WireHunk[]): { first: number; last: number }[] {
  let shift = 0;
  return hunks.map((hunk) => {
    const first = hunk.startLine + shift;
    shift += hunk.after.length - hunk.before.length;
    return { first, last: first + hunk.after.length - 1 };
  });
}

/**
 * Hunks that fit into one observation: none with an overlong line, and no more than the bounds allow, in the order given.
 */
export function boundHunks(
  hunks: readonly WireHunk[],
  bounds: { readonly countMax: number; readonly charsMax: number },
): WireHunk[] {
  const kept: WireHunk[] = [];
  let chars = 0;
  for (const hunk of hunks) {
    if (kept.length === bounds.countMax) break;
    const size = hunkSize(hunk);
    if (size > bounds.charsMax - chars || !fitsTheWire(hunk)) continue;
    chars += size;
    kept.push(hunk);
  }
  return kept;
}

function hunkSize({ before, after, lead = [], trail = [] }: WireHunk): number {
  let chars = 0;
  for (const lines of [before, after, lead, trail]) for (const line of lines) chars += line.length + 1;
  return chars;
}

/** Bounds of `hunkSchema`. */
function fitsTheWire(hunk: WireHunk): boolean {
  const fits = (lines: readonly string[]) => lines.length <= 2_000 && lines.every((line) => line.length <= 20_000);
  return fits(hunk.before) && fits(hunk.after);
}
