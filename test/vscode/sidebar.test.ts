// The sidebar and the quiet marks of fragile places in the real editor: an empty memory welcomes, episodes are found and
// opened, a fragile file carries a badge and says why.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { mustRun } from '../../scripts/run-program.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { importMethod, importResult } from '../../src/protocol/lifecycle.ts';
import { workbenchRestored } from './harness/editor-window.ts';
import { askEngine } from './harness/memory-command.ts';
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

async function reloadWindow(): Promise<void> {
  await Promise.all([window.page.waitForEvent('load'), window.command('Developer: Reload Window')]);
  await workbenchRestored(window.page);
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
}

/** The page is at what it was asked for: the title of what is read is its name. */
async function explorerShows(title: string): Promise<void> {
  const explorer = await window.webview('article h2');
  await expect.poll(() => explorer.locator('article h2').textContent(), eventually).toBe(title);
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
  await hover.getByRole('link', { name: 'in the explorer' }).click();
  await explorerShows('src/price.ts');
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
  await primed.first().hover();
  await primed.first().getByRole('button', { name: 'Show in the Explorer' }).click();
  await explorerShows('test/schema.check.ts');
  await window.openFile('src/schema.ts');
  await window.goToLine(1);
  await window.typeText('// A parcel may be late.\n');
  await window.save();
  const hint = window.page.locator('.statusbar-item[id*="secondNature.companions"]');
  await expect.poll(async () => (await shownWords(hint)).join(' '), eventually).toMatch(/\.check\.ts \+2\?/);
  await hint.click();
  const entries = window.page.locator('.quick-input-list .monaco-list-row');
  await expect.poll(async () => (await shownWords(entries)).join('\n'), eventually).toContain('be surer next time');
  await window.screenshot('companions');
  await entries.filter({ hasText: 'be surer next time' }).click();
  await entries.filter({ hasText: 'Too early' }).waitFor();
  await window.screenshot('dismiss-companions');
  await window.page.keyboard.press('Escape');
  // The next save has nothing to add: what was said goes, and is not said again.
  await window.openFile('src/schema.ts');
  await window.typeText('// It may be early, too.\n');
  await window.save();
  await hint.waitFor({ state: 'hidden', timeout: 60_000 });
  const verdicts = () =>
    loggedEvents(editor.memoryDirectory).flatMap(({ kind, data }) => (kind === 'feedback' ? [data.verdict] : []));
  await expect.poll(verdicts, eventually).toEqual(['ignored', 'ignored', 'ignored']);
});

test('in assist mode, a file that has hurt says so when it is opened after a gap', async () => {
  onTestFailed(reportFailure);
  const warnings = () =>
    loggedEvents(editor.memoryDirectory)
      .filter(({ kind, data }) => kind === 'prime' && data.surface === 'place-warning')
      .map(({ refs, data }) => [refs, data.subject]);
  // Another window was told nothing in the last ten minutes.
  await reloadWindow();
  await window.openFile('src/price.ts');
  expect(warnings()).toEqual([]); // Quiet is quiet.
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'secondNature.mode': 'assist' }));
  await expect.poll(warnings, eventually).toEqual([[['src/price.ts'], 'warning:src/price.ts']]);
  await window.screenshot('place-warning');
  const hover = window.page.locator('.monaco-hover:visible').filter({ hasText: 'Dismiss…' });
  const reasons = window.page.locator('.quick-input-list .monaco-list-row');
  // What the language server tells of the file meanwhile takes a hover away.
  const dismiss = async () => {
    await window.page.locator('.view-line', { hasText: 'What an order costs' }).hover();
    await hover.getByRole('link', { name: 'Dismiss…' }).click({ timeout: 5_000 });
    return reasons.count();
  };
  await expect.poll(() => dismiss().catch(() => 0), eventually).toBeGreaterThan(0);
  await reasons.filter({ hasText: 'Not relevant here' }).click();
  const refused = () =>
    loggedEvents(editor.memoryDirectory).flatMap(({ kind, data }) =>
      kind === 'feedback' && data.verdict === 'dismissed' ? [[data.subject, data.reason]] : [],
    );
  await expect.poll(refused, eventually).toEqual([['warning:src/price.ts', 'irrelevant']]);
  expect((await window.visibleText()).includes('has hurt before')).toBe(false);
  onTestFinished(() => writeFileSync(join(folder, '.vscode', 'settings.json'), '{}'));
});

