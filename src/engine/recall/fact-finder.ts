// A memory in, facts out that anyone can check with one git command: what changes together, what was fixed often, what
// was taken back, what changes most. Every count is of events, not of weights, so that it is exact.
import { isHousekeeping, isTestFile } from '../model/path-kind.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Fact } from '../model/recollection.ts';
import {
  checkCommit,
  checkCommitCount,
  checkCommitsOf,
  checkCommitsOfBoth,
  checkCommitsSaying,
  checkReverts,
} from './git-check.ts';
import { type CommitEvent, fixWords, isCommit, type PlaceHistory, type ReadPlace } from './place-history.ts';

const factsWanted = 3;
const evidenceMax = 20;
const linksMax = 40;
const togetherMin = 3;
const shareMin = 0.5;
const coChangesMax = 2;
const filesLookedAt = 12;
const fixesMin = 2;
/** Of a file's commits; where fewer are fixes, it needs them no more often than others. */
const fixShareMin = 0.2;
const revertsMax = 1_000;
const commitsCountedMax = 500;

export function findFacts(project: string, memory: MemoryReader, readPlace: ReadPlace): Fact[] {
  const facts = [
    ...findCoChanges(project, memory, readPlace),
    ...findMostFixed(project, memory, readPlace),
    ...findReverts(project, memory),
    ...findMostChanged(project, memory, readPlace),
  ];
  return facts.length >= factsWanted ? facts : [...facts, ...findBeginnings(project, memory)];
}

interface CoChange {
  readonly few: PlaceHistory;
  readonly many: PlaceHistory;
  readonly together: readonly CommitEvent[];
  readonly share: number;
}

/** Pairs of files that no fact before has named; those of which one is no housekeeping come first. */
function findCoChanges(project: string, memory: MemoryReader, readPlace: ReadPlace): Fact[] {
  const pairs = memory
    .strongestLinks(project, 'edited-with', linksMax)
    .map((link) => [memory.nodeById(link.from)?.key, memory.nodeById(link.to)?.key])
    .flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [weighPair(readPlace(a), readPlace(b))]))
    .filter((pair) => pair !== undefined)
    .sort((a, b) => rank(b) - rank(a));
  const chosen: CoChange[] = [];
  for (const pair of pairs) {
    const isNew = chosen.every(
      ({ few, many }) => ![few.path, many.path].some((p) => p === pair.few.path || p === pair.many.path),
    );
    if (isNew && chosen.length < coChangesMax) chosen.push(pair);
  }
  return chosen.map(phraseCoChange);
}

function weighPair(a: PlaceHistory, b: PlaceHistory): CoChange | undefined {
  if (!a.isCountable || !b.isCountable) return undefined;
  const [few, many] = a.commits.length <= b.commits.length ? [a, b] : [b, a];
  const others = new Set(many.commits.map((commit) => commit.seq));
  const together = few.commits.filter((commit) => others.has(commit.seq));
  const share = together.length / few.commits.length;
  return together.length < togetherMin || share < shareMin ? undefined : { few, many, together, share };
}

function rank({ few, many, together, share }: CoChange): number {
  const isNews = !isHousekeeping(few.path) && !isHousekeeping(many.path);
  return (isNews ? 1_000 : 0) + share * Math.log2(1 + together.length);
}

function phraseCoChange({ few, many, together }: CoChange): Fact {
  const isPairing = isTestFile(few.path) !== isTestFile(many.path);
  const role = isPairing ? `${isTestFile(few.path) ? 'Test' : 'Source'} file ` : '';
  return {
    sentence: `${role}\`${few.path}\` changes with \`${many.path}\` in ${together.length} of its ${few.commits.length} commits.`,
    check: checkCommitsOfBoth(few.path, many.path),
    paths: [few.path, many.path],
    evidence: idsOf(together),
  };
}

