// What a learned rule would put in place of a stretch of a line comes in; where it only adds to what stands there, the place
// and the added text go out: ghost text can show no more. Pure.

export interface Insertion {
  /** In UTF-16 units from the start of the line. */
  readonly character: number;
  readonly text: string;
}

/**
 * @param match of a rule; `end` is exclusive
 * @param line its whole text
 * @returns undefined where something is taken away or replaced, and where only blanks are added
 */
export function insertionOf(
  { start, end, text }: { readonly start: number; readonly end: number; readonly text: string },
  line: string,
): Insertion | undefined {
  const was = line.slice(start, end);
  let kept = 0;
  while (kept < was.length && was[kept] === text[kept]) kept += 1;
  const rest = was.slice(kept);
  if (!text.slice(kept).endsWith(rest)) return undefined;
  const added = text.slice(kept, text.length - rest.length);
  return added.trim() === '' ? undefined : { character: start + kept, text: added };
}
