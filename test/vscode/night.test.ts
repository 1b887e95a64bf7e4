// A night by command in the real editor: the status bar says how far it has come, its menu wakes the memory, and what was left
// of the night is slept another time.
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { importMethod, importResult } from '../../src/protocol/lifecycle.ts';
import { askEngine } from './harness/memory-command.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { makeLongHistory } from './long-history.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('shop');
const eventually = { timeout: 60_000, interval: 250 };
/** It is pressed while the night is on, which takes some seconds. */
const soon = { timeout: 60_000, interval: 50 };
/** A night on them takes some seconds. */
const commits = 8_000;
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  makeLongHistory(folder, commits);
  editor = await startEditor({ settings: { 'secondNature.importHistory': false } });
  window = await editor.openWindow({ folder });
  await status().waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

const status = () => window.page.locator('.statusbar-item[id*="secondNature.status"]');
const statusWords = async () => (await shownWords(status())).join(' ');
const notices = async () => (await shownWords(window.page.locator('.notifications-center'))).join('\n');
const steps = () => loggedEvents(editor.memoryDirectory).flatMap(({ kind, data }) => (kind === 'sleep' ? [data] : []));

test('a night by command says how far it is in the status bar, is woken from its menu, and goes on by command', async () => {
  onTestFailed(async () => {
    await window.screenshot('night-failed');
    console.log(editor.logs());
  });
  await askEngine(editor.memoryDirectory, importMethod, { folder, token: 'shop' }, importResult);
  await window.command('Second Nature: Sleep Now');
  await expect.poll(statusWords, soon).toMatch(/sleeping \d+%/);
  await window.screenshot('night-asleep');
  await status().click();
  const menu = window.page.locator('.quick-input-list .monaco-list-row');
  await menu.filter({ hasText: 'Wake it up' }).click();
  await window.command('Notifications: Show Notifications');
  await expect.poll(notices, eventually).toContain('The memory was woken');
  await expect.poll(statusWords, eventually).toContain('learning');
  await window.screenshot('night-woken');
  const slept = steps();
  expect(slept.length).toBeGreaterThan(0);
  expect(slept.map(({ stage }) => stage)).not.toContain('rules');

  await window.command('Notifications: Clear All Notifications');
  await window.command('Second Nature: Sleep Now');
  await window.command('Notifications: Show Notifications');
  await expect.poll(notices, eventually).toContain('The memory has slept');
  const whole = steps();
  expect(whole.slice(0, slept.length)).toEqual(slept);
  expect(new Set(whole.map(({ nightToSeq }) => nightToSeq)).size).toBe(1);
  expect(whole.at(-1)).toMatchObject({ stage: 'rules', toSeq: slept[0]!.nightToSeq });

  // What it learned leads to where the explorer tells more of it.
  await window.page.locator('.notifications-center').getByText('Show What It Learned').first().click();
  const learned = menu.filter({ hasText: 'commits' }).first();
  await learned.waitFor();
  const [sentence] = await shownWords(learned);
  await learned.click();
  const explorer = await window.webview('article h2');
  expect(sentence).toContain(await explorer.locator('article h2').textContent());
});
