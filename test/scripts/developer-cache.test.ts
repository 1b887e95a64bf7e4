import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeOnce } from '../../scripts/developer-cache.ts';

const base = mkdtempSync(join(tmpdir(), 'second-nature-cache-'));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(base, `thing-${count++}`);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const fill = (name: string) => async () => writeFileSync(join(folder, name), '');

test('makes a thing once', async () => {
  await makeOnce(folder, 'v1', fill('a'));
  await makeOnce(folder, 'v1', fill('b'));
  expect(readdirSync(folder)).toEqual(['a']);
});

test('makes it anew for another version, from nothing', async () => {
  await makeOnce(folder, 'v1', fill('a'));
  await makeOnce(folder, 'v2', fill('b'));
  expect(readdirSync(folder)).toEqual(['b']);
});

test('makes it again after a making that failed half-way', async () => {
  const fails = async () => {
    await fill('half')();
    throw new Error('interrupted');
  };
  await expect(makeOnce(folder, 'v1', fails)).rejects.toThrow('interrupted');
  await makeOnce(folder, 'v1', fill('whole'));
  expect(readdirSync(folder)).toEqual(['whole']);
});

test('two who want it at once wait for one making', async () => {
  let makings = 0;
  const slow = async () => {
    makings += 1;
    await sleep(200);
  };
  await Promise.all([makeOnce(folder, 'v1', slow), makeOnce(folder, 'v1', slow)]);
  expect(makings).toBe(1);
});

test('takes the lock of a process that is gone', async () => {
  writeFileSync(`${folder}.lock`, '999999999');
  await makeOnce(folder, 'v1', fill('a'));
  expect(existsSync(`${folder}.lock`)).toBe(false);
});
