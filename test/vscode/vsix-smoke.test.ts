// The extension as users get it: the packaged file, installed into a clean editor, learns a repository's history. What
// it needs must be inside: the bundles, the native modules, the encoder.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { vsixPath } from '../../scripts/package.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { engineStatus } from './harness/memory-command.ts';
import { type Editor, startEditor } from './harness/workbench.ts';

const folder = mkdtempSync(join(tmpdir(), 'second-nature-smoke-'));
let commits = 0;
let editor: Editor;

beforeAll(async () => {
  if (!existsSync(vsixPath())) throw new Error(`${vsixPath()} is not there. Make it first: npm run package`);
  commits = (await makeSampleWorkspace(folder)).length;
  editor = await startEditor({ vsix: vsixPath() });
});
afterAll(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('learns the history of the repository that was opened', async () => {
  onTestFailed(() => console.log(editor.logs()));
  await editor.openWindow({ folder });
  // Every commit is in the log, and has a vector: the native modules and the encoder were found in the package.
  const learned = async () => {
    const { counts, notices } = await engineStatus(editor.memoryDirectory, folder);
    return { all: counts.events >= commits && counts.vectors >= commits, notices };
  };
  await expect.poll(learned, { timeout: 90_000, interval: 1_000 }).toEqual({ all: true, notices: [] });
  const { clients } = await engineStatus(editor.memoryDirectory, folder);
  expect(clients.map(({ client }) => client)).toContain('extension');
});
