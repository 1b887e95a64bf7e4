// A file is renamed in git, and agents ask over the bridge: what is known of it is told under the name that it has now.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { importMethod, importResult } from '../../../src/protocol/lifecycle.ts';
import { testedProgram } from '../../tested-program.ts';
import { EngineFixture } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
let client: Client;

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: fixture.folder });
}

function commit(message: string, text?: string): void {
  if (text !== undefined) fs.writeFileSync(path.join(fixture.folder, 'queue.ts'), text);
  git('add', '-A');
  git('commit', '--quiet', '-m', message);
}

async function learn(): Promise<void> {
  const engine = await fixture.connect();
  const learned = await engine.request(importMethod, { folder: fixture.folder, token: 't' }, importResult);
  expect(learned).toMatchObject({ ok: true });
}

/** A bridge is a session, in which nothing is told twice. */
async function openBridge(): Promise<void> {
  await client?.close();
  client = new Client({ name: 'test', version: '1.0.0' });
  const args = [testedProgram('cli'), 'mcp', '--folder', fixture.folder];
  const env = { ...(process.env as Record<string, string>), SECOND_NATURE_HOME: fixture.directory };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
}

async function ask(name: string, input: Record<string, string>): Promise<string> {
  const { content } = await client.callTool({ name, arguments: input });
  return (content as { text: string }[])[0]!.text;
}

beforeAll(async () => {
  fixture = new EngineFixture();
  git('init', '--quiet', '-b', 'main');
  const lines = ['export const waiting = [];', 'export function send(mail) {', '  waiting.push(mail);', '}', ''];
  commit('Keep mails that wait in a queue', lines.join('\n'));
  commit('Fix mails that were lost at a restart', ['// Kept on disk.', ...lines].join('\n'));
  commit('Fix mails that were sent twice', ['// Kept on disk, once.', ...lines].join('\n'));
  await learn();
  await openBridge();
});
afterAll(async () => {
  await client?.close();
  await fixture.end();
});

test('before the rename the file goes by its name', async () => {
  expect(await ask('recall', { question: 'Why were mails sent twice?' })).toMatch(/^\| queue\.ts$/m);
  expect(await ask('orient', {})).toContain('| queue.ts: 2 fixes in 3 commits [imported]');
});

test('after it, by the name of now, in recall and in orientation; what was told is no evidence', async () => {
  fs.mkdirSync(path.join(fixture.folder, 'src'));
  git('mv', 'queue.ts', 'src/outbox.ts');
  commit('Call the queue what it is');
  await learn();
  await openBridge();
  expect(await ask('recall', { question: 'Why were mails sent twice?' })).toMatch(
    /^\| queue\.ts \(now src\/outbox\.ts/m,
  );
  const whole = await ask('orient', {});
  expect(whole).toContain('| src/outbox.ts: 2 fixes in 4 commits [imported]');
  expect(whole).not.toContain('| queue.ts');
  expect(await ask('orient', { task: 'mails are sent twice' })).toMatch(
    /^\| \S+: Fix mails that were sent twice in queue\.ts \[imported, commit \w+, queue\.ts is now src\/outbox\.ts\]$/m,
  );
  const ofPlace = await ask('recall', { question: 'src/outbox.ts' });
  expect(ofPlace).toMatch(/^state: known\n[\s\S]*Call the queue what it is/);
  expect(ofPlace).not.toContain('prime');
});
