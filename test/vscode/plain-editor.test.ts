// Where a file is shown beside its past, or a text is no file at all, the memory is quiet: what it knows of the file is
// said in the file's own editor only.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { makeKnownWorkspace, mistaken, ruled, teachMemory } from './known-workspace.ts';
import { loggedEvents } from './memory-log.ts';
import { shownBeside, shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const eventually = { timeout: 60_000, interval: 250 };
/** Nothing is shown later than that after what brings it. */
const shownMsMax = 2_500;
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  await makeKnownWorkspace(folder);
  for (const path of ['src/price.ts', 'src/schema.ts']) appendFileSync(join(folder, path), '// Changed.\n');
  editor = await startEditor({
    settings: {
      'secondNature.mode': 'assist',
      'secondNature.surfaces.ghostText': true,
      'secondNature.importHistory': false,
      'editor.inlineSuggest.enabled': true,
      'editor.stickyScroll.enabled': false,
    },
  });
  window = await editor.openWindow({ folder });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
  await teachMemory(editor.memoryDirectory, folder);
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

async function reportFailure(): Promise<void> {
  await window.screenshot('plain-editor-failed');
  console.log(editor.logs());
}

const told = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'prime');
const isBeside = async (words: string) => (await shownBeside(window.page)).some((text) => text.includes(words));

/** Opens what changed in a file by a click in the list of changes, and clicks into the side that can be edited. */
async function openChanges(name: string): Promise<void> {
  const changes = window.page.locator('.scm-view .monaco-list-row');
  // A second click would hide the view.
  if (!(await changes.first().isVisible()))
    await window.page.locator('.activitybar .action-label[aria-label^="Source Control"]').click({ force: true });
  await changes.filter({ hasText: name }).first().click();
  await window.page.locator('.tab.active', { hasText: name }).first().waitFor();
  await window.page.locator('.monaco-diff-editor .editor.modified .view-line').last().click();
  await window.page.locator('.monaco-diff-editor .editor.modified .monaco-editor.focused').waitFor();
}

/** The words of a hover at the cursor, if one comes. */
async function hoverWords(): Promise<string> {
  await window.page.keyboard.press('ControlOrMeta+K');
  await window.page.keyboard.press('ControlOrMeta+I');
  await window.page.waitForTimeout(1_500);
  const words = (await shownWords(window.page.locator('.monaco-hover:visible'))).join(' ');
  await window.page.keyboard.press('Escape');
  return words;
}

/** The titles of the actions at the cursor; the editor says so where there are none. */
async function actionTitles(): Promise<string> {
  await window.page.keyboard.press('ControlOrMeta+.');
  const answer = window.page.locator('.action-widget, .monaco-editor-overlaymessage');
  await answer.first().waitFor();
  const titles = (await shownWords(window.page.locator('.action-widget .title'))).join(' ');
  await window.page.keyboard.press('Escape');
  await window.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  return titles;
}

test('beside its past a file that is known has no hint, no hover and no action', async () => {
  onTestFailed(reportFailure);
  const { page } = window;
  await openChanges('price.ts');
  await window.goToLine(1);
  expect(await hoverWords()).not.toContain('Second Nature');
  expect(await isBeside('has hurt before')).toBe(false);

  await openChanges('parcel.ts');
  await page.locator('.editor.modified .squiggly-error').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(shownMsMax);
  expect(await isBeside('seen')).toBe(false);
  await window.goToLine(1, 16);
  expect(await actionTitles()).not.toMatch(/how this was fixed|remembered/);
  await window.screenshot('diff-without-hints');

  await openChanges('rows.ts');
  await window.goToLine(ruled.line, ruled.column);
  expect(await actionTitles()).not.toContain('Do as before');
  await window.command('Trigger Inline Suggestion');
  await page.waitForTimeout(1_000);
  expect(await page.locator('.monaco-editor [class*="ghost-text"]', { hasText: 'await' }).count()).toBe(0);

  await openChanges('schema.ts');
  await window.goToLine(1);
  await window.typeText('// A parcel may be late.\n');
  await window.save();
  await page.waitForTimeout(shownMsMax);
  expect(await page.locator('.statusbar-item[id*="secondNature.companions"]').isVisible()).toBe(false);
  expect(told()).toEqual([]);
});

test('an output has no hover', async () => {
  onTestFailed(reportFailure);
  await window.command('Second Nature: Show Status');
  await window.page.locator('.part.panel .view-line').first().click();
  expect(await hoverWords()).not.toContain('Second Nature');
  expect(told()).toEqual([]);
});

test('in its own editor it is told of', async () => {
  onTestFailed(reportFailure);
  await window.command('View: Close All Editors');
  await window.openFile(mistaken);
  await expect.poll(() => isBeside('seen 1×'), eventually).toBe(true);
  await window.openFile('src/price.ts');
  await window.goToLine(1);
  await expect.poll(hoverWords, eventually).toContain('Second Nature');
});
