// The errors of one file, look after look, come in; which ones appeared and which were resolved comes out. An editor
// repeats itself, moves errors about and shows errors in code that is still being typed: none of that is news.
import type { WireHunk } from '../../protocol/observe.ts';
import { classifyClearing } from './error-clearing.ts';
import { matchErrors } from './error-matching.ts';
import { diffText, writtenRanges } from './line-hunk.ts';
import type { Look, ResolvedError, StandingError, TrackedFile } from './tracked-file.ts';

export interface TrackingStep {
  readonly file: TrackedFile;
  readonly appeared: readonly StandingError[];
  readonly resolved: readonly ResolvedError[];
  /** Something waits for time alone: look again, with the same errors, after this long. */
  readonly lookAgainInMs?: number;
}

/** An error on the line being typed is not news before this long without an edit. */
const pauseMs = 3_000;
/** An error that went away without a change of its file has to stay away this long: language servers restart. */
const restartMs = 5_000;
const errorsMax = 200;
const snapshotCharsMax = 4_000_000;

/**
 * Compares what was known of a file with what is seen now.
 *
 * An error appears once nobody is typing on its line. It is resolved once the typing has paused and the change has not
 * put another error in its place.
 *
 * @param newInstance gives an id that was never given before
 */
export function trackErrors(path: string, file: TrackedFile, look: Look, newInstance: () => string): TrackingStep {
  const { seen, fresh, unseen } = matchErrors(path, file, look);
  const newcomers = fresh.slice(0, Math.max(0, errorsMax - seen.length)).map(
    (sighting): StandingError => ({
      ...sighting,
      instance: newInstance(),
      seenAt: look.at,
      lineNow: sighting.line,
      snapshot: look.text,
      isReported: false,
    }),
  );
  const waits: number[] = [];
  const introduced = once(() =>
    file.settledText === undefined ? undefined : diffText(path, file.settledText, look.text),
  );
  const standing = [...seen, ...newcomers].map((error) => settleAppearance(error, look, introduced, waits));
  const known = new Set(file.errors.filter((error) => error.isReported).map((error) => error.instance));
  const appeared = standing.filter((error) => error.isReported && !known.has(error.instance));
  const { waiting, resolved } = settleGone(path, unseen, standing, look, waits);
  const errors = boundSnapshots([...standing, ...waiting]);
  const isSettled = errors.every((error) => error.isReported && error.goneAt === undefined);
  const settledText = isSettled ? look.text : file.settledText;
  return {
    file: { errors, text: look.text, ...(settledText === undefined ? {} : { settledText }) },
    appeared,
    resolved,
    ...(waits.length === 0 ? {} : { lookAgainInMs: Math.max(1, Math.min(...waits)) }),
  };
}

function settleAppearance(
  error: StandingError,
  look: Look,
  introduced: () => readonly WireHunk[] | undefined,
  waits: number[],
): StandingError {
  if (error.isReported) return error;
  const waitMs = error.lineNow === look.editing.cursorLine ? typingRestMs(look) : 0;
  if (waitMs === 0) return { ...error, isReported: true, introduced: introduced() };
  waits.push(waitMs);
  return error;
}

/** How long until the developer counts as having stopped typing; 0 for stopped. Saving by hand says so at once. */
function typingRestMs(look: Look): number {
  const { editedAt, savedByHandAt } = look.editing;
  if (savedByHandAt >= editedAt) return 0;
  return Math.max(0, editedAt + pauseMs - look.at);
}

function settleGone(
  path: string,
  unseen: readonly StandingError[],
  standing: readonly StandingError[],
  look: Look,
  waits: number[],
): { waiting: StandingError[]; resolved: ResolvedError[] } {
  const waiting: StandingError[] = [];
  const resolved: ResolvedError[] = [];
  const changesSince = bySnapshot((snapshot) => diffText(path, snapshot, look.text));
  for (const error of unseen) {
    if (!error.isReported) continue;
    const gone = { ...error, goneAt: error.goneAt ?? look.at };
    const changes = changesSince(gone.snapshot);
    const verdict = judgeGone(gone, changes, standing, look);
    if (verdict === 'resolved') resolved.push({ ...gone, ...classifyClearing(gone, changes, look.editing.lastCause) });
    else if (verdict !== 'drop') waiting.push(gone);
    if (typeof verdict === 'object') waits.push(verdict.waitMs);
  }
  return { waiting, resolved };
}

function judgeGone(
  error: StandingError & { readonly goneAt: number },
  changes: readonly WireHunk[],
  standing: readonly StandingError[],
  look: Look,
): 'drop' | 'resolved' | 'replaced' | { readonly waitMs: number } {
  if (changes.length === 0) {
    const waitMs = error.goneAt + restartMs - look.at;
    if (waitMs > 0) return { waitMs };
    return look.editing.othersEditedAt > error.seenAt ? 'resolved' : 'drop';
  }
  const ranges = writtenRanges(changes);
  const isWritten = (line: number) => ranges.some((range) => line >= range.first && line <= range.last);
  if (standing.some((other) => other.seenAt > error.seenAt && isWritten(other.lineNow))) return 'replaced';
  const { cursorLine } = look.editing;
  const waitMs = cursorLine !== undefined && isWritten(cursorLine) ? typingRestMs(look) : 0;
  return waitMs === 0 ? 'resolved' : { waitMs };
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** A hundred errors that one change clears share one snapshot, and its difference is found once. */
function bySnapshot<T extends object>(compute: (snapshot: string) => T): (snapshot: string) => T {
  const known = new Map<string, T>();
  return (snapshot) => {
    const value = known.get(snapshot) ?? compute(snapshot);
    known.set(snapshot, value);
    return value;
  };
}

/** Forgets the oldest errors when the texts kept for them grow too large together. */
function boundSnapshots(errors: readonly StandingError[]): StandingError[] {
  const kept: StandingError[] = [];
  const texts = new Set<string>();
  let chars = 0;
  for (const error of errors.toSorted((a, b) => b.seenAt - a.seenAt)) {
    if (!texts.has(error.snapshot)) chars += error.snapshot.length;
    texts.add(error.snapshot);
    if (chars > snapshotCharsMax && kept.length > 0) break;
    kept.push(error);
  }
  return kept.toSorted((a, b) => a.seenAt - b.seenAt);
}