test('before a commit, files that usually change along and are not part of it are asked about', async () => {
  onTestFailed(reportFailure);
  const told = () =>
    loggedEvents(editor.memoryDirectory).filter(
      ({ kind, data }) => kind === 'prime' && data.surface === 'before-commit',
    );
  expect(told()).toEqual([]);
  // Another window was told nothing yet.
  await reloadWindow();
  await window.page.locator('.statusbar-item[id*="status.scm"]').first().waitFor({ timeout: 60_000 });
  const hint = window.page.locator('.statusbar-item[id*="secondNature.companions"]');
  /** What is staged before the extension follows the repository is no news to it: then it is staged once more. */
  const stage = async () => {
    await mustRun('git', ['-C', folder, 'reset', '--quiet'], {});
    await window.page.waitForTimeout(2_500); // The index is looked at when it has rested for 1.5 s.
    await window.command('Git: Stage All Changes');
    await hint.waitFor({ timeout: 10_000 }).catch(() => undefined);
    return (await shownWords(hint)).join(' ');
  };
  await expect.poll(stage, { timeout: 150_000 }).toMatch(/\.check\.ts/);
  await expect.poll(() => told().length, eventually).toBeGreaterThan(0);
  await hint.click();
  const entries = window.page.locator('.quick-input-list .monaco-list-row');
  await entries.filter({ hasText: 'on the map' }).waitFor();
  await window.screenshot('before-commit');
  await entries.filter({ hasText: 'on the map' }).click();
  const explorer = await window.webview('article h2');
  await expect.poll(() => explorer.locator('article h2').textContent(), eventually).toMatch(/\.check\.ts$/);
  await hint.click();
  await entries.filter({ hasText: 'test/schema.check.ts' }).first().click();
  await window.page.locator('.tab.active[data-resource-name="schema.check.ts"]').waitFor();
  await mustRun('git', ['-C', folder, 'reset', '--quiet'], {});
});

test('what the memory has come to believe stands in sentences with their evidence', async () => {
  onTestFailed(reportFailure);
  const beliefs = sidebar().getByRole('tree', { name: 'Beliefs' }).getByRole('treeitem');
  await window.command('Second Nature: Focus on Beliefs View');
  await window.command('Second Nature: Sleep Now');
  const isSlept = () =>
    loggedEvents(editor.memoryDirectory).some(({ kind, data }) => kind === 'sleep' && data.stage === 'rules');
  await expect.poll(isSlept, eventually).toBe(true);
  // The tree is told that the night is over; nobody opened it anew.
  await expect.poll(async () => (await shownWords(beliefs)).join('\n'), eventually).toMatch(/commits/);
  await window.command('Second Nature: Show What It Learned in Its Sleep');
  const diary = window.page.locator('.quick-input-list .monaco-list-row');
  await expect.poll(async () => (await shownWords(diary)).join('\n'), eventually).toMatch(/commits/);
  await window.screenshot('diary');
  await window.page.keyboard.press('Escape');
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
  // A belief leads to where it stands on the map, in the words of the page.
  const belief = beliefs.filter({ hasText: /commits/ }).first();
  await window.chooseInMenu(belief, 'Show in the Explorer');
  const explorer = await window.webview('article h2');
  const names = async () => String(await belief.getAttribute('aria-label')).split(', ')[0]!;
  await expect.poll(async () => explorer.locator('article h2').textContent(), eventually).toBe(await names());
});

test('what the memory is curious about says why, and is looked into at once', async () => {
  onTestFailed(reportFailure);
  for (const [n, subject] of ['Add coupons', 'Fix the crash of empty coupons', 'Fix coupons of no value'].entries()) {
    writeFileSync(join(folder, 'src', 'coupon.ts'), `export const coupon = ${n};\n`);
    await mustRun('git', ['-C', folder, 'add', 'src/coupon.ts'], {});
    await mustRun('git', ['-C', folder, 'commit', '--quiet', '-m', subject], {});
  }
  await askEngine(editor.memoryDirectory, importMethod, { folder, token: 'coupons' }, importResult);
  await window.command('Second Nature: Focus on Curious About View');
  const wonder = rows().filter({ hasText: 'src/coupon.ts' });
  await expect
    .poll(async () => (await shownWords(wonder)).join('\n'), eventually)
    .toMatch(/Little is known of it: 3 commits, 2 of them repairs/);
  await window.screenshot('curious');
  await wonder.first().click();
  await window.page.locator('.tab.active[data-resource-name="coupon.ts"]').waitFor();
  await wonder.first().hover();
  await wonder.first().getByRole('button', { name: 'Look into It Now' }).click();
  const findings = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'investigation');
  await expect.poll(() => findings().map(({ refs }) => refs), eventually).toContainEqual(['src/coupon.ts']);
  await window.screenshot('curious-found');
});

