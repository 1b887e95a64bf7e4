// A file in, its commits out, counted as git would count them: every commit that is no merge and names the path.
import type { CommitData, MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';

export type CommitEvent = Extract<MemoryEvent, { kind: 'commit' | 'revert' }>;

export interface PlaceHistory {
  readonly path: string;
  /** The latest first. */
  readonly commits: readonly CommitEvent[];
  readonly fixes: readonly CommitEvent[];
  readonly reverts: readonly CommitEvent[];
  /** The file is there, and no commit that names it can be missing: so its counts are git's counts. */
  readonly isCountable: boolean;
}

export type ReadPlace = (path: string) => PlaceHistory;

const commitsMax = 5_000;
const formerNamesMax = 8;

/** Both for this regular expression and for git's `--grep`, which is given the same words. */
export const fixWords = ['fix', 'fixes', 'fixed', 'bug', 'bugs', 'bugfix', 'hotfix', 'regression'];
const fixPattern = new RegExp(`(^|[^a-z])(${fixWords.join('|')})([^a-z]|$)`, 'im');

/** Looks each path up once; for the length of one answer. */
export function createPlaceReader(project: string, memory: MemoryReader): ReadPlace {
  const known = new Map<string, PlaceHistory>();
  return (path) => {
    const history = known.get(path) ?? readPlace(project, path, memory);
    known.set(path, history);
    return history;
  };
}

/** Under the names that a file had before as well: what hurt it stays with it. No path alone gives git these counts. */
export function createLineageReader(project: string, memory: MemoryReader): ReadPlace {
  return (path) => {
    const now = readPlace(project, path, memory);
    const before = readFormer(project, now, memory);
    return before.length === 0
      ? now
      : { ...summarise(path, [...now.commits, ...before]), isCountable: now.isCountable };
  };
}

/** From the first commit under a name, which may have given it, back to the one under the name before, and so on. */
function readFormer(project: string, { path, commits }: PlaceHistory, memory: MemoryReader): CommitEvent[] {
  const former: CommitEvent[] = [];
  const names = new Set([path]);
  let first = commits.at(-1);
  let was = formerName(first, path);
  while (first !== undefined && was !== undefined && !names.has(was) && names.size <= formerNamesMax) {
    const { seq } = first;
    const name = was;
    names.add(name);
    const older = readPlace(project, name, memory).commits.filter((commit) => commit.seq < seq);
    former.push(...older);
    first = older.at(-1);
    was = formerName(first, name);
  }
  return former;
}

function formerName(commit: CommitEvent | undefined, path: string): string | undefined {
  return commit?.data.files.find((file) => file.path === path)?.was;
}

function readPlace(project: string, path: string, memory: MemoryReader): PlaceHistory {
  const events = memory.eventsAtPath(project, path, commitsMax);
  const commits = events.filter((event) => isCommit(event)).filter((commit) => statusOf(commit, path) !== undefined);
  return { ...summarise(path, commits), isCountable: events.length < commitsMax && isWhole(commits, path) };
}

function summarise(path: string, commits: readonly CommitEvent[]): Omit<PlaceHistory, 'isCountable'> {
  const reverts = commits.filter((commit) => commit.kind === 'revert');
  return { path, commits, fixes: commits.filter(isFix), reverts };
}

export function isCommit(event: MemoryEvent): event is CommitEvent {
  return event.kind === 'commit' || event.kind === 'revert';
}

function isFix({ data }: CommitEvent): boolean {
  return fixPattern.test(`${data.subject}\n${data.body}`);
}

function statusOf({ data }: { data: CommitData }, path: string) {
  return data.files.find((file) => file.path === path)?.status;
}

/** A file that appears twice without having been deleted was renamed away in between, by a commit not listed here. */
function isWhole(commits: readonly CommitEvent[], path: string): boolean {
  let isThere = false;
  for (const commit of commits.toReversed()) {
    const status = statusOf(commit, path)!;
    if (isThere && (status === 'A' || status === 'R')) return false;
    isThere = status !== 'D';
  }
  return isThere;
}
