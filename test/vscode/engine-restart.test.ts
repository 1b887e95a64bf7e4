// The engine is killed under a real window: the extension starts another by itself, and what was written in between
// is not lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { askMemory, engineStatus } from './harness/memory-command.ts';
import { enginePid } from './harness/server-workbench.ts';
import { type Editor, startEditor } from './harness/workbench.ts';

const folder = mkdtempSync(join(tmpdir(), 'second-nature-restart-'));
let editor: Editor;

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  editor = await startEditor({});
});
afterAll(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a killed engine comes back, with what was written while it was away', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const window = await editor.openWindow({ folder });
  const clients = async () => {
    const status = await engineStatus(editor.memoryDirectory, folder);
    return status.clients.filter(({ client }) => client === 'extension').length;
  };
  await expect.poll(clients, { timeout: 30_000, interval: 500 }).toBe(1);
  await expect
    .poll(async () => (await engineStatus(editor.memoryDirectory, folder)).counts.events, { timeout: 30_000 })
    .toBeGreaterThan(40); // The history is in.
  const before = (await engineStatus(editor.memoryDirectory, folder)).counts.events;
  const killed = enginePid(editor.memoryDirectory)!;
  await window.openFile('src/price.ts');

  process.kill(killed, 'SIGKILL');
  await window.typeText('// A note that is typed while nobody listens.\n');
  await window.save();

  await expect.poll(() => enginePid(editor.memoryDirectory), { timeout: 30_000, interval: 200 }).not.toBe(killed);
  await expect.poll(clients, { timeout: 30_000, interval: 500 }).toBe(1);
  const events = async () => (await engineStatus(editor.memoryDirectory, folder)).counts.events;
  await expect.poll(events, { timeout: 30_000, interval: 500 }).toBeGreaterThanOrEqual(before + 2); // Edit and save.
  expect(await askMemory(editor.memoryDirectory, folder, 'check')).toEqual({ problems: [] });
});
