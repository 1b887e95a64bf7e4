// The commits of a project in, sets of files out that change all together: a gist about each of them, in place of one about
// every pair in it.
import type { Gist, GistDraft } from '../model/gist.ts';
import { isHousekeeping } from '../model/path-kind.ts';
import type { MemoryReader } from '../model/ports.ts';
import { neutralValence } from '../model/valence.ts';
import type { CommitHistory, PastCommit } from './commit-history.ts';
import { type GistIdea, gainMinAmong, makeGist, shareOf, valenceOfFiles } from './gist-maker.ts';

const filesMin = 3;
/** More than this nobody takes in at a glance. */
const filesMax = 8;
const togetherMin = 5;
/** Of the changes of the rarer of two files, so many change the other. */
const pairShareMin = 0.5;
/** Of the commits that change more than one of a set, so many change all of it. */
const setShareMin = 0.6;

export interface ChangeSetInput {
  readonly project: string;
  readonly history: CommitHistory;
  readonly memory: MemoryReader;
  readonly known: ReadonlyMap<string, Gist>;
}

/**
 * A set that was held stays as it is while that is true; it gives way to a larger one that holds all of it. Two sets have
 * one file in common at most.
 *
 * @param stands whether a file is there still
 */
export function planChangeSets(input: ChangeSetInput, stands: (path: string) => boolean): GistDraft[] {
  const { project, history, memory, known } = input;
  const weigh = (paths: readonly string[]) => {
    const idea = changeSet(paths, history);
    const draft = makeGist(idea, history, valenceOfFiles(paths, project, memory), known.has(idea.key));
    return draft?.heldTo === undefined ? draft : undefined;
  };
  const before = [...known.values()].filter(({ form, paths }) => form === 'together' && paths.every(stands));
  let held = before.flatMap(({ paths }) => weigh(paths) ?? []);
  for (const paths of readChangeSets(history, stands)) {
    const near = held.filter((other) => other.paths.filter((path) => paths.includes(path)).length > 1);
    const isWider = near.every(
      (other) => other.paths.length < paths.length && other.paths.every((p) => paths.includes(p)),
    );
    const draft = isWider ? weigh(paths) : undefined;
    if (draft !== undefined) held = [...held.filter((other) => !near.includes(other)), draft];
  }
  return held;
}

/** By history, what was found in it: all steps of a night ask for the same. */
const foundIn = new WeakMap<CommitHistory, readonly (readonly string[])[]>();

function readChangeSets(history: CommitHistory, stands: (path: string) => boolean): readonly (readonly string[])[] {
  const found = foundIn.get(history) ?? findChangeSets(history, stands);
  foundIn.set(history, found);
  return found;
}

/** Grown from the surest pairs, one file at a time, while what changes two of them changes all of them mostly. */
function findChangeSets(history: CommitHistory, stands: (path: string) => boolean): string[][] {
  const pairs = findPairs(history, stands);
  const neighbours = new Map<string, Set<string>>();
  for (const { a, b } of pairs) {
    neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
    neighbours.set(b, (neighbours.get(b) ?? new Set()).add(a));
  }
  const taken = new Set<string>();
  return pairs.flatMap(({ a, b }) => {
    if (taken.has(a) || taken.has(b)) return [];
    const grown = grow([a, b], neighbours, taken, history);
    const set = largestHeld(grown, history);
    for (const path of set) taken.add(path);
    return set.length === 0 ? [] : [set];
  });
}

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly worth: number;
}

/** The surest first. */
function findPairs(history: CommitHistory, stands: (path: string) => boolean): Pair[] {
  const isUsual = (path: string) => history.touching(path).length >= togetherMin;
  const counts = new Map<string, Map<string, number>>();
  for (const { paths, isSweeping } of history.commits) {
    const usual = isSweeping ? [] : [...paths].filter(isUsual).sort();
    for (const [i, a] of usual.entries()) {
      const others = counts.get(a) ?? new Map<string, number>();
      counts.set(a, others);
      for (const b of usual.slice(i + 1)) others.set(b, (others.get(b) ?? 0) + 1);
    }
  }
  const pairs = [...counts].flatMap(([a, others]) =>
    [...others].flatMap(([b, together]): Pair[] => {
      const share = together / Math.min(history.touching(a).length, history.touching(b).length);
      return together < togetherMin || share < pairShareMin ? [] : [{ a, b, worth: share * together }];
    }),
  );
  return pairs
    .filter(({ a, b }) => stands(a) && stands(b))
    .sort((x, y) => y.worth - x.worth || (x.a + x.b < y.a + y.b ? -1 : 1));
}

