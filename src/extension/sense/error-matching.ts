// The errors known of a file and those seen in it now come in; which are the same goes out. Edits move errors about, and
// one mistake is often made several times in a file.
import { diffText, moveLine } from './line-hunk.ts';
import type { ErrorSighting, Look, StandingError, TrackedFile } from './tracked-file.ts';

/**
 * Pairs what was known of a file with what is seen in it: an error is the same one as long as tool, code and message
 * are the same and it is the nearest such one to where edits have moved the line.
 */
export function matchErrors(
  path: string,
  file: TrackedFile,
  look: Look,
): {
  /** Known errors that stand, brought up to date. */
  readonly seen: readonly StandingError[];
  readonly fresh: readonly ErrorSighting[];
  /** Known errors that are not to be seen. */
  readonly unseen: readonly StandingError[];
} {
  const hunks = file.text === undefined ? [] : diffText(path, file.text, look.text);
  const moved = file.errors.map((error) => ({ ...error, lineNow: moveLine(hunks, error.lineNow) }));
  const pairs = nearestPairs(moved, look.errors);
  const seen = moved.flatMap((error): StandingError[] => {
    const sighting = pairs.get(error);
    if (sighting === undefined) return [];
    const stands = { ...error, lineNow: sighting.line, goneAt: undefined };
    if (error.isReported) return [stands];
    return [{ ...stands, line: sighting.line, lineText: sighting.lineText, snapshot: look.text }];
  });
  const taken = new Set(pairs.values());
  return {
    seen,
    fresh: look.errors.filter((sighting) => !taken.has(sighting)),
    unseen: moved.filter((error) => !pairs.has(error)),
  };
}

/** Pairs known errors with sightings of the same key, nearest lines first. */
function nearestPairs(
  known: readonly StandingError[],
  sightings: readonly ErrorSighting[],
): Map<StandingError, ErrorSighting> {
  const byKey = Map.groupBy(sightings, errorKey);
  const candidates = known.flatMap((error) =>
    (byKey.get(errorKey(error)) ?? []).map((sighting) => ({
      error,
      sighting,
      distance: Math.abs(error.lineNow - sighting.line),
    })),
  );
  candidates.sort((a, b) => a.distance - b.distance || a.sighting.line - b.sighting.line);
  const pairs = new Map<StandingError, ErrorSighting>();
  const taken = new Set<ErrorSighting>();
  for (const { error, sighting } of candidates) {
    if (pairs.has(error) || taken.has(sighting)) continue;
    pairs.set(error, sighting);
    taken.add(sighting);
  }
  return pairs;
}

function errorKey(error: ErrorSighting): string {
  return JSON.stringify([error.tool, error.code, error.message]);
}
