// Real repositories for tests: made by real git in a throw-away directory, with clocks and names given.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface MadeRepository {
  readonly root: string;
  git(...args: string[]): string;
  write(path: string, text: string | Uint8Array): void;
  /** Writes the files and commits all; times are seconds since 1970. Gives the sha. */
  commit(message: string, files: Record<string, string | Uint8Array>, atSeconds?: number): string;
  remove(): void;
}

export function makeFolder(): { root: string; remove(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'second-nature-test-')));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export function makeRepository(name = 'shop'): MadeRepository {
  const folder = makeFolder();
  const root = join(folder.root, name);
  mkdirSync(root);
  let nowSeconds = 1_700_000_000;
  const git = (...args: string[]) => {
    const time = `${nowSeconds} +0000`;
    const person = { GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time, GIT_CONFIG_GLOBAL: '/dev/null' };
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...person },
      stdio: 'pipe',
    });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.com');
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  return {
    root,
    git,
    write,
    commit(message, files, atSeconds) {
      nowSeconds = atSeconds ?? nowSeconds + 3600;
      for (const [path, text] of Object.entries(files)) write(path, text);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '-m', message);
      return git('rev-parse', 'HEAD').trim();
    },
    remove: folder.remove,
  };
}
