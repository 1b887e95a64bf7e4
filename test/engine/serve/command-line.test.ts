// The program as a user runs it: a real process, a real engine, a repository that the test makes.
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testedProgram } from '../../tested-program.ts';
import { EngineFixture, makeHistory } from './engine-fixture.ts';

const program = testedProgram('cli');

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeAll(() => {
  fixture = new EngineFixture();
  makeHistory(fixture.folder, 300);
});
afterAll(() => fixture.end());

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: fixture.folder,
      env: { ...process.env, SECOND_NATURE_HOME: fixture.directory },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('learn', () => {
  test('imports once, with progress, and tells what it learned without colour', async () => {
    const first = await run('learn');
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^Learned 300 commits in \d+\.\d s\.\n/) });
    expect(first.err).toMatch(/learning the history: \d+ of 300 commits/);
    expect(first.out).not.toContain('\u001b');
    const second = await run('learn');
    expect(second.out).toMatch(/^Learned 0 commits in \d+\.\d s; 300 commits known already\./);
  });

  test('gives all of it as JSON', async () => {
    const { code, out } = await run('learn', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      import: { imported: 0, alreadyKnown: 300 },
      orientation: { name: 'orders' },
    });
  });
});

test.each([
  ['status', /^Second Nature\n {2}engine +\d/],
  ['check', /^The memory is sound\.\n$/],
  ['rebuild', /^Derived again from 3\d\d events in \d+ ms\. Nothing had drifted\.\n$/],
  ['orient', /^orders\n[\s\S]*evidence {2}[0-9a-f]{8} {2}\d+ \w+ 20\d\d {2}\S/],
])('%s answers', async (command, out) => {
  expect(await run(command)).toEqual({ code: 0, out: expect.stringMatching(out), err: '' });
});

test('recall takes the question without quotes and gives JSON', async () => {
  const { code, out } = await run('recall', '--json', 'why', 'change', '7?');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ question: 'why change 7?' });
});

test.each([
  [['status', '--folder', '/nowhere/at/all'], 2, /^There is no folder \/nowhere\/at\/all\.\n$/],
  [['dance'], 2, /unknown command 'dance'/],
  [['recall'], 2, /missing required argument 'question'/],
  [[], 2, /Usage: second-nature/],
])('%j is refused', async (args, code, err) => {
  expect(await run(...args)).toEqual({ code, out: '', err: expect.stringMatching(err) });
});
