// What a look into a place was worth: in, what it found, what the memory knew by itself, and the commits that came after; out,
// how much better the former foretells them.
import type { PastCommit } from '../../src/engine/sleep/commit-history.ts';

/** Of a place's commits, how many were repairs, and in how many a folder changed along. */
export interface Finding {
  readonly commits: number;
  readonly repairs: number;
  /** Unix time in ms of the first of them, to the day. */
  readonly sinceMs: number;
  readonly along?: { readonly folder: string; readonly commits: number };
}

export type Told = Pick<PastCommit, 'paths' | 'isRepair'>;

/** @returns undefined for words that tell of no commits */
export function readFinding(text: string): Finding | undefined {
  const total = /: (?:the latest )?(\d+) commits? by \d+ (?:person|people) from (\S+) to \S+, (\d+) of them repairs\./;
  const found = total.exec(text);
  if (found === null) return undefined;
  const along = /In (\d+) of them `([^`]+)` changed along\./.exec(text);
  return {
    ...{ commits: Number(found[1]), repairs: Number(found[3]), sinceMs: Date.parse(found[2]!) },
    ...(along !== null && { along: { folder: along[2]!, commits: Number(along[1]) } }),
  };
}

/**
 * By how much likelier the commits that followed are by what was found than by what was known, for each thing that the finding
 * speaks of.
 *
 * @param known commits of the place that the memory holds, as it was looked into
 * @param next commits of the place that followed
 * @returns bits; 0 where nothing followed
 * @source information gain as the logarithmic score of what comes, BoxingGym, Gandhi et al. 2025; rates by Jeffreys' prior
 */
export function gainOf(found: Finding, known: readonly Told[], next: readonly Told[]): number {
  const isRepair = (commit: Told) => commit.isRepair;
  const gain = bitsBetween(found.repairs, found.commits, known, next, isRepair);
  if (found.along === undefined) return gain;
  const { folder, commits } = found.along;
  const isAlong = ({ paths }: Told) => [...paths].some((path) => path.slice(0, path.lastIndexOf('/') + 1) === folder);
  return gain + bitsBetween(commits, found.commits, known, next, isAlong);
}

function bitsBetween(
  held: number,
  total: number,
  known: readonly Told[],
  next: readonly Told[],
  holds: (commit: Told) => boolean,
): number {
  const before = rate(known.filter(holds).length, known.length);
  const after = rate(held, total);
  const bits = next.map((commit) =>
    holds(commit) ? Math.log2(after / before) : Math.log2((1 - after) / (1 - before)),
  );
  return bits.reduce((sum, each) => sum + each, 0);
}

function rate(held: number, total: number): number {
  return (held + 0.5) / (total + 1);
}

const namedMax = 5;

/** Of what changed along with the files of a place, the share that is among the five that did so most often before. */
export function foreseen(place: string, before: readonly Told[], next: readonly Told[]): number[] {
  return next.flatMap(({ paths }) =>
    [...paths].filter((path) => isAt(path, place)).flatMap((path) => foreseenBeside(path, before, paths)),
  );
}

function foreseenBeside(path: string, before: readonly Told[], now: ReadonlySet<string>): number[] {
  const counts = new Map<string, number>();
  for (const { paths } of before) {
    if (!paths.has(path)) continue;
    for (const other of paths) if (other !== path) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  const named = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, namedMax)
    .filter(([other]) => now.has(other)).length;
  return now.size < 2 ? [] : [named / Math.min(namedMax, now.size - 1)];
}

/** Commits that changed the file, or something in the folder. */
export function touching(place: string, commits: readonly Told[]): Told[] {
  return commits.filter(({ paths }) => [...paths].some((path) => isAt(path, place)));
}

function isAt(path: string, place: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : path === place;
}
