// The latest commits of a project, made ready to be counted: which of them touched a file, a folder, a word.
import type { MemoryReader } from '../model/ports.ts';
import { speaksOfRepair } from '../model/repair-subject.ts';

export interface PastCommit {
  readonly seq: number;
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly subject: string;
  readonly isRevert: boolean;
  readonly isRepair: boolean;
  readonly paths: ReadonlySet<string>;
  /** A commit of very many files says nothing of any two of them. */
  readonly isSweeping: boolean;
}

export interface CommitHistory {
  /** Oldest first; a place in it is a commit's number. */
  readonly commits: readonly PastCommit[];
  /** Numbers of the commits that touched the path, or the folder (which ends in `/`), ascending. */
  readonly touching: (place: string) => readonly number[];
  /** Files met in these commits. */
  readonly paths: ReadonlySet<string>;
  /** Folders met in these commits, at most `folderDepthMax` deep, each with its `/`. */
  readonly folders: ReadonlySet<string>;
  /** Earlier commits are left out. */
  readonly isCut: boolean;
}

/** So long a silence, in commits of the project, and so many of its own gaps, and a file is taken to be gone or at rest. */
const silenceMin = 300;
const silentGaps = 8;

/** Whether nothing has touched the file for so long that what was learned of it is no longer worth saying. */
export function isDormant(path: string, history: CommitHistory): boolean {
  const touches = history.touching(path);
  const last = touches.at(-1);
  if (last === undefined) return true;
  const gap = (last - touches[0]!) / touches.length;
  return history.commits.length - last > Math.max(silenceMin, silentGaps * gap);
}

/** Whether the file was deleted or renamed by the commit that touched it last, or has not been touched for very long. */
export function isGone(
  path: string,
  { project, history, memory }: { project: string; history: CommitHistory; memory: MemoryReader },
): boolean {
  if (isDormant(path, history)) return true;
  if (memory.node(project, 'file', path) === undefined) return true;
  const last = history.touching(path).at(-1);
  if (last === undefined) return false;
  const event = memory.eventAt(history.commits[last]!.seq)!;
  if (event.kind !== 'commit' && event.kind !== 'revert') return false;
  return event.data.files.some((file) => file.path === path && file.status === 'D');
}

const commitsMax = 2_000;
const filesMax = 20;
const folderDepthMax = 4;

/** By reader, the history that was read last: all steps of a night ask for the same. */
const readLast = new WeakMap<MemoryReader, { readonly asOf: string; readonly history: CommitHistory }>();

/** Cost: some 30 ms for 2,000 commits, and a hundredth of that where none has come or gone since. */
export function readCommitHistory(project: string, memory: MemoryReader): CommitHistory {
  const count = memory.countOfKinds(project, ['commit', 'revert'], Number.MAX_SAFE_INTEGER);
  const asOf = `${memory.commitHeads(project, 1)[0]?.seq} ${count} ${project}`;
  const known = readLast.get(memory);
  if (known?.asOf === asOf) return known.history;
  const history = readHistory(project, memory);
  readLast.set(memory, { asOf, history });
  return history;
}

function readHistory(project: string, memory: MemoryReader): CommitHistory {
  const heads = memory.commitHeads(project, commitsMax + 1);
  const commits = heads
    .slice(0, commitsMax)
    .reverse()
    .map(({ seq, id, at, kind, subject, paths }) => ({
      ...{ seq, id, at, subject, paths: new Set(paths) },
      isRevert: kind === 'revert',
      isRepair: speaksOfRepair(subject),
      isSweeping: paths.length > filesMax,
    }));
  const numbers = new Map<string, number[]>();
  const [paths, folders] = [new Set<string>(), new Set<string>()];
  for (const [number, commit] of commits.entries()) {
    const places = new Set<string>();
    for (const path of commit.paths) {
      paths.add(path);
      places.add(path);
      for (const folder of foldersOf(path)) {
        folders.add(folder);
        places.add(folder);
      }
    }
    for (const place of places) {
      const known = numbers.get(place);
      if (known === undefined) numbers.set(place, [number]);
      else known.push(number);
    }
  }
  return { commits, paths, folders, touching: (place) => numbers.get(place) ?? [], isCut: heads.length > commitsMax };
}

/** `a/b/c.ts` gives `a/` and `a/b/`, at most `folderDepthMax` of them. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1).slice(0, folderDepthMax);
  return parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}/`);
}

/** The folder around a place, with its `/`; empty for what lies at the top. */
export function folderAround(place: string): string {
  return place.slice(0, place.replace(/\/$/, '').lastIndexOf('/') + 1);
}
