// The editor of these tests must say no to proposed API, or the other tests would prove less than they seem to.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { denyProposals } from '../../scripts/strict-editor.ts';
import { type Editor, startEditor } from './harness/workbench.ts';

const folder = mkdtempSync(join(tmpdir(), 'second-nature-strict-'));
const extension = join(folder, 'extension');
const manifest = {
  name: 'asks-too-much',
  publisher: 'example',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.cjs',
  activationEvents: ['onStartupFinished'],
};

/** Calls one stable and one proposed function and writes what came of it. */
const program = `
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');
const attempt = (call) => { try { call(); return 'allowed'; } catch (error) { return error.message; } };
exports.activate = () => {
  const stable = attempt(() => vscode.workspace.onDidSaveTextDocument(() => {}));
  const proposed = attempt(() => vscode.chat.onDidDisposeChatSession(() => {}));
  writeFileSync(join(process.env.SECOND_NATURE_HOME, 'answer.json'), JSON.stringify({ stable, proposed }));
};
`;

let editor: Editor;

beforeAll(async () => {
  mkdirSync(extension);
  writeFileSync(join(extension, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(extension, 'main.cjs'), program);
  editor = await startEditor();
});
afterAll(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(process.env.SECOND_NATURE_EDITOR === 'desktop')('denies proposed API and allows the rest', async () => {
  await editor.openWindow({ folder, extensionDevelopmentPath: extension });
  await expect
    .poll(() => readAnswer(join(editor.memoryDirectory, 'answer.json')), { timeout: 20_000 })
    .toMatchObject({ stable: 'allowed', proposed: expect.stringContaining('CANNOT use API proposal') });
});

function readAnswer(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // The extension has not started yet.
  }
}

test('refuses to patch an editor that it does not know', () => {
  expect(() => denyProposals('function a(b,c){return!0}', 'host.js')).toThrow(/found 0/);
});
