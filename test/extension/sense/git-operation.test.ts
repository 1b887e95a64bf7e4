// Lines of git's reflogs come in, what was done comes out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOperations } from '../../../src/extension/sense/git-operation.ts';
import { readReflogs } from '../../../src/extension/sense/reflog-reader.ts';

test('what git itself writes is read, in a worktree too', async () => {
  const root = mkdtempSync(join(tmpdir(), 'second-nature-reflog-'));
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann Example', '-c', 'user.email=ann@shop.example', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  const commit = (folder: string, text: string) => {
    writeFileSync(join(folder, `${text}.txt`), text);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '-m', text);
  };
  const main = join(root, 'main');
  git(root, 'init', '--quiet', '--initial-branch=main', main);
  expect(await readReflogs(join(root, 'nowhere'))).toEqual({ head: [], stashes: 0, branches: [] });
  commit(main, 'one');
  let last = await readReflogs(main);
  const since = async (folder = main) => {
    const now = await readReflogs(folder);
    const done = readOperations(last, now);
    last = now;
    return done;
  };
  git(main, 'checkout', '--quiet', '-b', 'feature');
  commit(main, 'two');
  expect(await since()).toEqual([]);
  git(main, 'checkout', '--quiet', 'main');
  git(main, 'merge', '--quiet', 'feature');
  expect(await since()).toEqual(['git merge feature']);
  writeFileSync(join(main, 'one.txt'), 'changed');
  git(main, 'stash');
  expect(await since()).toEqual(['git stash']);
  git(main, 'stash', 'pop');
  expect(await since()).toEqual(['git stash pop']);
  git(main, 'checkout', '--quiet', '--', '.');
  commit(main, 'three');
  git(main, 'checkout', '--quiet', 'feature');
  commit(main, 'four');
  await since();
  git(main, 'rebase', '--quiet', 'main');
  expect(await since()).toEqual(['git rebase feature']);
  git(main, 'reset', '--quiet', '--hard', 'HEAD~1');
  expect(await since()).toEqual(['git reset HEAD~1']);
  git(main, 'branch', 'topic/cart');
  expect(await since()).toEqual(['git branch topic/cart']);
  git(main, 'branch', '--move', 'topic/cart', 'topic/basket');
  expect(await since()).toEqual(['git branch -m topic/cart topic/basket']);
  git(main, 'branch', '--delete', '--force', 'topic/basket');
  expect(await since()).toEqual(['git branch -d topic/basket']);
  const side = join(root, 'side');
  git(main, 'worktree', 'add', '--quiet', '-b', 'side', side);
  last = await readReflogs(side);
  commit(side, 'five');
  commit(main, 'six');
  git(side, 'merge', '--quiet', '--no-edit', 'feature');
  expect(await since(side)).toEqual(['git merge feature']);
  rmSync(root, { recursive: true, force: true });
});
