// The main job, in a real editor with the real TypeScript server: a mistake is made and mended by typing; made again in
// another file, the editor says how it was fixed, shows the fix as a diff, and does the same here.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { workbenchRestored } from './harness/editor-window.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { filesHolding, loggedEvents } from './memory-log.ts';
import { shownBeside, shownText, shownWords } from './shown-text.ts';
import { makeNamedFolder, makeUserWorkspace, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('customers');
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  makeUserWorkspace(folder);
  editor = await startEditor();
  // Wide enough for a diff with its sides beside each other.
  window = await editor.openWindow({ folder, viewport: { width: 1280, height: 640 } });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

/** The words at the ends of lines. */
const hints = async (page: Page) => (await shownBeside(page)).filter((words) => words.includes('seen'));

const status = (word: string) => window.page.locator('.statusbar-item', { hasText: word }).waitFor();
const squiggles = (page: Page) => page.locator('.squiggly-error').count();
const diagnostics = (change: string) =>
  loggedEvents(editor.memoryDirectory).filter((event) => event.kind === 'diagnostic' && event.data.change === change);
/** Appearances of the mistake itself; a busy machine may also tell of errors in lines that were half typed. */
const mistakes = (change: 'appeared' | 'resolved') => diagnostics(change).filter(({ data }) => data.code === '2339');
const eventually = { timeout: 60_000, interval: 250 };

/** Opens the quick fixes at the cursor and returns their titles. */
async function quickFixes(page: Page): Promise<string[]> {
  await page.keyboard.press('ControlOrMeta+.');
  const titles = page.locator('.action-widget .monaco-list-row.action .title');
  await titles.first().waitFor();
  return shownWords(titles);
}

const chooseFix = (page: Page, title: string) =>
  page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title }).click();

test('an error fixed by typing is learned', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await window.openFile('src/profile.ts');
  await window.goToLine(4);
  await window.typeText('  const user = loadUser(1);\n  return user.name;');
  await expect.poll(() => squiggles(page), eventually).toBe(1);
  await window.goToLine(4, 16);
  await expect.poll(() => mistakes('appeared').length, eventually).toBe(1);
  expect(await hints(page)).toEqual([]); // Nothing is claimed of an error whose fix was never seen.

  await window.typeText('await ');
  await expect.poll(() => squiggles(page), eventually).toBe(0);
  await window.save();
  await expect.poll(() => mistakes('resolved').length, eventually).toBe(1);
  const [resolved] = mistakes('resolved');
  expect(resolved?.data).toMatchObject({
    tool: 'ts',
    code: '2339',
    clearing: 'edit',
    hunks: [
      {
        path: 'src/profile.ts',
        startLine: 4,
        before: ['  const user = loadUser(1);'],
        after: ['  const user = await loadUser(1);'],
        lead: ["import { loadUser } from './user';", '', 'export async function showProfile(): Promise<string> {'],
        trail: ['  return user.name;', '}', ''],
      },
    ],
  });
});

test('met again in another file, it is recognised at the line', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await window.openFile('src/invoice.ts');
  await window.goToLine(4);
  // A pause in the middle: what does not parse is told by then, and the mistake comes in its place.
  await window.typeText('  const buyer = loadUser(customer);\n  return buyer.');
  await expect.poll(() => diagnostics('appeared').some(({ data }) => data.code === '1003'), eventually).toBe(true);
  await window.typeText('name;');
  await expect.poll(() => squiggles(page), eventually).toBe(1);
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  const [hint] = await hints(page);
  expect(hint).toMatch(/^seen 1×, last fixed \d{1,2} \w{3,4} by awaiting .*loadUser/);
  await window.screenshot('deja-vu-hint');

  await window.goToLine(5, 10);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Second Nature' });
  await expect
    .poll(async () => (await shownWords(hover)).join(' '), eventually)
    .toMatch(
      /seen 1×.* in src\/profile\.ts.*- const user = loadUser\(1\);.*\+ const user = await loadUser\(1\);.*Show the fix.*Apply it here.*Dismiss/,
    );
  await window.screenshot('deja-vu-hover');
  await hover.getByRole('link', { name: 'Why this?' }).click();
  const explorer = await window.webview('article h2');
  // The episode in which it was mended, with the step that did it.
  await expect
    .poll(async () => (await explorer.locator('.step .summary').allTextContents()).join('\n'), eventually)
    .toMatch(/awaiting/);
  await window.screenshot('deja-vu-why');
  await window.command('View: Close Editor');
});

