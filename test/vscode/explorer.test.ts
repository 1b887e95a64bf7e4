// The explorer in the real editor: welcomes a new user, imports the history when asked, is read by keyboard, opens what
// it shows, and comes back when the window is reloaded.
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { workbenchRestored } from './harness/editor-window.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const eventually = { timeout: 30_000, interval: 250 };
let editor: Editor;
let window: Workbench;
let explorer: Frame;

/** An episode of the sample whose commit gives its reasons. */
const episode = 'Fix orders that were sent twice by the retry queue';

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  editor = await startEditor({ settings: { 'secondNature.importHistory': false } });
  window = await editor.openWindow({ folder });
  // The extension's commands are there once its item is in the status bar.
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

const rows = () => explorer.getByRole('option');
const title = () => explorer.locator('article h2');

async function reportFailure(): Promise<void> {
  await window.screenshot('explorer-failed');
  console.log(editor.logs());
}

/** The page is made anew whenever its panel was hidden, in a frame that is another each time. */
async function findExplorer(selector: string): Promise<void> {
  explorer = await window.webview(selector);
}

test('an empty memory offers to import the history, and shows it', async () => {
  onTestFailed(reportFailure);
  await window.command('Second Nature: Open Explorer');
  await findExplorer('.welcome button');
  await window.screenshot('explorer-welcome');
  await explorer.getByRole('button', { name: 'Import this repository’s history' }).click();
  await expect
    .poll(() => rows().locator('.row-title').allTextContents(), eventually)
    .toEqual(expect.arrayContaining(['Release 1.0.0', 'Show the mail address on the profile', episode]));
  await expect.poll(() => explorer.getByRole('status').textContent(), eventually).toBe('41 episodes');
  await window.page.waitForTimeout(2_500); // The page is told once more that something was learned, after a pause.
});

test('is read by keyboard: rows, the episode, its links', async () => {
  onTestFailed(reportFailure);
  const row = explorer.getByRole('option').filter({ hasText: episode });
  const place = Number(await row.getAttribute('aria-posinset'));
  await explorer.getByRole('listbox').focus();
  for (let press = 0; press < place; press++) await window.page.keyboard.press('ArrowDown');
  await expect.poll(() => title().textContent(), eventually).toBe(episode);
  expect(await row.locator('.places').textContent()).toBe('client.ts, retry-queue.ts');
  expect(await explorer.locator('.step .summary').first().textContent()).toContain(episode);
  const mentioned = explorer.locator('.link-group').filter({ hasText: 'Mentions' }).locator('.link-label');
  expect(await mentioned.allTextContents()).toEqual(expect.arrayContaining(['src/client.ts', 'src/retry-queue.ts']));
  await window.screenshot('explorer');
  await window.page.keyboard.press('Enter');
  await expect
    .poll(() => title().evaluate((found) => found.ownerDocument.activeElement === found), eventually)
    .toBe(true);
});

/** As a user reloads it. A browser that reloads the page by itself does not wait until the editor has written its state. */
async function reloadWindow(): Promise<void> {
  const isLoaded = window.page.waitForEvent('load');
  await window.command('Developer: Reload Window');
  await isLoaded;
  await workbenchRestored(window.page);
  // A panel is filled once the extension has started again, which takes a while on a busy machine.
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
}

test('comes back with its selection when the window is reloaded', async () => {
  onTestFailed(reportFailure);
  await window.page.waitForTimeout(1_000); // The page keeps its state after a pause.
  await reloadWindow();
  await findExplorer('article h2');
  expect(await title().textContent()).toBe(episode);
  expect(await explorer.getByRole('option', { selected: true }).locator('.row-title').textContent()).toBe(episode);
});

test('opens the diff of a commit and a file', async () => {
  onTestFailed(reportFailure);
  await explorer.getByRole('button', { name: /Show the changes of commit/ }).click();
  const added = window.page.locator('.monaco-editor .view-line', { hasText: "method: 'PUT'," });
  await added.first().waitFor({ timeout: 60_000 });
  await window.screenshot('explorer-diff');
  // The sidebar has a tab of the same name.
  await window.page.locator('.tabs-container').getByRole('tab', { name: 'Second Nature', exact: true }).click();
  await findExplorer('article h2');
  await explorer.getByRole('button', { name: 'src/client.ts' }).first().click();
  await window.page.locator('.tab.active[data-resource-name="client.ts"]').waitFor();
});

