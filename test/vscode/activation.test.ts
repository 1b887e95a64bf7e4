// The extension in a fresh editor: it starts, quickly, talks to its engine, and leaves no process behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { isAlive } from '../../scripts/developer-cache.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { engineStatus } from './harness/memory-command.ts';
import { enginePid } from './harness/server-workbench.ts';
import { type Editor, startEditor } from './harness/workbench.ts';

const activateMsMax = 50;
const lingerMs = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'second-nature-activation-'));
let editor: Editor;

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  editor = await startEditor({ env: { SECOND_NATURE_LINGER_MS: String(lingerMs) } });
});
afterAll(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('activates quickly, and no process is left when its window has closed', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const window = await editor.openWindow({ folder });
  const extensions = async () => {
    const { clients } = await engineStatus(editor.memoryDirectory, folder);
    return clients.filter(({ client }) => client === 'extension');
  };
  await expect.poll(extensions, { timeout: 60_000, interval: 500 }).toHaveLength(1);
  const [extension] = await extensions();
  console.log(`activate() took ${extension!.activateMs} ms`);
  expect(extension!.activateMs).toBeLessThanOrEqual(activateMsMax);

  const pid = enginePid(editor.memoryDirectory)!;
  expect(isAlive(pid)).toBe(true);
  await window.close();
  await expect.poll(() => isAlive(pid), { timeout: lingerMs + 15_000, interval: 200 }).toBe(false);
  expect(enginePid(editor.memoryDirectory)).toBeUndefined();
});

test('two windows share one engine', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const windows = await Promise.all([editor.openWindow({ folder }), editor.openWindow({ folder })]);
  const clients = async () =>
    (await engineStatus(editor.memoryDirectory, folder)).clients.filter(({ client }) => client === 'extension').length;
  await expect.poll(clients, { timeout: 60_000, interval: 500 }).toBe(2);
  for (const window of windows) await window.close();
});
