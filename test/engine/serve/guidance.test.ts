// Work is done in a real repository beside a real engine; then the terminal proposes what to write down, and git applies
// it. The engine itself writes nothing.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { guidanceMethod, guidanceResult } from '../../../src/protocol/guidance.ts';
import { importMethod, importResult } from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { testedProgram } from '../../tested-program.ts';
import { EngineFixture } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

const program = testedProgram('cli');
let fixture: EngineFixture;
let engine: EngineConnection;

beforeAll(async () => {
  fixture = new EngineFixture();
  git('init', '--quiet', '-b', 'main');
  write('package.json', '{ "scripts": { "build": "tsc", "test": "vitest" } }\n');
  write('AGENTS.md', '# Mine\n');
  engine = await fixture.connect();
  for (let round = 1; round <= 4; round += 1) await work(round, ['npm run build', 'npm test']);
});
afterAll(() => fixture.end());

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: fixture.folder });
}

function write(name: string, text: string): void {
  fs.writeFileSync(path.join(fixture.folder, name), text);
}

async function work(round: number, commands: readonly string[]): Promise<void> {
  const observations = commands.map((text, i) => ({
    ...fixture.note(`r${round}-${i}`, text),
    at: Date.now(),
    kind: 'command',
    data: { exitCode: 0, durationMs: 1, output: '' },
  }));
  expect(await engine.request(observeMethod, { observations }, observeResult)).toMatchObject({ ok: true });
  write('a.txt', `${round}\n`);
  git('add', '-A');
  git('commit', '--quiet', '-m', `Round ${round}`);
  expect(await engine.request(importMethod, { folder: fixture.folder, token: 't' }, importResult)).toMatchObject({
    ok: true,
  });
}

async function propose(): Promise<string[]> {
  const params = { folder: fixture.folder, what: 'skills', allTiers: false };
  const reply = await engine.request(guidanceMethod, params, guidanceResult);
  return reply.ok
    ? reply.value.changes.map(({ kind, path: file, tier }) => `${kind} ${file} ${tier ?? ''}`.trim())
    : [];
}

const skill = '.github/skills/before-a-commit/SKILL.md';

test('a procedure is proposed as a patch, applied by git, then neither proposed again nor kept when a script has gone', async () => {
  expect(await propose()).toEqual([`create ${skill} observed`]);
  const env = { ...process.env, SECOND_NATURE_HOME: fixture.directory };
  const args = [program, 'skills', '--folder', fixture.folder];
  const patch = execFileSync(process.execPath, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(fs.existsSync(path.join(fixture.folder, skill))).toBe(false);
  execFileSync('git', ['apply', '-'], { cwd: fixture.folder, input: patch });
  expect(fs.readFileSync(path.join(fixture.folder, skill), 'utf8')).toMatch(
    /1\. Run `npm run build`\n2\. Run `npm test`\n/,
  );
  expect(await propose()).toEqual([]);
  await work(5, ['npm run build', 'npm test']);
  expect(await propose()).toEqual([]);
  write('package.json', '{ "scripts": { "test": "vitest" } }\n');
  expect(await propose()).toEqual([`remove ${skill}`]);
});
