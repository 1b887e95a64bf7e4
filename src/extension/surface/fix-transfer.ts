// A remembered fix, fitted by the engine to the lines that it was asked about, comes in with the lines as they are now;
// the replacement goes out, or nothing where the lines are no longer those.

export interface LineReplacement {
  /** First line replaced; starts at 1. */
  readonly startLine: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The replacement where the lines stand now.
 *
 * @param movedBy lines that the error has moved down since the engine was asked
 * @param lineAt the text of a line, numbered from 1; undefined beyond the end
 */
export function fitTransfer(
  transfer: LineReplacement,
  movedBy: number,
  lineAt: (line: number) => string | undefined,
): LineReplacement | undefined {
  const startLine = transfer.startLine + movedBy;
  if (startLine < 1 || transfer.before.length === 0) return undefined; // Nothing to recognise the place by.
  const fits = transfer.before.every((text, index) => lineAt(startLine + index) === text);
  return fits ? { ...transfer, startLine } : undefined;
}