test('the past fix opens as a diff', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await window.goToLine(5, 17);
  const titles = await quickFixes(page);
  expect(titles).toContainEqual(expect.stringMatching(/^Show how this was fixed \(\d{1,2} \w{3,4}\)$/));
  expect(titles).toContainEqual(expect.stringMatching(/^Apply the remembered fix: awaiting .*loadUser/));
  await window.screenshot('deja-vu-actions');
  await chooseFix(page, 'Show how this was fixed');
  const read = (name: string) => shownText(page.locator(`.monaco-diff-editor .editor.${name}`));
  const lines = (changed: string) => [
    "import { loadUser } from './user';",
    '',
    'export async function showProfile(): Promise<string> {',
    changed,
    '  return user.name;',
    '}',
    '',
  ];
  // In its place: the lines around it, and the numbers that they had.
  await expect.poll(() => read('original'), eventually).toBe(lines('  const user = loadUser(1);').join('\n'));
  await expect.poll(() => read('modified')).toBe(lines('  const user = await loadUser(1);').join('\n'));
  await expect
    .poll(() => shownWords(page.locator('.tab.active')))
    .toEqual([expect.stringMatching(/^Past fix: src\/profile\.ts \(\d{1,2} \w{3,4}\)/)]);
  await window.screenshot('deja-vu-diff');
  await window.command('View: Close Editor');
});

test('the remembered fix is applied where it fits', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await window.openFile('src/invoice.ts');
  await window.goToLine(5, 17);
  await quickFixes(page);
  await chooseFix(page, 'Apply the remembered fix');
  await expect.poll(() => window.visibleText(), eventually).toContain('  const buyer = await loadUser(customer);');
  await expect.poll(() => squiggles(page), eventually).toBe(0);
  await expect.poll(() => hints(page), eventually).toEqual([]);
  await window.screenshot('deja-vu-applied');
  await window.save();
  expect(readFileSync(join(folder, 'src', 'invoice.ts'), 'utf8')).toContain(
    '  const buyer = await loadUser(customer);\n',
  );
  const feedback = () =>
    loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'feedback' || kind === 'prime');
  await expect
    .poll(() => feedback().map(({ kind, data }) => `${kind} ${data.verdict ?? data.surface}`), eventually)
    .toEqual(['prime deja-vu', 'feedback opened', 'feedback accepted']);
});

/** Takes out the word that mends the mistake. */
async function makeMistake(page: Page, column: number): Promise<void> {
  await window.goToLine(4, column);
  for (let key = 0; key < 'await '.length; key++) await page.keyboard.press('Delete');
}

test('in mode observe it is sensed as ever, and nothing is shown', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  const setMode = (mode: string) => {
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'secondNature.mode': mode }));
  };
  const primed = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'prime').length;
  await makeMistake(page, 17);
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  setMode('observe');
  await expect.poll(() => hints(page), eventually).toEqual([]);

  const before = { primed: primed(), appeared: mistakes('appeared').length, resolved: mistakes('resolved').length };
  await window.goToLine(4, 17);
  await window.typeText('await ');
  await expect.poll(() => mistakes('resolved').length, eventually).toBe(before.resolved + 1);
  await makeMistake(page, 17);
  await expect.poll(() => mistakes('appeared').length, eventually).toBe(before.appeared + 1);
  expect(await hints(page)).toEqual([]);
  expect(primed()).toBe(before.primed);

  setMode('quiet'); // So there was something to show.
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  await window.goToLine(4, 17);
  await window.typeText('await ');
  await expect.poll(() => hints(page), eventually).toEqual([]);
  await expect.poll(() => squiggles(page), eventually).toBe(0);
});

