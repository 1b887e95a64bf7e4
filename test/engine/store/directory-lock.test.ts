import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { lockDirectory } from '../../../src/engine/store/directory-lock.ts';
import { makeFolder } from './small-memory.ts';

const source = join(import.meta.dirname, '../../../src/engine/store/directory-lock.ts');

/** A process that takes the lock, says whether it got it, and stays. */
async function startHolder(folder: string): Promise<{ child: ChildProcess; held: boolean }> {
  const script = `import { lockDirectory } from ${JSON.stringify(source)};
    const lock = lockDirectory(process.argv[1]);
    console.log(lock.held);
    setInterval(() => lock, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout!), 'line');
  return { child, held: line === 'true' };
}

it('is held by one at a time, in this process too', () => {
  const folder = join(makeFolder(), 'new');
  const first = lockDirectory(folder);
  expect(first.held).toBe(true);
  expect(lockDirectory(folder)).toEqual({ held: false });
  if (first.held) first.release();
  const again = lockDirectory(folder);
  expect(again.held).toBe(true);
  if (again.held) again.release();
});

it('is free at once when its holder is killed', async () => {
  const folder = makeFolder();
  const { child, held } = await startHolder(folder);
  expect(held).toBe(true);
  expect(lockDirectory(folder)).toEqual({ held: false });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = lockDirectory(folder);
  expect(lock.held).toBe(true);
  if (lock.held) lock.release();
});

it('goes to one of many that come at once', async () => {
  const folder = makeFolder();
  const holders = await Promise.all(Array.from({ length: 4 }, () => startHolder(folder)));
  expect(holders.filter(({ held }) => held)).toHaveLength(1);
});

it('says why where it cannot even be tried', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'file'), '');
  const lock = lockDirectory(join(folder, 'file'));
  expect(lock).toMatchObject({ held: false, problem: expect.stringContaining('cannot be opened') });
});
