// The working tree of a real repository, looked at while it changes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openWorkingTree } from '../../../src/engine/import/working-tree.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-nature-tree-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a file is read as it is now, within bounds and within the root', () => {
  const outer = makeFolder();
  const root = join(outer, 'root');
  mkdirSync(join(root, 'src'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  const tree = openWorkingTree();
  expect(tree.read(root, 'src/a.ts')).toEqual({ there: false });
  write('src/a.ts', 'one');
  expect(tree.read(root, 'src/a.ts')).toEqual({ there: true, text: 'one' });
  write('src/a.ts', 'three');
  expect(tree.read(root, 'src/a.ts')).toEqual({ there: true, text: 'three' });
  write('image.png', 'a\0b');
  write('large.txt', 'x'.repeat(600 * 1024));
  writeFileSync(join(outer, 'outside'), 'secret');
  for (const place of ['image.png', 'large.txt', 'src']) expect(tree.read(root, place)).toEqual({ there: true });
  expect(tree.read(root, '../outside')).toEqual({ there: false });
});

test('commits that the repository does not hold are named; where there is none, nothing is said', async () => {
  const root = makeFolder();
  const lost = '1234567890123456789012345678901234567890';
  const tree = openWorkingTree();
  expect(await tree.missingCommits(root, [lost])).toEqual(new Set());
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: root }).toString();
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '-m', 'Begin');
  const held = git('rev-parse', 'HEAD').trim();
  // Git may be slow to start on a busy machine, and then nothing is said: it is asked until it has answered.
  await expect.poll(() => tree.missingCommits(root, [held, lost]), { timeout: 20_000 }).toEqual(new Set([lost]));
});
