// Remembered hunks come in; for each file, the two texts that a diff editor compares go out.
import type { LocalisedText } from '../../language/localised-text.ts';
import type { WireHunk } from '../../protocol/observe.ts';

export interface HunkDocument {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

type Side = 'before' | 'after';

/**
 * One document a path, in the order the paths come. Hunks of a file go from top to bottom, each with the unchanged lines
 * around it; hunks that touch are joined, and a mark that names the line stands where something was left out.
 */
export function renderHunks(hunks: readonly WireHunk[], said: LocalisedText): HunkDocument[] {
  const byPath = Map.groupBy(hunks, (hunk) => hunk.path);
  return [...byPath].map(([path, ofPath]) => {
    const ordered = ofPath.toSorted((a, b) => a.startLine - b.startLine);
    return { path, before: renderSide(ordered, 'before', said), after: renderSide(ordered, 'after', said) };
  });
}

function renderSide(hunks: readonly WireHunk[], side: Side, { t }: LocalisedText): string {
  const lines: string[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const lead = leadAfter(hunks[index - 1], hunk);
    if (lead === undefined) lines.push(t('⋯ line {0}', String(firstLineOf(hunk))));
    lines.push(...(lead ?? hunk.lead ?? []), ...hunk[side], ...(hunk.trail ?? []));
  }
  return lines.join('\n');
}

/** Of the context above a hunk, what the hunk before it has not shown yet; undefined where the two do not touch. */
function leadAfter(above: WireHunk | undefined, hunk: WireHunk): readonly string[] | undefined {
  const { lead = [] } = hunk;
  const shownTo = above === undefined ? 0 : above.startLine + above.before.length - 1 + (above.trail?.length ?? 0);
  const known = shownTo - (firstLineOf(hunk) - 1);
  if (known < 0 || known > lead.length) return undefined;
  // Hunks of several edits were made in several texts: their lines meet only where they say the same.
  const shown = known === 0 ? [] : (above?.trail ?? []).slice(-known);
  return lead.slice(0, known).join('\n') === shown.join('\n') ? lead.slice(known) : undefined;
}

function firstLineOf({ startLine, lead = [] }: WireHunk): number {
  return startLine - lead.length;
}
