// A folder in, the facts that tell which project it belongs to out: where its repository lives, what its remote is
// called, which commit it began with. Worktrees and clones give facts that match.
import { realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { FolderFacts } from '../model/event.ts';
import type { IdentifyFolder } from '../model/ports.ts';
import { type GitResult, runGit } from './git-command.ts';
import { normaliseRemote } from './remote-name.ts';

const timeoutMs = 15_000;

/**
 * Reads a folder's identity from disk, by a handful of read-only git calls (some 10 ms; in a very long history the
 * search for the first commit takes longer, and is given up after 15 s).
 *
 * @returns facts that always identify the folder; `problems` says in plain sentences what could not be found out
 */
export const identifyFolder: IdentifyFolder = async (folder) => {
  const real = await realPath(folder);
  if (real === undefined) {
    const path = resolve(folder);
    return plainFolder(path, `${path} does not exist.`);
  }
  const place = await runGit(
    real,
    ['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', '--git-common-dir'],
    { timeoutMs },
  );
  if (!place.ok) return plainFolder(real, explainNoRepository(real, place));
  const [isInside, isShallow, commonDir] = place.output.split('\n');
  const root = isInside === 'true' ? await findRoot(real) : real;
  return describeRepository(root, resolve(real, commonDir!), isShallow === 'true');
};

async function describeRepository(root: string, commonDirAsGiven: string, isShallow: boolean) {
  const commonDir = (await realPath(commonDirAsGiven)) ?? commonDirAsGiven;
  const remote = await findRemote(root);
  const first = isShallow ? { problem: shallowProblem(remote) } : await findFirstCommit(root);
  const facts: FolderFacts = {
    name: nameProject(commonDir, root, remote),
    commonDir,
    ...(remote !== undefined && { remote }),
    ...(first.sha !== undefined && { firstCommit: first.sha }),
  };
  return { root, facts, problems: first.problem === undefined ? [] : [first.problem] };
}

function plainFolder(folder: string, problem: string) {
  return { root: folder, facts: { name: basename(folder) || folder, commonDir: folder }, problems: [problem] };
}

function explainNoRepository(folder: string, failure: Extract<GitResult, { ok: false }>): string {
  if (failure.reason === 'missing') return `git was not found on this machine: the history of ${folder} is not read.`;
  if (failure.message.includes('not a git repository')) {
    return `${folder} is not a git repository: there is no history to import.`;
  }
  if (failure.message.includes('dubious ownership')) {
    return `${folder} belongs to another user, so git does not read it: see git's setting safe.directory.`;
  }
  return `git could not read ${folder}: ${failure.message}`;
}

async function findRoot(folder: string): Promise<string> {
  const found = await runGit(folder, ['rev-parse', '--show-toplevel'], { timeoutMs });
  if (!found.ok) return folder;
  return (await realPath(withoutLineEnd(found.output))) ?? folder;
}

/** `origin` where there is one, else the first by name. Only remotes on a network tell a project. */
async function findRemote(root: string): Promise<string | undefined> {
  const listed = await runGit(root, ['config', '--null', '--get-regexp', '^remote\\..*\\.url$'], { timeoutMs });
  if (!listed.ok) return undefined;
  const remotes: { key: string; name: string }[] = [];
  for (const entry of listed.output.split('\0')) {
    const cut = entry.indexOf('\n');
    const name = cut < 0 ? undefined : normaliseRemote(entry.slice(cut + 1));
    if (name !== undefined) remotes.push({ key: entry.slice(0, cut), name });
  }
  remotes.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return (remotes.find((remote) => remote.key === 'remote.origin.url') ?? remotes[0])?.name;
}

async function findFirstCommit(root: string): Promise<{ sha?: string; problem?: string }> {
  const head = await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { timeoutMs });
  if (!head.ok) return { problem: `${root} has no commits yet: there is no history to import.` };
  const listed = await runGit(root, ['rev-list', '--max-parents=0', '--date-order', 'HEAD'], { timeoutMs });
  if (!listed.ok) return { problem: `The first commit of ${root} was not found: ${listed.message}.` };
  return { sha: listed.output.trim().split('\n').at(-1)! };
}

function shallowProblem(remote: string | undefined): string {
  const consequence = remote === undefined ? 'its place on disk' : 'its remote';
  return `This is a shallow clone: its first commit is not here, so only ${consequence} tells which project it is.`;
}

/** Alike for all worktrees, whatever their folders are called. */
function nameProject(commonDir: string, root: string, remote: string | undefined): string {
  if (remote !== undefined) return basename(remote);
  if (basename(commonDir) === '.git') return basename(dirname(commonDir)) || root;
  return basename(commonDir).replace(/\.git$/, '') || basename(root);
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
