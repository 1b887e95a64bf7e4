// The sidebar and the quiet marks of fragile places in the real editor: an empty memory welcomes, episodes are found and
// opened, a fragile file carries a badge and says why.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const eventually = { timeout: 60_000, interval: 250 };
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  editor = await startEditor({ settings: { 'secondNature.importHistory': false } });
  window = await editor.openWindow({ folder });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

async function reportFailure(): Promise<void> {
  await window.screenshot('sidebar-failed');
  console.log(editor.logs());
}

const sidebar = () => window.page.locator('.part.sidebar');
const rows = () => sidebar().locator('.monaco-list-row');

test('an empty memory welcomes, imports, and fills its episodes', async () => {
  onTestFailed(reportFailure);
  await window.page.getByRole('tab', { name: 'Second Nature', exact: true }).first().click();
  await sidebar().getByText('Nothing is remembered of this folder yet').waitFor();
  await window.screenshot('sidebar-empty');
  await sidebar().getByRole('button', { name: 'Import the Git History' }).click();
  await expect.poll(async () => (await shownWords(rows())).join('\n'), eventually).toContain('Release 1.0.0');
  await window.screenshot('sidebar-episodes');
});

test('an episode is sought by its words and opened in the explorer', async () => {
  onTestFailed(reportFailure);
  await window.command('Second Nature: Search Episodes');
  const box = window.page.locator('.quick-input-widget input');
  await expect.poll(() => box.getAttribute('placeholder'), eventually).toContain('Words of a title');
  await box.fill('retry queue');
  await window.page.keyboard.press('Enter');
  await sidebar().getByText('with “retry queue”').waitFor();
  await rows().filter({ hasText: 'April 2025' }).click();
  await rows().filter({ hasText: 'Fix orders that were sent twice' }).click();
  const explorer = await window.webview('article h2');
  expect(await explorer.locator('article h2').textContent()).toBe('Fix orders that were sent twice by the retry queue');
  await window.screenshot('sidebar-search');
  await window.command('Second Nature: Clear the Search');
});

test('a fragile file carries a badge, and says why where the pointer rests', async () => {
  onTestFailed(reportFailure);
  await window.openFile('src/price.ts');
  await window.command('View: Show Explorer');
  const badge = window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'price.ts' });
  await expect
    .poll(() => badge.locator('.monaco-icon-label').getAttribute('aria-label'), eventually)
    .toContain('fragile');
  await window.goToLine(1);
  await window.page.keyboard.press('ControlOrMeta+K');
  await window.page.keyboard.press('ControlOrMeta+I');
  const hover = window.page.locator('.monaco-hover:visible').filter({ hasText: 'Second Nature' });
  await expect
    .poll(async () => (await shownWords(hover)).join(' '), eventually)
    .toMatch(/This file: .*last hurt .*Why/);
  await window.screenshot('feel-hover');
});

test('what is needed next is primed, and at a save what may be forgotten', async () => {
  onTestFailed(reportFailure);
  await window.openFile('src/schema.ts');
  await window.command('Second Nature: Focus on Primed Now View');
  const primed = sidebar().locator('.monaco-list-row', { hasText: 'schema.check.ts' });
  await primed.first().waitFor({ timeout: 60_000 });
  await expect
    .poll(async () => (await shownWords(primed)).join(' '), eventually)
    .toMatch(/schema\.check\.ts ?\d+% · changes together with this file/);
  await window.screenshot('sidebar-primed');
  await window.openFile('src/schema.ts');
  await window.goToLine(1);
  await window.typeText('// A parcel may be late.\n');
  await window.save();
  const hint = window.page.locator('.statusbar-item[id*="secondNature.companions"]');
  await expect.poll(async () => (await shownWords(hint)).join(' '), eventually).toMatch(/\.check\.ts \+2\?/);
  await hint.click();
  const entries = window.page.locator('.quick-input-list .monaco-list-row');
  await expect.poll(async () => (await shownWords(entries)).join('\n'), eventually).toContain('Not needed');
  await window.screenshot('companions');
  await entries.filter({ hasText: 'test/schema.check.ts' }).first().click();
  await window.page.locator('.tab.active[data-resource-name="schema.check.ts"]').waitFor();
});

test('what the memory has come to believe stands in sentences with their evidence', async () => {
  onTestFailed(reportFailure);
  const beliefs = sidebar().getByRole('tree', { name: 'Beliefs' }).getByRole('treeitem');
  await window.command('Second Nature: Focus on Beliefs View');
  // The memory sleeps once nothing has happened for a while.
  await expect.poll(async () => (await shownWords(beliefs)).join('\n'), { timeout: 120_000 }).toMatch(/commits/);
  await window.screenshot('sidebar');
  await beliefs
    .filter({ hasText: /commits/ })
    .first()
    .click();
  const grounds = window.page.locator('.quick-input-list .monaco-list-row');
  await expect.poll(async () => (await shownWords(grounds)).join('\n'), eventually).toMatch(/[A-Z]\w+ \w+.* 2025/);
  await window.screenshot('belief-evidence');
  await window.page.keyboard.press('Enter');
  await window.page.locator('.tab.active', { hasText: 'files)' }).first().waitFor();
});

test('in assist mode, a file that has hurt says so when it is opened after a gap', async () => {
  onTestFailed(reportFailure);
  const warnings = () =>
    loggedEvents(editor.memoryDirectory)
      .filter(({ kind, data }) => kind === 'prime' && data.surface === 'place-warning')
      .map(({ refs, data }) => [refs, data.subject]);
  await window.openFile('src/price.ts');
  expect(warnings()).toEqual([]); // Quiet is quiet.
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'secondNature.mode': 'assist' }));
  await expect.poll(warnings, eventually).toEqual([[['src/price.ts'], 'file:src/price.ts']]);
  await window.screenshot('place-warning');
});
