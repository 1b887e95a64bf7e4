// Where the scripts keep what is costly to make and is no part of the repository: the editor, the sample workspace.
// A thing is made under a lock and stamped when it is whole, so that an interrupted making is done again.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const lockPollMs = 500;

/** Absolute path inside the cache; nothing is made. */
export function cachePath(...parts: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(base, 'second-nature-dev', ...parts);
}

/**
 * Makes a folder of the cache once. A folder whose stamp is absent or names another version is emptied and made anew.
 *
 * @param version what the stamp says when the folder is whole; another version means another content
 * @param make fills the empty folder; when it throws, the folder stays without its stamp
 */
export async function makeOnce(
  folder: string,
  version: string,
  make: (folder: string) => Promise<unknown>,
): Promise<void> {
  const stamp = `${folder}.stamp`;
  if (isStamped(stamp, version, folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (isStamped(stamp, version, folder)) return;
    rmSync(stamp, { force: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await make(folder);
    writeFileSync(stamp, version);
  } finally {
    release();
  }
}

function isStamped(stamp: string, version: string, folder: string): boolean {
  return existsSync(stamp) && existsSync(folder) && readFileSync(stamp, 'utf8') === version;
}

/** Waits until no living process holds the lock, then holds it. */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (holderIsGone(path)) rmSync(path, { force: true });
    else await sleep(lockPollMs);
  }
}

function holderIsGone(path: string): boolean {
  let holder: number;
  try {
    holder = Number(readFileSync(path, 'utf8'));
  } catch {
    return false; // It was released in this moment; the next attempt tells.
  }
  // An empty file belongs to a holder that is about to write its id.
  return holder > 0 && !isAlive(holder);
}

/** Whether a process of this id runs on the machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