test('errors at what was typed while paused are told without it, and the next one is recognised as ever', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await window.command('Second Nature: Pause Recording');
  await status('paused');
  await window.openFile('src/invoice.ts');
  await window.goToLine(5, 200);
  await window.typeText('\n  markerTyped(customer);\n  const markerSum: number = "marker words";');
  await window.save();
  await expect.poll(() => squiggles(page), eventually).toBe(2);
  await window.command('Second Nature: Resume Recording');
  await status('learning');
  const told = () => diagnostics('appeared').map(({ text, data }) => [text, data.lineText]);
  await expect
    .poll(() => told().slice(-2), eventually)
    .toEqual([
      ["Cannot find name '_'.", ''],
      ["Type 'string' is not assignable to type 'number'.", ''],
    ]);
  await makeMistake(page, 17);
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  await window.goToLine(4, 17);
  await window.typeText('await ');
  await expect.poll(() => hints(page), eventually).toEqual([]);
  for (const marker of ['markerTyped', 'markerSum', 'marker words']) {
    expect(filesHolding(editor.memoryDirectory, marker)).toEqual([]);
  }
});

const picks = (page: Page) => page.locator('.quick-input-list .monaco-list-row');
const choose = (page: Page, label: string) => picks(page).filter({ hasText: label }).first().click();
const refusals = () =>
  loggedEvents(editor.memoryDirectory).flatMap(({ kind, data }) =>
    kind === 'feedback' && data.verdict === 'dismissed' ? [data.reason] : [],
  );

async function reloadWindow(): Promise<void> {
  await Promise.all([window.page.waitForEvent('load'), window.command('Developer: Reload Window')]);
  await workbenchRestored(window.page);
  await status('learning');
}

test('who wants no hints for a while sees none, and hints come again by a word', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await makeMistake(page, 17);
  await window.goToLine(5, 17);
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  await window.command('Second Nature: No Hints for a While');
  await picks(page).filter({ hasText: 'For the rest of the day' }).waitFor();
  await window.screenshot('no-hints');
  await choose(page, 'For 15 minutes');
  await expect.poll(() => hints(page), eventually).toEqual([]);
  // What is asked for is answered all the same.
  expect(await quickFixes(page)).toContainEqual(expect.stringMatching(/^Show how this was fixed/));
  await page.keyboard.press('Escape');
  await window.command('Second Nature: No Hints for a While');
  await choose(page, 'Hint again');
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
});

test('a dismissed hint says why it was not wanted, and is gone for as long as the window is open', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  const before = mistakes('appeared').length;
  await window.goToLine(5, 17);
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  await window.command('Second Nature: Dismiss the Hint');
  await picks(page).filter({ hasText: 'Out of date' }).waitFor();
  await window.screenshot('dismiss-hint');
  await page.keyboard.press('Escape');
  expect(await hints(page)).toHaveLength(1);
  await window.command('Second Nature: Dismiss the Hint');
  await choose(page, 'Out of date');
  await expect.poll(() => hints(page), eventually).toEqual([]);
  await window.openFile('src/profile.ts');
  await makeMistake(page, 16);
  await window.goToLine(5, 15);
  await expect.poll(() => mistakes('appeared').length, eventually).toBe(before + 1);
  await page.waitForTimeout(1_500);
  expect(await hints(page)).toEqual([]);
  expect(refusals()).toEqual(['stale']);
});

test('dismissed once more, in another window, it does not come again in any', { timeout: 240_000 }, async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  const fixes = async () => {
    await window.goToLine(5, 15);
    return (await quickFixes(page).finally(() => page.keyboard.press('Escape'))).join('\n');
  };
  await reloadWindow();
  await window.openFile('src/profile.ts');
  await expect.poll(() => hints(page), eventually).toHaveLength(1);
  await window.goToLine(5, 15);
  await window.command('Second Nature: Dismiss the Hint');
  await choose(page, 'I know this already');
  await expect.poll(refusals, eventually).toEqual(['stale', 'known-already']);
  await reloadWindow();
  await window.openFile('src/profile.ts');
  await expect.poll(() => squiggles(page), eventually).toBeGreaterThan(0);
  await window.goToLine(5, 15);
  await page.waitForTimeout(3_000);
  expect(await hints(page)).toEqual([]);
  expect(await fixes()).not.toContain('Show how this was fixed');
});
