// Somebody who has read nothing: by what is in sight alone they find one memory, see what it rests on, say that it is wrong
// and have it forgotten, within two minutes by the clock. And the sidebar with names that strain it, in each kind of theme.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { mustRun } from '../../scripts/run-program.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const eventually = { timeout: 60_000, interval: 250 };
const minutesMax = 2;
let editor: Editor;
let window: Workbench;

const oddCommits: readonly (readonly [path: string, title: string])[] = [
  [
    `${'a-folder-with-a-long-name/'.repeat(7)}parcel-that-is-late.ts`,
    `Move ${'the-long-name-of-a-thing-'.repeat(7)}out`,
  ],
  ['src/الطلبات/فاتورة.ts', 'إصلاح قائمة إعادة المحاولة عند انقطاع الشبكة (3 مرات)'],
  ['test/חשבוניות/invoice.ts', 'תיקון שגיאה בחשבונית: 3 שורות ב-client.ts'],
];

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  for (const [path, title] of oddCommits) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `// ${title}\n`);
    await mustRun('git', ['-C', folder, 'add', '--all'], {});
    await mustRun('git', ['-C', folder, 'commit', '--quiet', '-m', title], {});
  }
  editor = await startEditor();
  window = await editor.openWindow({ folder });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

async function reportFailure(): Promise<void> {
  await window.screenshot('first-minutes-failed');
  console.log(editor.logs());
}

const sidebar = () => window.page.locator('.part.sidebar');
const rows = () => sidebar().locator('.monaco-list-row');

test('one memory is found, understood, corrected and forgotten by what is in sight', async () => {
  onTestFailed(reportFailure);
  const { page } = window;
  const menu = page.locator('.monaco-menu');
  const title = 'Fix orders that were sent twice by the retry queue';
  const feedback = () =>
    loggedEvents(editor.memoryDirectory).flatMap(({ kind, data }) => (kind === 'feedback' ? [data.verdict] : []));
  const commits = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'commit').length;
  await expect.poll(commits, eventually).toBeGreaterThan(40); // It has read the history, as it does by itself.
  const beganAt = performance.now();

  // Found: the icon at the side, the magnifier over the list.
  await page.getByRole('tab', { name: 'Second Nature', exact: true }).first().click();
  // Their count is part of the name once it is known.
  const episodes = sidebar().getByRole('button', { name: /^Episodes\b.* Section$/ });
  await episodes.hover();
  await sidebar().getByRole('button', { name: 'Search Episodes' }).click();
  await page.locator('.quick-input-widget input[placeholder^="Words of a title"]').waitFor();
  await window.typeText('sent twice');
  await page.keyboard.press('Enter');
  await sidebar().getByText('with “sent twice”').waitFor();
  const row = rows().filter({ hasText: 'Fix orders that were sent twice' });
  const month = rows().filter({ hasText: 'April 2025' });
  await row.or(month).first().waitFor();
  if (!(await row.first().isVisible())) await month.first().click();
  await row.first().waitFor();
  await window.screenshot('minutes-1-found');

  // Understood: what happened stands in the page, and the change behind it opens.
  await row.first().click();
  const explorer = await window.webview('article h2');
  await expect.poll(() => explorer.locator('article h2').textContent(), eventually).toBe(title);
  await explorer.getByRole('heading', { name: 'What happened' }).waitFor();
  await window.screenshot('minutes-2-read');
  await explorer.getByRole('button', { name: /Show the changes of commit/ }).click();
  await page.locator('.monaco-editor .view-line', { hasText: "method: 'PUT'," }).first().waitFor({ timeout: 60_000 });
  await window.screenshot('minutes-3-evidence');

  // Corrected: the other button of the mouse names what can be done.
  const named = async () => {
    if (!(await menu.isVisible())) await row.first().click({ button: 'right' });
    return (await shownWords(menu.locator('.action-label'))).filter((label) => label !== '');
  };
  await expect.poll(named, eventually).toEqual(['Show in the Explorer', 'Pin', 'That Is Wrong', 'Forget This…']);
  await window.screenshot('minutes-4-menu');
  await page.keyboard.press('Escape');
  await window.chooseInMenu(row.first(), 'That Is Wrong');
  await page.locator('.quick-input-widget').getByText('Fix orders that were sent twice').waitFor();
  await window.typeText('It was the proxy');
  await page.keyboard.press('Enter');
  await expect.poll(feedback, eventually).toContain('corrected');

  // Forgotten: what would go is shown first.
  await window.chooseInMenu(row.first(), 'Forget This…');
  const dialog = page.locator('.monaco-dialog-box');
  await expect.poll(() => dialog.textContent(), eventually).toMatch(/Forget \d+ events?\?/);
  await window.screenshot('minutes-5-forget');
  await dialog.getByRole('button', { name: 'Forget', exact: true }).click();
  await expect.poll(() => loggedEvents(editor.memoryDirectory).at(-1)?.kind, eventually).toBe('forget');
  await row.first().waitFor({ state: 'detached' });
  const minutes = (performance.now() - beganAt) / 60_000;
  console.log(`found, understood, corrected and forgotten in ${(minutes * 60).toFixed(0)} s`);
  await window.screenshot('minutes-6-forgotten');
  expect(minutes).toBeLessThan(minutesMax);
  await window.command('Second Nature: Clear the Search');
});

test.each([
  ['dark', 1],
  ['light', 2],
  ['high-contrast', 2],
] as const)('long names and words from the right in the sidebar: %s at %s×', async (colorTheme, scale) => {
  onTestFailed(reportFailure);
  await window.close();
  window = await editor.openWindow({ folder, colorTheme, scale });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
  await window.openFile('parcel-that-is-late.ts');
  await window.page.getByRole('tab', { name: 'Second Nature', exact: true }).first().click();
  for (const [, title] of oddCommits)
    await rows()
      .filter({ hasText: title.slice(0, 30) })
      .first()
      .waitFor();
  await window.screenshot(`sidebar-odd-${colorTheme}-${scale}x`);
  // Words from the right are held apart, so that the day beside them keeps its place to their right.
  const arabic = rows().filter({ hasText: 'إصلاح قائمة' }).first();
  const name = (await arabic.locator('.label-name').boundingBox())!;
  const day = (await arabic.locator('.label-description').boundingBox())!;
  expect(day.x).toBeGreaterThanOrEqual(name.x + name.width - 1);
  expect(await arabic.locator('.label-name').textContent()).toMatch(/^\u2068.*\u2069$/);
});
