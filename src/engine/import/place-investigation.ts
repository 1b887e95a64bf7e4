// A file or a folder of a repository in, a few sentences on its past out, as git tells them: how long and by how many it was
// worked on, how much of that was repair, which commits its lines come from, what outside of it changes along.
import type { InvestigatePlace, Investigation } from '../model/curiosity.ts';
import { count, dayOf } from '../model/plain-word.ts';
import { speaksOfRepair } from '../model/repair-subject.ts';
import { runGit } from './git-command.ts';

const timeoutMs = 3_000;
const commitsMax = 500;
/** What makes up less of a file is not worth a word. */
const shareMin = 0.1;
const sourcesMax = 2;
/** What changes along less often is chance. */
const alongMin = 3;

interface PastCommit {
  readonly author: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly subject: string;
}

/** Takes at most six seconds; most places take some tens of milliseconds. */
export const investigatePlace: InvestigatePlace = async (root, place, signal) => {
  const isFolder = place.endsWith('/');
  const log = ['log', `-n${commitsMax}`, '--format=%x00%an%x01%at%x01%s'];
  const options = { timeoutMs, signal };
  const told = isFolder
    ? await runGit(root, [...log, '--name-only', '--full-diff', '--', place], options)
    : await runGit(root, [...log, '--follow', '--', place], options);
  if (!told.ok || told.output === '') return undefined;
  const entries = told.output.split('\0').slice(1);
  const commits = entries.map((entry) => readCommit(entry.split('\n', 1)[0]!));
  const sentences = [describeCommits(place, commits)];
  if (isFolder) sentences.push(describeCompanions(place, entries));
  else {
    const blamed = await runGit(root, ['blame', '--porcelain', '--no-textconv', '-w', '--', place], options);
    if (blamed.ok) sentences.push(describeSources(blamed.output));
  }
  const command = `git log ${isFolder ? '--name-only' : '--follow'} -- ${place}${isFolder ? '' : `; git blame -w -- ${place}`}`;
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), command } satisfies Investigation;
};

function readCommit(line: string): PastCommit {
  const [author = '', at = '0', subject = ''] = line.split('\u0001');
  return { author, at: Number(at) * 1000, subject };
}

function describeCommits(place: string, commits: readonly PastCommit[]): string {
  const people = new Set(commits.map(({ author }) => author)).size;
  const repairs = commits.filter(({ subject }) => speaksOfRepair(subject)).length;
  const times = commits.map(({ at }) => at);
  const span = `from ${dayOf(Math.min(...times))} to ${dayOf(Math.max(...times))}`;
  const total = `${commits.length === commitsMax ? 'the latest ' : ''}${count(commits.length, 'commit', 'commits')}`;
  return `\`${place}\`: ${total} by ${count(people, 'person', 'people')} ${span}, ${repairs} of them repairs.`;
}

/** Which other folder changed in most of the commits. */
function describeCompanions(place: string, entries: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const paths = entry.split('\n').slice(1);
    const outside = paths.filter((path) => path.includes('/') && !path.startsWith(place));
    for (const folder of new Set(outside.map((path) => path.slice(0, path.lastIndexOf('/') + 1)))) {
      if (!place.startsWith(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (first === undefined || first[1] < alongMin) return '';
  return `In ${first[1]} of them \`${first[0]}\` changed along.`;
}

/**
 * Whose commits most lines are of, as `git blame --porcelain` tells: a line's head names its commit, its time once. Commits
 * are told by their sha alone, so that what one says is not kept a second time, where forgetting it would miss it.
 */
function describeSources(blame: string): string {
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
    .sort((a, b) => b[1] - a[1])
    .slice(0, sourcesMax)
    .filter(([, n]) => n / total >= shareMin)
    .map(([id, n]) => `${Math.round((100 * n) / total)} % from ${id.slice(0, 8)} (${days.get(id) ?? ''})`);
  return sources.length === 0 ? '' : `Of its ${count(total, 'line', 'lines')}, ${sources.join(', ')}.`;
}