function findMostFixed(project: string, memory: MemoryReader, readPlace: ReadPlace): Fact[] {
  const most = filesByRisk(project, memory)
    .slice(0, filesLookedAt)
    .map(readPlace)
    .filter((place) => place.isCountable && isOftenFixed(place))
    .sort((a, b) => b.fixes.length - a.fixes.length || a.commits.length - b.commits.length)[0];
  if (most === undefined) return [];
  const { path, fixes, commits } = most;
  return [
    {
      sentence: `\`${path}\` needs fixing often: ${fixes.length} of its ${commits.length} commits speak of a fix, a bug or a regression.`,
      check: checkCommitsSaying(fixWords, path),
      paths: [path],
      evidence: idsOf(fixes),
    },
  ];
}

export function isOftenFixed({ fixes, commits }: PlaceHistory): boolean {
  return fixes.length >= fixesMin && fixes.length >= fixShareMin * commits.length;
}

/**
 * Paths of files, those with the most evidence of risk first. Tests are left out: that a fix changes them is as it
 * should be.
 */
export function filesByRisk(project: string, memory: MemoryReader): string[] {
  return memory
    .nodes(project, 'file', 5_000)
    .map(({ key, valence }) => ({ key, risk: valence.risk * valence.precision }))
    .filter(({ key, risk }) => risk > 0 && !isHousekeeping(key) && !isTestFile(key))
    .sort((a, b) => b.risk - a.risk || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}

function findReverts(project: string, memory: MemoryReader): Fact[] {
  const reverts = memory.eventsOfKind(project, 'revert', revertsMax).filter(isCommit);
  const latest = reverts[0];
  if (latest === undefined || reverts.length === revertsMax) return [];
  const count = reverts.length === 1 ? '1 commit takes' : `${reverts.length} commits take`;
  return [
    {
      sentence: `${count} an earlier one back, the latest being ${nameCommit(latest)}.`,
      check: checkReverts(),
      paths: latest.refs.slice(0, 3),
      evidence: idsOf(reverts),
    },
  ];
}

function findMostChanged(project: string, memory: MemoryReader, readPlace: ReadPlace): Fact[] {
  const most = memory
    .nodes(project, 'file', 4 * filesLookedAt)
    .map((node) => node.key)
    .filter((path) => !isHousekeeping(path))
    .slice(0, filesLookedAt)
    .map(readPlace)
    .filter((place) => place.isCountable && place.commits.length > 1)
    .sort((a, b) => b.commits.length - a.commits.length)[0];
  if (most === undefined) return [];
  const { path, commits } = most;
  return [
    {
      sentence: `\`${path}\` is among the files that change most: ${commits.length} commits, the first being ${nameCommit(commits.at(-1)!)}.`,
      check: checkCommitsOf(path),
      paths: [path],
      evidence: idsOf(commits),
    },
  ];
}

/** What can be said even of a short history. */
function findBeginnings(project: string, memory: MemoryReader): Fact[] {
  const commits = (['commit', 'revert'] as const)
    .flatMap((kind) => memory.eventsOfKind(project, kind, commitsCountedMax))
    .filter(isCommit)
    .sort((a, b) => b.seq - a.seq);
  if (commits.length === 0 || commits.length >= commitsCountedMax) return [];
  const [latest, first] = [commits[0]!, commits.at(-1)!];
  const facts = [
    {
      sentence: `The history holds ${commits.length} ${commits.length === 1 ? 'commit' : 'commits'} beside merges.`,
      check: checkCommitCount(),
      paths: [],
      evidence: idsOf(commits),
    },
    { sentence: `It begins with ${nameCommit(first)}.`, check: checkCommit(first.data.sha), ...citing(first) },
    { sentence: `The latest commit is ${nameCommit(latest)}.`, check: checkCommit(latest.data.sha), ...citing(latest) },
  ];
  return commits.length === 1 ? facts.slice(0, 2) : facts;
}

function citing(commit: CommitEvent) {
  return { paths: commit.refs.slice(0, 3), evidence: [commit.id] };
}

function nameCommit({ data }: CommitEvent): string {
  return `${data.sha.slice(0, 8)} “${data.subject || 'no message'}”`;
}

function idsOf(commits: readonly CommitEvent[]): string[] {
  return commits.slice(0, evidenceMax).map((commit) => commit.id);
}