test('stays one tab where a reload left it in the background', async () => {
  onTestFailed(reportFailure);
  const tabs = window.page.locator('.tabs-container').getByRole('tab', { name: 'Second Nature', exact: true });
  await reloadWindow();
  await expect.poll(() => tabs.count(), eventually).toBe(1);
  await window.command('Second Nature: Open Explorer');
  await findExplorer('article h2');
  expect(await title().textContent()).toBe(episode);
  expect(await tabs.count()).toBe(1);
  await window.screenshot('explorer-one-tab');
});

test('plays on the map what an answer brings to mind', async () => {
  onTestFailed(reportFailure);
  await window.page.locator('.tabs-container').getByRole('tab', { name: 'Second Nature', exact: true }).click();
  await findExplorer('article h2');
  await explorer.getByRole('searchbox').fill('why were orders sent twice by the retry queue?');
  await explorer.getByRole('button', { name: 'Play the recall' }).click();
  const current = explorer.locator('.hops > li[aria-current=step]');
  await current.waitFor();
  await explorer.getByRole('button', { name: 'Back' }).press('Home');
  await expect.poll(() => current.textContent(), eventually).toContain(episode);
  await explorer.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => current.textContent(), eventually).toContain('src/retry-queue.ts');
  await explorer.locator('.map-canvas canvas').first().waitFor();
  await window.screenshot('explorer-recall-editor');
  await explorer.getByRole('tab', { name: 'Timeline' }).click();
});

test('answers a question, and pins, corrects and forgets one memory', async () => {
  onTestFailed(reportFailure);
  await window.page.locator('.tabs-container').getByRole('tab', { name: 'Second Nature', exact: true }).click();
  await findExplorer('article h2');
  const box = explorer.getByRole('searchbox');
  const button = (name: string) => explorer.getByRole('button', { name, exact: true });
  await box.fill('why were orders sent twice by the retry queue?');
  await box.press('Enter');
  await expect.poll(() => explorer.locator('.evidence .link').first().textContent(), eventually).toBe(episode);
  expect(await explorer.locator('.answer .episode-facts').textContent()).toContain('likely to be right');
  await window.screenshot('explorer-answer-editor');
  await button('Useful').click();
  await explorer.locator('.evidence .link').first().click();
  await expect.poll(() => title().textContent(), eventually).toBe(episode);

  await button('Pin').click();
  await explorer.getByText('Pinned: you want this kept.').waitFor();
  await button('Correct…').click();
  await explorer.getByLabel('Why?').fill('It was the broker');
  await explorer.getByLabel('Why?').press('Enter');
  await explorer.getByText(/You called this wrong.*It was the broker/).waitFor();
  await window.screenshot('explorer-corrected');

  await button('Forget…').click();
  await button('Forget it for good').waitFor();
  await window.screenshot('explorer-forget-preview');
  await button('Forget it for good').click();
  await explorer.getByText('It is forgotten. No file of the memory holds it any more.').waitFor({ timeout: 60_000 });
  await window.screenshot('explorer-forgotten');
  await box.fill('sent twice');
  await expect.poll(() => rows().locator('.row-title').allTextContents(), eventually).not.toContain(episode);
});

test.each([
  ['light', 'explorer-light-editor'],
  ['high-contrast', 'explorer-hc-editor'],
] as const)('is drawn in the colours of the %s theme', async (colorTheme, picture) => {
  onTestFailed(reportFailure);
  await window.close();
  window = await editor.openWindow({ folder, colorTheme });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
  await window.command('Second Nature: Open Explorer');
  await findExplorer('[role="option"]');
  const recent = 'Fix the invoice of an order without items';
  await rows().filter({ hasText: recent }).click();
  await expect.poll(() => title().textContent(), eventually).toBe(recent);
  await window.screenshot(picture);
});
