// Makes the workspace that `npm start` opens when no folder is named: the invented history of sample-history.ts comes
// in, a git repository with those commits goes out. Every hash is the same on every machine, since names and dates are.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachePath, makeOnce } from './developer-cache.ts';
import { mustRun } from './run-program.ts';
import { type Commit, sampleHistory, sampleVersion } from './sample-history.ts';

const author = { name: 'Mira Okafor', email: 'mira@orders.example' };

/** Makes the sample in the cache unless it is there; what a user changed in it stays. */
export async function prepareSampleWorkspace(): Promise<string> {
  const folder = cachePath('sample', 'orders');
  await makeOnce(folder, sampleVersion, makeSampleWorkspace);
  return folder;
}

/**
 * Fills an empty folder with the sample's repository.
 *
 * @returns the hashes of its commits, oldest first
 */
export async function makeSampleWorkspace(folder: string): Promise<string[]> {
  await git(folder, ['init', '--quiet', '--initial-branch=main']);
  await git(folder, ['config', 'user.name', author.name]);
  await git(folder, ['config', 'user.email', author.email]);
  const hashes: string[] = [];
  for (const commit of sampleHistory) hashes.push(await makeCommit(folder, commit, hashes));
  return hashes;
}

async function makeCommit(folder: string, commit: Commit, hashes: readonly string[]): Promise<string> {
  const dates = { GIT_AUTHOR_DATE: commit.at, GIT_COMMITTER_DATE: commit.at };
  if (commit.reverts !== undefined) {
    await git(folder, ['revert', '--no-commit', hashes[commit.reverts]!]);
  }
  for (const [path, change] of Object.entries(commit.files)) changeFile(join(folder, path), change);
  await git(folder, ['add', '--all']);
  const reverted = commit.reverts === undefined ? undefined : `This reverts commit ${hashes[commit.reverts]}.`;
  const message = [commit.subject, reverted, commit.body].filter((part) => part !== undefined).join('\n\n');
  await git(folder, ['commit', '--quiet', '--no-verify', '--message', message], dates);
  return (await git(folder, ['rev-parse', 'HEAD'])).trim();
}

function changeFile(path: string, change: Commit['files'][string]): void {
  if (change === null) {
    rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  if (typeof change === 'string') {
    writeFileSync(path, change);
    return;
  }
  let text = readFileSync(path, 'utf8');
  for (const [before, after] of change) {
    if (!text.includes(before)) throw new Error(`The sample's ${path} does not hold: ${before}`);
    text = text.replace(before, () => after);
  }
  writeFileSync(path, text);
}

/** Runs git without the user's own configuration, which may sign, hook or rename. */
function git(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return mustRun('git', args, { cwd: folder, env: { ...alone, ...env } });
}