test('one memory is found, called wrong and forgotten where it stands', async () => {
  onTestFailed(reportFailure);
  const { page } = window;
  await window.command('Second Nature: Search Episodes');
  const box = page.locator('.quick-input-widget input');
  await expect.poll(() => box.getAttribute('placeholder'), eventually).toContain('Words of a title');
  await box.fill('retry queue');
  await page.keyboard.press('Enter');
  await sidebar().getByText('with “retry queue”').waitFor();
  const episode = rows().filter({ hasText: 'Fix orders that were sent twice' });
  if (!(await episode.first().isVisible())) await rows().filter({ hasText: 'April 2025' }).click();
  await episode.first().hover();
  await window.screenshot('sidebar-episode-actions');
  const verdicts = () =>
    loggedEvents(editor.memoryDirectory).flatMap(({ kind, data }) => (kind === 'feedback' ? [data] : []));

  // Pinned by keyboard, in the menu of the row; the page says so when it is opened again.
  await episode.first().click();
  const explorer = await window.webview('article h2');
  await window.command('Second Nature: Focus on Episodes View');
  await page.keyboard.press('Shift+F10');
  const chosen = page.locator('.monaco-menu .action-item.focused');
  await page.locator('.monaco-menu').getByText('Pin', { exact: true }).waitFor();
  for (let key = 0; key < 4 && (await chosen.textContent().catch(() => '')) !== 'Pin'; key += 1) {
    await page.keyboard.press('ArrowDown');
    await chosen.waitFor();
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => JSON.stringify(verdicts()), eventually).toContain('"verdict":"pinned"');
  const says = async () => {
    await episode.first().click();
    return explorer.getByText('Pinned: you want this kept.').isVisible();
  };
  await expect.poll(says, { ...eventually, interval: 1_000 }).toBe(true);
  await window.screenshot('sidebar-episode-pinned');
  await episode.first().hover();
  await episode.first().getByRole('button', { name: 'That Is Wrong' }).click();
  await page.locator('.quick-input-widget').getByText('Fix orders that were sent twice').waitFor();
  await window.typeText('It was the proxy');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => JSON.stringify(verdicts()), eventually)
    .toMatch(/"verdict":"corrected".*"reason":"It was the proxy"/);

  await episode.first().hover();
  await episode.first().getByRole('button', { name: 'Forget This' }).click();
  const dialog = page.locator('.monaco-dialog-box');
  await expect.poll(() => dialog.textContent(), eventually).toMatch(/Forget \d+ events?\?/);
  await dialog.getByRole('button', { name: 'Forget', exact: true }).click();
  await expect.poll(() => loggedEvents(editor.memoryDirectory).at(-1)?.kind, eventually).toBe('forget');
  await expect.poll(async () => (await shownWords(rows())).join('\n'), eventually).not.toContain('Fix orders that');
});

test('a page reviews the week, and a walkthrough shows the way', async () => {
  onTestFailed(reportFailure);
  await window.command('Second Nature: Show the Weekly Review');
  const preview = await window.webview('h1:not(.unseen)');
  await expect.poll(() => preview.locator('body').textContent(), eventually).toMatch(/The week of orders/);
  expect(await preview.locator('body').textContent()).toMatch(/What was forgotten\s+\d+ events, by memory/);
  await window.screenshot('weekly-review');
  await window.command('Welcome: Open Walkthrough...');
  await window.typeText('Get Started with Second Nature');
  await window.page.keyboard.press('Enter');
  await window.page.getByText('It begins with your history').first().waitFor();
  await window.screenshot('walkthrough');
});
