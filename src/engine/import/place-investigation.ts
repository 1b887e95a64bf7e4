// A file or a folder of a repository in, a few sentences on its past out, as git tells them: how long and by how many it was
// worked on, how much of that was repair, which commits its lines come from, what outside of it changes along. Commits that
// were forgotten are not counted, and of folders only those are named that the memory has met.
import { randomUUID } from 'node:crypto';
import type { Hearing, InvestigatePlace, Investigation } from '../model/curiosity.ts';
import { count, dayOf } from '../model/plain-word.ts';
import { speaksOfRepair } from '../model/repair-subject.ts';
import { commitTime } from './commit-observation.ts';
import { CommitParser, commitFormat, type ParsedCommit } from './commit-parser.ts';
import { runGit } from './git-command.ts';

const timeoutMs = 3_000;
const commitsMax = 500;
/** What makes up less of a file is not worth a word. */
const shareMin = 0.1;
const sourcesMax = 2;
/** What changes along less often is chance. */
const alongMin = 3;

/** Takes at most six seconds; most places take some tens of milliseconds. */
export const investigatePlace: InvestigatePlace = async (root, place, hearing, signal) => {
  const isFolder = place.endsWith('/');
  const boundary = `=${randomUUID()}=`;
  const log = ['log', `-n${commitsMax}`, '--no-color', '--encoding=UTF-8', commitFormat(boundary)];
  const options = { timeoutMs, signal };
  const told = isFolder
    ? await runGit(root, [...log, '--raw', '--full-diff', '--', place], options)
    : await runGit(root, [...log, '--follow', '--', place], options);
  if (!told.ok) return undefined;
  const all = readCommits(told.output, boundary);
  const commits = all.filter((commit) => !hearing.isForgotten({ ...commit, at: commitTime(commit) }));
  if (commits.length === 0) return undefined;
  const sentences = [describeCommits(place, commits, all.length === commitsMax)];
  if (isFolder) sentences.push(describeCompanions(place, commits, hearing));
  else {
    const blamed = await runGit(root, ['blame', '--porcelain', '--no-textconv', '-w', '--', place], options);
    if (blamed.ok) sentences.push(describeSources(blamed.output, commits));
  }
  const command = `git log ${isFolder ? '--raw' : '--follow'} -- ${place}${isFolder ? '' : `; git blame -w -- ${place}`}`;
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), command } satisfies Investigation;
};

function readCommits(output: string, boundary: string): ParsedCommit[] {
  const parser = new CommitParser(boundary);
  return [...output.split('\n').map((line) => parser.push(line)), parser.end()].filter(
    (commit) => commit !== undefined,
  );
}

function describeCommits(place: string, commits: readonly ParsedCommit[], isCut: boolean): string {
  const people = new Set(commits.map(({ author }) => author)).size;
  const repairs = commits.filter(({ subject }) => speaksOfRepair(subject)).length;
  const times = commits.map(({ authoredAt }) => authoredAt);
  const span = `from ${dayOf(Math.min(...times))} to ${dayOf(Math.max(...times))}`;
  const total = `${isCut ? 'the latest ' : ''}${count(commits.length, 'commit', 'commits')}`;
  return `\`${place}\`: ${total} by ${count(people, 'person', 'people')} ${span}, ${repairs} of them repairs.`;
}

/** Which other folder changed in most of the commits. */
function describeCompanions(place: string, commits: readonly ParsedCommit[], { isMet }: Hearing): string {
  const counts = new Map<string, number>();
  for (const { files } of commits) {
    const outside = files.map(({ path }) => path).filter((path) => path.includes('/') && !path.startsWith(place));
    for (const folder of new Set(outside.map((path) => path.slice(0, path.lastIndexOf('/') + 1)))) {
      if (!place.startsWith(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const first = most.find(([folder]) => isMet(folder));
  if (first === undefined || first[1] < alongMin) return '';
  return `In ${first[1]} of them \`${first[0]}\` changed along.`;
}

/**
 * Whose commits most lines are of, as `git blame --porcelain` tells: a line's head names its commit, its time once. Commits
 * are told by their sha alone, so that what one says is not kept a second time, where forgetting it would miss it.
 */
function describeSources(blame: string, commits: readonly ParsedCommit[]): string {
  const counted = new Set(commits.map((commit) => commit.sha));
  const lines = new Map<string, number>();
  const days = new Map<string, string>();
  let sha = '';
  let total = 0;
  for (const line of blame.split('\n')) {
    if (line.startsWith('\t')) {
      lines.set(sha, (lines.get(sha) ?? 0) + 1);
      total += 1;
    } else if (/^[0-9a-f]{40,64} \d+ \d+/.test(line)) sha = line.slice(0, line.indexOf(' '));
    else if (line.startsWith('author-time ')) days.set(sha, dayOf(Number(line.slice('author-time '.length)) * 1000));
  }
  const sources = [...lines]
    .filter(([id, n]) => counted.has(id) && n / total >= shareMin)
    .sort((a, b) => b[1] - a[1])
    .slice(0, sourcesMax)
    .map(([id, n]) => `${Math.round((100 * n) / total)} % from ${id.slice(0, 8)} (${days.get(id) ?? ''})`);
  return sources.length === 0 ? '' : `Of its ${count(total, 'line', 'lines')}, ${sources.join(', ')}.`;
}
