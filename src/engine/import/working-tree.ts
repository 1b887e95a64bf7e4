// The working tree as it is now: a path comes in, its text goes out; hashes come in, those that the repository does not
// hold go out. Read-only, bounded in size and time; a file is read again only after it has changed.
import fs from 'node:fs';
import path from 'node:path';
import type { FileNow, WorkingTree } from '../model/citation.ts';
import { runGit } from './git-command.ts';

const fileBytesMax = 512 * 1024;
const filesKeptMax = 64;
const commitsKeptMax = 20_000;
const gitTimeoutMs = 400;

interface Read {
  readonly mtimeMs: number;
  readonly size: number;
  readonly file: FileNow;
}

export function openWorkingTree(): WorkingTree {
  const files = new Map<string, Read>();
  /** Commits that were there; one that is missing may come with the next fetch. */
  const held = new Set<string>();
  return {
    read(root, place) {
      const absolute = path.resolve(root, place);
      const stat = isBelow(root, absolute) ? fs.statSync(absolute, { throwIfNoEntry: false }) : undefined;
      if (stat === undefined) return { there: false };
      if (!stat.isFile() || stat.size > fileBytesMax) return { there: true };
      const known = files.get(absolute);
      if (known?.mtimeMs === stat.mtimeMs && known.size === stat.size) return known.file;
      const file = readText(absolute);
      if (files.size >= filesKeptMax) files.delete(files.keys().next().value!);
      files.set(absolute, { mtimeMs: stat.mtimeMs, size: stat.size, file });
      return file;
    },
    async missingCommits(root, shas) {
      const asked = shas.filter((sha) => !held.has(`${root}\0${sha}`));
      if (asked.length === 0) return new Set();
      const args = ['rev-list', '--no-walk=unsorted', '--ignore-missing', ...asked];
      const listed = await runGit(root, args, { timeoutMs: gitTimeoutMs });
      if (!listed.ok) return new Set();
      const found = new Set(listed.output.split('\n'));
      if (held.size > commitsKeptMax) held.clear();
      for (const sha of asked) if (found.has(sha)) held.add(`${root}\0${sha}`);
      return new Set(asked.filter((sha) => !found.has(sha)));
    },
  };
}

function isBelow(root: string, absolute: string): boolean {
  return absolute === path.resolve(root) || absolute.startsWith(`${path.resolve(root)}${path.sep}`);
}

function readText(absolute: string): FileNow {
  let text: string;
  try {
    text = fs.readFileSync(absolute, 'utf8');
  } catch {
    return { there: true }; // It went away just now, or may not be read: nothing can be said of what stands in it.
  }
  return text.includes('\0') ? { there: true } : { there: true, text };
}
