// The budget of space in the real editor: nothing goes within the one that is set by itself; one that is set anew reaches the
// engine that runs, and the diary tells what went after the next night.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { importMethod, importResult } from '../../src/protocol/lifecycle.ts';
import { diaryMethod, diaryResult } from '../../src/protocol/sleep.ts';
import { askEngine } from './harness/memory-command.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { makeLongHistory } from './long-history.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('shop');
const eventually = { timeout: 60_000, interval: 250 };
/** Their wording is far more than a hundredth of a megabyte. */
const commits = 600;
const megabytes = '0.01';
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  makeLongHistory(folder, commits);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'price.ts'), '');
  editor = await startEditor({ settings: { 'secondNature.importHistory': false } });
  window = await editor.openWindow({ folder });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

const eventsOf = (kind: string) => loggedEvents(editor.memoryDirectory).filter((event) => event.kind === kind);
const nights = async () => (await askEngine(editor.memoryDirectory, diaryMethod, { folder }, diaryResult)).nights;

async function sleepOn(text: string): Promise<void> {
  await window.openFile('src/price.ts');
  await window.typeText(`// ${text}\n`);
  await expect.poll(() => JSON.stringify(eventsOf('edit')), eventually).toContain(text);
  const before = eventsOf('sleep').length;
  await window.command('Second Nature: Sleep Now');
  const lastStage = () => eventsOf('sleep').slice(before).at(-1)?.data.stage;
  await expect.poll(lastStage, eventually).toBe('rules');
}

async function setBudget(): Promise<void> {
  const { page } = window;
  await window.command('Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .settings-header .monaco-editor').click();
  await page.keyboard.type('secondNature.storageBudget');
  const field = page.locator('.settings-editor .setting-item-contents', { hasText: 'Storage Budget' }).locator('input');
  await field.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(megabytes);
  await window.screenshot('storage-budget-setting');
  await page.waitForTimeout(2_000); // It is saved a moment after the typing, and the extension is told of it.
}

test('a budget that is set in the settings holds after the next night, and the diary says what it cost', async () => {
  onTestFailed(async () => {
    await window.screenshot('storage-budget-failed');
    console.log(editor.logs());
  });
  await askEngine(editor.memoryDirectory, importMethod, { folder, token: 'shop' }, importResult);
  await sleepOn('within the budget');
  expect(eventsOf('forget')).toEqual([]);

  await setBudget();
  await sleepOn('beyond the budget');
  await expect.poll(async () => (await nights())[0]?.episodesLetGo ?? 0, eventually).toBeGreaterThan(100);
  expect(eventsOf('forget')).toMatchObject([{ data: { selector: 'budget' } }]);
  expect((await nights()).slice(1).every(({ episodesLetGo }) => episodesLetGo === undefined)).toBe(true);

  await window.command('Second Nature: Show What It Learned in Its Sleep');
  const rows = window.page.locator('.quick-input-list .monaco-list-row');
  await expect
    .poll(() => shownWords(rows), eventually)
    .toContainEqual(expect.stringMatching(/wording of \d+ old episodes was let go/));
  await window.screenshot('storage-budget-diary');
});