function grow(
  pair: readonly string[],
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
  taken: ReadonlySet<string>,
  history: CommitHistory,
): string[] {
  let set = [...pair];
  while (set.length < filesMax) {
    const next = [...neighbours.get(set[0]!)!]
      .filter((path) => !taken.has(path) && !set.includes(path) && set.every((own) => neighbours.get(own)!.has(path)))
      .map((path) => ({ path, ...countWhole([...set, path], history) }))
      .filter(({ whole, some }) => whole >= togetherMin && whole / some >= setShareMin)
      .sort((x, y) => y.whole / y.some - x.whole / x.some || (x.path < y.path ? -1 : 1))[0];
    if (next === undefined) break;
    set = [...set, next.path];
  }
  return set;
}

/** What was added last goes first, until it can be said of all that is left. */
function largestHeld(grown: readonly string[], history: CommitHistory): string[] {
  for (let length = grown.length; length >= filesMin; length -= 1) {
    const set = grown.slice(0, length).sort();
    const isTelling = set.filter((path) => !isHousekeeping(path)).length > 1;
    const draft = isTelling ? makeGist(changeSet(set, history), history, neutralValence, false) : undefined;
    if (draft !== undefined && draft.heldTo === undefined) return set;
  }
  return [];
}

/** How many commits changed more than one of the files, and how many of those all of them. */
function countWhole(paths: readonly string[], history: CommitHistory): { whole: number; some: number } {
  const counts = [...countTouched(paths, startOf(paths, history), history).values()].filter((n) => n > 1);
  return { some: counts.length, whole: counts.filter((n) => n === paths.length).length };
}

/** The number of the commit from which on all of them were there. */
function startOf(paths: readonly string[], history: CommitHistory): number {
  return Math.max(...paths.map((path) => history.touching(path)[0]!));
}

/** By the number of a commit, how many of the files it changed. */
function countTouched(paths: readonly string[], start: number, history: CommitHistory): Map<number, number> {
  const counts = new Map<number, number>();
  for (const path of paths) {
    for (const number of history.touching(path)) if (number >= start) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

function changeSet(paths: readonly string[], history: CommitHistory): GistIdea {
  const start = startOf(paths, history);
  const some = [...countTouched(paths, 0, history)].filter(([, n]) => n > 1).sort(([a], [b]) => a - b);
  const occasions = some.flatMap(([number]) => (number < start ? [] : history.commits[number]!));
  const since = history.commits.slice(start);
  // What changes two of them changes the others too, by chance, as often as the most usual of them changes.
  const usual = Math.max(...paths.map((path) => shareOf(since, (commit) => commit.paths.has(path))));
  return {
    key: `together ${paths.join(' ')}`,
    form: 'together',
    level: 'situation',
    place: paths[0]!,
    paths,
    claim: { baseRate: usual, rateMin: 0.5, supportMin: togetherMin, gainMin: gainMinAmong(history.paths.size) },
    occasions,
    isLate: occasions.length < some.length,
    holds: (commit: PastCommit) => paths.every((path) => commit.paths.has(path)),
    phrase: (counts) =>
      `${nameFiles(paths)} change together: ${counts} that changed more than one of them changed all.`,
  };
}

/** The folder is said once where all lie in it. */
function nameFiles(paths: readonly string[]): string {
  const folder = paths[0]!.slice(0, paths[0]!.lastIndexOf('/') + 1);
  const isShared =
    folder !== '' && paths.every((path) => path.lastIndexOf('/') + 1 === folder.length && path.startsWith(folder));
  const named = paths.map((path) => `\`${isShared ? path.slice(folder.length) : path}\``);
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}${isShared ? ` in \`${folder}\`` : ''}`;
}
