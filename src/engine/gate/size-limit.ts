// How much of one event is kept. Hunks beyond the limits are cut, whole lines first, since the start of a change says
// most about it.
import { contextLinesMax, type Hunk } from '../model/event.ts';

/** Longer texts are turned away: nobody typed them. */
export const textCharsMax = 200_000;
const hunksMax = 50;
const linesMax = 400;
/** Of all hunks of one event together, before and after. */
const hunkCharsMax = 100_000;
const lineCharsMax = 2_000;
/** Of any other text in the data, such as a commit's body. */
const fieldCharsMax = 20_000;

/**
 * Leaves out hunks and lines beyond the limits. Lines stay whole here: half a secret would slip through the rules, so
 * long lines are cut only after redaction.
 */
export function limitHunks(hunks: readonly Hunk[]): Hunk[] {
  const kept: Hunk[] = [];
  let charsLeft = hunkCharsMax;
  for (const hunk of hunks.slice(0, hunksMax)) {
    if (charsLeft <= 0) break;
    const before = takeLines(hunk.before);
    const after = takeLines(hunk.after);
    const isWhole = before === hunk.before && after === hunk.after;
    const context = isWhole ? takeContext(hunk) : {};
    kept.push({
      path: hunk.path,
      startLine: hunk.startLine,
      before,
      after,
      ...context,
      ...(hunk.symbol !== undefined && { symbol: hunk.symbol }),
    });
  }
  return kept;

  /** All of it or nothing: a part of it would not stand directly beside the change. */
  function takeContext({ lead = [], trail = [] }: Hunk): Partial<Hunk> {
    const above = lead.slice(-contextLinesMax);
    const below = trail.slice(0, contextLinesMax);
    const chars = [...above, ...below].reduce((total, line) => total + line.length + 1, 0);
    if (chars > charsLeft) return {};
    charsLeft -= chars;
    return { ...(above.length > 0 && { lead: above }), ...(below.length > 0 && { trail: below }) };
  }

  function takeLines(lines: readonly string[]): readonly string[] {
    let count = 0;
    while (count < lines.length && count < linesMax && charsLeft > 0) {
      charsLeft -= lines[count]!.length + 1;
      count += 1;
    }
    return count === lines.length ? lines : lines.slice(0, count);
  }
}

/** Shortens long lines and texts anywhere in the data; the mark `…` stands where something is missing. */
export function cutData<T extends object>(data: T): T {
  return cutValue(data, fieldCharsMax) as T;
}

/** Gives the very same value where nothing is too long, which is nearly always. */
function cutValue(value: unknown, charsMax: number): unknown {
  if (typeof value === 'string') return value.length > charsMax ? `${value.slice(0, charsMax)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const cut = value.map((item) => cutValue(item, lineCharsMax));
    return cut.some((item, index) => item !== value[index]) ? cut : value;
  }
  const cut = Object.entries(value).map(([key, field]) => [key, cutValue(field, charsMax)] as const);
  return cut.some(([key, field]) => field !== value[key as keyof typeof value]) ? Object.fromEntries(cut) : value;
}
