// A learned edit rule in the real editor: the same edit is made by hand at three places, the memory sleeps, and at the
// fourth place a code action does it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFailed, test } from 'vitest';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('ledger');
const eventually = { timeout: 60_000, interval: 250 };
let editor: Editor;
let window: Workbench;

/** In each file one line that tests for nothing; the last file has two. */
const files: Readonly<Record<string, string>> = {
  'account.mjs': 'export function ownerOf(account) {\n  return account.owner == null;\n}\n',
  'balance.mjs': 'export function isOpen(balance) {\n  if (balance == null) return false;\n  return true;\n}\n',
  'entry.mjs': 'export function firstOf(entry) {\n  const isLast = entry.next == null;\n  return isLast;\n}\n',
  'transfer.mjs':
    'export function check(transfer) {\n  if (transfer.from == null) return false;\n  return !(transfer.to == null);\n}\n',
};

/** Ghost text is for those who ask for it. */
const settings = {
  'secondNature.importHistory': false,
  'secondNature.surfaces.ghostText': true,
  'editor.inlineSuggest.enabled': true,
};

/** In each file one promise that nobody waits for. */
const forgetful: Readonly<Record<string, string>> = Object.fromEntries(
  ['order', 'parcel', 'store', 'route'].map((name) => [
    `${name}.mjs`,
    `export async function rowsOf(${name}) {\n  const rows = load(${name});\n  return rows;\n}\n`,
  ]),
);

// Anew for each try: a rule that is offered, or turned down, changes what comes after.
beforeEach(async () => {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries({ ...files, ...forgetful })) writeFileSync(join(folder, name), text);
  editor = await startEditor({ settings });
  window = await editor.openWindow({ folder, viewport: { width: 1280, height: 640 } });
  await window.page.locator('.statusbar-item[id*="secondNature.status"]').waitFor({ timeout: 60_000 });
});
afterEach(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

async function reportFailure(): Promise<void> {
  await window.screenshot('edit-rule-failed');
  console.log(editor.logs());
}

const events = (kind: string) => loggedEvents(editor.memoryDirectory).filter((event) => event.kind === kind);
const actions = () => window.page.locator('.action-widget .monaco-list-row.action .title');
const transfer = (first: string, second: string) =>
  `export function check(transfer) {\n  if (${first}) return false;\n  return !(${second});\n}\n`;

/** Selects `== null` on the line and types over it. */
async function mend(path: string, line: number): Promise<void> {
  await window.openFile(path);
  const column = files[path]!.split('\n')[line - 1]!.indexOf('== null') + 1;
  await window.goToLine(line, column);
  for (let key = 0; key < '== null'.length; key += 1) await window.page.keyboard.press('Shift+ArrowRight');
  // At once: keys that a busy editor takes in with a pause between them are two edits.
  await window.page.keyboard.insertText('=== undefined');
  await window.save();
}

test('an edit made at three places becomes a rule in sleep, offered at the fourth until it is turned down', {
  retry: 3,
}, async () => {
  onTestFailed(reportFailure);
  for (const [n, path] of ['account.mjs', 'balance.mjs', 'entry.mjs'].entries()) {
    await mend(path, 2);
    await expect.poll(() => events('edit').length, eventually).toBeGreaterThan(n);
  }
  await window.command('Second Nature: Sleep Now');
  await expect.poll(() => events('sleep').some(({ data }) => data.stage === 'rules'), eventually).toBe(true);

  await window.openFile('transfer.mjs');
  await window.goToLine(2, 10);
  const title = 'Do as before: == null → === undefined';
  await expect
    .poll(async () => {
      await window.page.keyboard.press('ControlOrMeta+.');
      await actions().first().waitFor();
      const titles = await shownWords(actions());
      if (!titles.includes(title)) await window.page.keyboard.press('Escape');
      return titles;
    }, eventually)
    .toContain(title);
  // The editor's own refactorings stand below.
  expect((await shownWords(actions())).slice(0, 3)).toEqual([
    title,
    'Do as before in the whole file (2 places)',
    'Why? == null usually becomes === undefined in .mjs files (3 of 3 times).',
  ]);
  await window.screenshot('edit-rule-actions');
  await actions().filter({ hasText: title }).click();
  await expect
    .poll(() => window.visibleText(), eventually)
    .toBe(transfer('transfer.from === undefined', 'transfer.to == null').trimEnd().concat('\n'));
  await expect
    .poll(() => events('feedback').map(({ data }) => `${data.verdict} ${String(data.subject).slice(0, 5)}`), eventually)
    .toEqual(['accepted rule:']);

  // It says what it was learned from, and is gone when it is turned down.
  const { page } = window;
  await window.goToLine(3, 10);
  await page.keyboard.press('ControlOrMeta+.');
  await actions().filter({ hasText: 'Why?' }).click();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'Do not offer this again' }).waitFor();
  await window.screenshot('edit-rule-why');
  expect(await rows.count()).toBe(5);
  await rows.filter({ hasText: 'Show it on the map' }).click();
  const explorer = await window.webview('article h2');
  await expect
    .poll(() => explorer.locator('article h2').textContent(), eventually)
    .toContain('== null usually becomes === undefined');
  await window.openFile('transfer.mjs');
  await window.goToLine(3, 10);
  await page.keyboard.press('ControlOrMeta+.');
  await actions().filter({ hasText: 'Why?' }).click();
  await rows.filter({ hasText: 'Do not offer this again' }).click();
  await rows.filter({ hasText: 'Wrong' }).waitFor();
  await window.screenshot('dismiss-rule');
  await rows.filter({ hasText: 'Wrong' }).click();
  await expect
    .poll(() => events('feedback').map(({ data }) => data.verdict), eventually)
    .toEqual(['accepted', 'dismissed']);
  await page.keyboard.press('ControlOrMeta+.');
  await expect
    .poll(
      async () => (await shownWords(page.locator('.action-widget, .monaco-editor-overlaymessage'))).join(' '),
      eventually,
    )
    .not.toBe('');
  expect((await shownWords(actions())).join(' ')).not.toContain('Do as before');
  await page.keyboard.press('Escape');
  await page.locator('.action-widget').first().waitFor({ state: 'hidden' });

  // What was turned down stays so when the surfaces are made anew.
  const status = page.locator('.statusbar-item[id*="secondNature.status"]');
  const isPaused = async () => /paused/i.test(String(await status.getAttribute('aria-label')));
  await window.command('Second Nature: Pause Recording');
  await expect.poll(isPaused, eventually).toBe(true);
  await window.command('Second Nature: Resume Recording');
  await expect.poll(isPaused, eventually).toBe(false);
  await window.goToLine(3, 10);
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget, .monaco-editor-overlaymessage').first().waitFor();
  expect((await shownWords(actions())).join(' ')).not.toContain('Do as before');
});

