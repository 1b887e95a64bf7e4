// What a repository ignores is known by its own rules, in one question for many paths.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createIgnoreFinder } from '../../../src/engine/import/ignored-paths.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'second-nature-ignored-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let nowMs = 0;

test('ignored paths are found, tracked ones are not, and a change of the rules is noticed', async () => {
  const findIgnored = createIgnoreFinder(() => nowMs);
  const ask = async (...paths: string[]) => [...(await findIgnored(root, paths))].sort();
  expect(await ask('dist/a.js')).toEqual([]); // No repository yet: nothing is known to be ignored.
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'pipe' });
  git('init', '--quiet');
  writeFileSync(join(root, '.gitignore'), 'dist/\n*.log\n!kept.log\n');
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist', 'tracked.js'), '');
  git('add', '--force', 'dist/tracked.js');
  nowMs += 60_000;
  const several = await Promise.all([
    ask('dist/a.js', 'src/a.ts'),
    ask('deep/b.log', 'kept.log'),
    ask('dist/tracked.js'),
  ]);
  expect(several).toEqual([['dist/a.js'], ['deep/b.log'], []]);
  writeFileSync(join(root, '.gitignore'), 'src/\n');
  expect(await ask('src/a.ts', '.gitignore')).toEqual(['src/a.ts']);
  // One path that git refuses does not speak for the others.
  expect(await ask('../outside.ts', 'src/b.ts', 'README.md')).toEqual(['src/b.ts']);
});
