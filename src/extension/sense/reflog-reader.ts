// The root of a working tree comes in, what its reflogs hold goes out. Read from disk, since the editor's git extension
// tells of none of it; a repository without logs has none.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reflogs } from './git-operation.ts';

const branchFolder = 'heads';

export async function readReflogs(root: string): Promise<Reflogs> {
  const gitDir = await gitDirOf(root);
  const refs = await refLogsOf(gitDir);
  const [head, stash, branches] = await Promise.all([
    linesOf(path.join(gitDir, 'logs', 'HEAD')),
    linesOf(path.join(refs, 'stash')),
    filesBelow(path.join(refs, branchFolder)),
  ]);
  return { head, stashes: stash.length, branches };
}

/** The absolute path of the folder in which each local branch has a log of its own; it may not be there yet. */
export async function findBranchLogs(root: string): Promise<string> {
  return path.join(await refLogsOf(await gitDirOf(root)), branchFolder);
}

/** All working trees of a repository share what is not their own HEAD's. */
async function refLogsOf(gitDir: string): Promise<string> {
  const common = (await textOf(path.join(gitDir, 'commondir'))).trim();
  return path.join(path.resolve(gitDir, common), 'logs', 'refs');
}

/** In a worktree and in a submodule, `.git` is a file that says where it is. */
async function gitDirOf(root: string): Promise<string> {
  const place = path.join(root, '.git');
  const pointer = /^gitdir: (.+)$/m.exec(await textOf(place))?.[1];
  return pointer === undefined ? place : path.resolve(root, pointer.trim());
}

async function linesOf(file: string): Promise<string[]> {
  return (await textOf(file)).split('\n').filter((line) => line !== '');
}

/** By their paths with POSIX separators; none where there is no such folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) =>
    path.relative(folder, path.join(parentPath, name)).replaceAll(path.sep, '/'),
  );
}

/** Empty for what is not there or is a folder. */
async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