test('by choice, ghost text adds at the cursor what was added before', async () => {
  onTestFailed(reportFailure);
  const { page } = window;
  const column = '  const rows = '.length + 1;
  const nights = () => events('sleep').filter(({ data }) => data.stage === 'rules').length;
  const [edited, slept] = [events('edit').length, nights()];
  for (const [n, name] of ['order', 'parcel', 'store'].entries()) {
    await window.openFile(`${name}.mjs`);
    await window.goToLine(2, column);
    await window.page.keyboard.insertText('await ');
    await window.save();
    await expect.poll(() => events('edit').length, eventually).toBeGreaterThan(edited + n);
  }
  await window.command('Second Nature: Sleep Now');
  await expect.poll(nights, eventually).toBeGreaterThan(slept);

  await window.openFile('route.mjs');
  const ghost = page.locator('.monaco-editor [class*="ghost-text"]').filter({ hasText: 'await' });
  await expect
    .poll(async () => {
      await window.goToLine(2, column);
      await window.command('Trigger Inline Suggestion');
      return ghost.first().isVisible();
    }, eventually)
    .toBe(true);
  await window.screenshot('rule-ghost');
  const accepted = events('feedback').filter(({ data }) => data.verdict === 'accepted').length;
  await page.keyboard.press('Tab');
  await expect.poll(() => window.visibleText(), eventually).toContain('  const rows = await load(route);');
  await expect
    .poll(() => events('feedback').filter(({ data }) => data.verdict === 'accepted').length, eventually)
    .toBe(accepted + 1);
});
