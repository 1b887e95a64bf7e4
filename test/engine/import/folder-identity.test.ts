import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identifyFolder } from '../../../src/engine/import/folder-identity.ts';
import { type MadeRepository, makeFolder, makeRepository } from './made-repository.ts';

let repository: MadeRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

test('a repository is known by its git directory, its remote and its first commit', async () => {
  const first = repository.commit('One', { 'a.ts': 'a' });
  repository.commit('Two', { 'b.ts': 'b' });
  repository.git('remote', 'add', 'alpha', 'https://example.com/else/where.git');
  repository.git('remote', 'add', 'origin', 'https://ada:hunter2@example.com/ada/store.git');
  mkdirSync(join(repository.root, 'src'));
  const identity = await identifyFolder(join(repository.root, 'src'));
  expect(identity).toEqual({
    root: repository.root,
    facts: {
      name: 'store',
      commonDir: join(repository.root, '.git'),
      remote: 'example.com/ada/store',
      firstCommit: first,
    },
    problems: [],
  });
  expect(JSON.stringify(identity)).not.toContain('hunter2');
});

test('a worktree and a symbolic link share the git directory; a clone shares the first commit', async () => {
  repository.commit('One', { 'a.ts': 'a' });
  repository.git('worktree', 'add', '--quiet', '../tree');
  const clone = makeFolder();
  repository.git('clone', '--quiet', repository.root, join(clone.root, 'copy'));
  symlinkSync(repository.root, join(repository.root, '../link'));
  const [home, tree, link, copy] = await Promise.all(
    [repository.root, join(repository.root, '../tree'), join(repository.root, '../link'), join(clone.root, 'copy')].map(
      (folder) => identifyFolder(folder),
    ),
  );
  expect(tree!.facts).toEqual(home!.facts);
  expect(tree!.root).not.toBe(home!.root);
  expect(link).toEqual(home);
  expect(copy!.facts.firstCommit).toBe(home!.facts.firstCommit);
  expect(copy!.facts.remote).toBeUndefined();
  clone.remove();
});

test('a folder without a repository is known by itself', async () => {
  const folder = makeFolder();
  const identity = await identifyFolder(folder.root);
  expect(identity.facts.commonDir).toBe(folder.root);
  expect(identity.problems).toEqual([`${folder.root} is not a git repository: there is no history to import.`]);
  folder.remove();
  expect((await identifyFolder(folder.root)).problems).toEqual([`${folder.root} does not exist.`]);
});

test('a shallow clone tells no first commit and says so', async () => {
  repository.commit('One', { 'a.ts': 'a' });
  repository.commit('Two', { 'a.ts': 'b' });
  const clone = makeFolder();
  repository.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, join(clone.root, 'copy'));
  const identity = await identifyFolder(join(clone.root, 'copy'));
  expect(identity.facts.firstCommit).toBeUndefined();
  expect(identity.problems).toEqual([
    'This is a shallow clone: its first commit is not here, so only its place on disk tells which project it is.',
  ]);
  clone.remove();
});

test('a repository without a commit, and a bare one', async () => {
  expect((await identifyFolder(repository.root)).problems).toEqual([
    `${repository.root} has no commits yet: there is no history to import.`,
  ]);
  const first = repository.commit('One', { 'a.ts': 'a' });
  repository.git('clone', '--quiet', '--bare', repository.root, '../store.git');
  const bare = join(repository.root, '../store.git');
  const identity = await identifyFolder(bare);
  expect(identity.root).toBe(bare);
  expect(identity.facts).toEqual({ name: 'store', commonDir: bare, firstCommit: first });
});

test('variables that a git hook sets do not lead to another repository', async () => {
  const first = repository.commit('One', { 'a.ts': 'a' });
  const other = makeRepository('other');
  process.env.GIT_DIR = join(other.root, '.git');
  const identity = await identifyFolder(repository.root);
  delete process.env.GIT_DIR;
  expect(identity.facts.firstCommit).toBe(first);
  other.remove();
});

test('without git the folder still has an identity', async () => {
  const path = process.env.PATH;
  process.env.PATH = repository.root;
  const identity = await identifyFolder(repository.root);
  process.env.PATH = path;
  expect(identity.facts.commonDir).toBe(repository.root);
  expect(identity.problems).toEqual([
    `git was not found on this machine: the history of ${repository.root} is not read.`,
  ]);
});
