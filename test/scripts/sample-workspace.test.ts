import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tool } from '../../scripts/build.ts';
import { mustRun } from '../../scripts/run-program.ts';
import { sampleHistory } from '../../scripts/sample-history.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'second-nature-sample-'));
let hashes: string[] = [];

beforeAll(async () => {
  hashes = await makeSampleWorkspace(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('has every commit, with the same hash on every machine', () => {
  expect(hashes).toHaveLength(sampleHistory.length);
  expect(hashes.length).toBeGreaterThanOrEqual(40);
  expect(hashes.at(-1)).toMatchInlineSnapshot(`"1027a791f6677b080c2231345cbb0b1ba6928df8"`);
});

test('names the commit that is taken back', async () => {
  const message = await mustRun('git', ['log', '-1', '--format=%B', hashes[19]!], { cwd: folder });
  expect(message).toContain(`This reverts commit ${hashes[18]}.`);
});

test('compiles without an error, so that the first one is the user’s', async () => {
  expect(await mustRun(tool('tsc'), ['-p', '.'], { cwd: folder })).toBe('');
}, 60_000);

test('its dates ascend', () => {
  const dates = sampleHistory.map((commit) => Date.parse(commit.at));
  expect(dates).toEqual(dates.toSorted((a, b) => a - b));
});
