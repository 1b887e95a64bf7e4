// The root of a working tree comes in, what its reflogs hold goes out. Read from disk, since the editor's git extension
// tells of none of it; a repository without logs has none.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reflogs } from './git-operation.ts';

export async function readReflogs(root: string): Promise<Reflogs> {
  const gitDir = await gitDirOf(root);
  const common = (await textOf(path.join(gitDir, 'commondir'))).trim();
  const refs = path.join(path.resolve(gitDir, common), 'logs', 'refs');
  const [head, stash, branches] = await Promise.all([
    linesOf(path.join(gitDir, 'logs', 'HEAD')),
    linesOf(path.join(refs, 'stash')),
    filesBelow(path.join(refs, 'heads')),
  ]);
  return { head, stashes: stash.length, branches };
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
