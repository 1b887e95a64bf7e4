// Folders that were touched in, beliefs about them out: what changes with them, whether their changes come with tests,
// whether they need repair often or are taken back.
import type { GistDraft } from '../model/gist.ts';
import { isHousekeeping, isTestFile } from '../model/path-kind.ts';
import { type CommitHistory, folderAround, type PastCommit } from './commit-history.ts';
import { type GistIdea, gainMinAmong, makeGist, shareOf, valenceOfFiles } from './gist-maker.ts';
import { fixProne, type PlaceInput } from './place-gist.ts';

const commitsMin = 10;
const togetherMin = 6;
const shareMin = 0.55;
/** Above this, what is said of the folder is really said of one file in it. */
const oneFileShareMax = 0.7;
const revertsMin = 2;

/** @param folder with its `/` */
export function planAreaBeliefs(folder: string, input: PlaceInput): GistDraft[] {
  const { project, history, memory, known } = input;
  const commits = history.touching(folder).map((number) => history.commits[number]!);
  if (commits.length < commitsMin) return [];
  const busiest = busiestFile(folder, commits);
  const isOneFile = busiest.share > oneFileShareMax;
  const followed = [...known.values()].filter(({ form, place }) => form === 'follows' && place === folder);
  const others = new Set([...findFollowed(folder, commits), ...followed.flatMap(({ paths }) => paths)]);
  const ideas = [
    ...(isOneFile ? [] : [...others].flatMap((other) => follows(folder, other, commits, history) ?? [])),
    comesWithTest(folder, commits, history),
    isOneFile ? undefined : fixProne(folder, 'intermediate', history),
    takenBack(folder, commits, history),
  ];
  const valence = valenceOfFiles(busiest.paths, project, memory);
  return ideas.flatMap((idea) =>
    idea === undefined ? [] : (makeGist(idea, history, valence, known.has(idea.key)) ?? []),
  );
}

function busiestFile(folder: string, commits: readonly PastCommit[]): { share: number; paths: string[] } {
  const counts = new Map<string, number>();
  for (const { paths } of commits) {
    for (const path of paths) if (path.startsWith(folder)) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { share: most[0]![1] / commits.length, paths: most.slice(0, 5).map(([path]) => path) };
}

/** The file outside that changes most surely with the folder; none where none does so mostly. */
function findFollowed(folder: string, commits: readonly PastCommit[]): string[] {
  if (isHousekeeping(folder)) return [];
  const counts = new Map<string, number>();
  for (const { paths, isSweeping } of commits) {
    if (isSweeping) continue;
    for (const path of paths) {
      if (!path.startsWith(folder) && !isHousekeeping(path)) counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  const [other, together] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];
  return together < togetherMin || together / commits.length < shareMin ? [] : [other];
}

function follows(
  folder: string,
  other: string,
  commits: readonly PastCommit[],
  history: CommitHistory,
): GistIdea | undefined {
  const both = commits.filter(({ paths }) => paths.has(other));
  if (both.length > 0 && busiestFile(folder, both).share > oneFileShareMax) return undefined;
  const start = Math.max(history.touching(folder)[0]!, history.touching(other)[0]!);
  const occasions = commits.filter((commit) => commit.seq >= history.commits[start]!.seq);
  const holds = (commit: PastCommit) => commit.paths.has(other);
  return {
    key: `follows ${folder} ${other}`,
    form: 'follows',
    level: 'intermediate',
    place: folder,
    paths: [other],
    claim: {
      baseRate: shareOf(history.commits.slice(start), holds),
      rateMin: 0.5,
      supportMin: togetherMin,
      gainMin: gainMinAmong(history.paths.size),
    },
    occasions,
    isLate: occasions.length < commits.length,
    holds,
    phrase: (counts) => `What changes in \`${folder}\` changes \`${other}\` too, in ${counts}.`,
  };
}

/** Predicted from the folder around it, so that only what differs from there is said again. */
function comesWithTest(folder: string, commits: readonly PastCommit[], history: CommitHistory): GistIdea | undefined {
  const isCode = (path: string) => !isTestFile(path) && !isHousekeeping(path);
  const changesCode = (commit: PastCommit) => [...commit.paths].some((path) => path.startsWith(folder) && isCode(path));
  const occasions = commits.filter(changesCode);
  if (isTestFile(folder) || occasions.length < commitsMin) return undefined;
  const holds = (commit: PastCommit) => [...commit.paths].some(isTestFile);
  const around = folderAround(folder);
  const wider = history.commits.filter((commit) =>
    [...commit.paths].some((path) => path.startsWith(around) && isCode(path)),
  );
  const baseRate = shareOf(wider, holds);
  return {
    key: `test-with ${folder}`,
    form: 'test-with',
    level: 'intermediate',
    place: folder,
    paths: [],
    claim: {
      baseRate,
      rateMin: Math.min(0.95, Math.max(0.6, baseRate + 0.1)),
      supportMin: 8,
      gainMin: gainMinAmong(history.folders.size),
    },
    occasions,
    holds,
    phrase: (counts) => `A change in \`${folder}\` comes with a change of tests in ${counts}.`,
  };
}

function takenBack(folder: string, commits: readonly PastCommit[], history: CommitHistory): GistIdea | undefined {
  const holds = (commit: PastCommit) => commit.isRevert;
  if (commits.filter(holds).length < revertsMin) return undefined;
  const baseRate = shareOf(history.commits, holds);
  return {
    key: `reverted ${folder}`,
    form: 'reverted',
    level: 'intermediate',
    place: folder,
    paths: [],
    claim: { baseRate, rateMin: Math.min(0.9, Math.max(0.05, 2 * baseRate)), supportMin: revertsMin, gainMin: 3 },
    occasions: commits,
    holds,
    phrase: (counts) => `Work in \`${folder}\` is taken back more often than elsewhere: ${counts} are reverts.`,
  };
}
