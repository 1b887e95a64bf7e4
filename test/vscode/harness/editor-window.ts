// What a test does in a window, by keyboard as a developer does it: a page that shows a workbench comes in, the
// `Workbench` that tests drive goes out. Both kinds of editor give such a page.
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const readyMsMax = 120_000;
const webviewMsMax = 30_000;
const saveMsMax = 10_000;
const keyDelayMs = 15;

export const projectRoot = join(import.meta.dirname, '..', '..', '..');

/** Waits until the workbench has put its editors and views back. */
export async function workbenchRestored(page: Page): Promise<void> {
  // The driver is there because the editor was started with --enable-smoke-test-driver.
  await page.waitForFunction('globalThis.driver !== undefined', null, { timeout: readyMsMax });
  await page.evaluate('globalThis.driver.whenWorkbenchRestored()');
}

export function editorWindow(page: Page, close: () => Promise<void>): Workbench {
  return {
    page,
    command: (title) => runCommand(page, title),
    openFile: (path) => openFile(page, path),
    pickFile: (path) => pickFile(page, path),
    typeText: (text) => page.keyboard.type(text, { delay: keyDelayMs }),
    goToLine: (line, column = 1) => goToLine(page, line, column),
    save: () => save(page),
    visibleText: () => visibleText(page),
    chooseInMenu: (row, label) => chooseInMenu(page, row, label),
    screenshot: (name) => takePicture(page, name),
    webview: (selector) => findWebview(page, selector),
    close,
  };
}

const attemptsMax = 3;
const attemptMsMax = 8_000;
const menuMsMax = 2_000;

function quickInput(page: Page): { input: Locator; rows: Locator; widget: Locator } {
  const widget = page.locator('.quick-input-widget');
  return { widget, input: widget.locator('input').first(), rows: widget.locator('.quick-input-list .monaco-list-row') };
}

/** A webview that is still loading takes the focus, and with it the box away: then the key is pressed again. */
async function openQuickInput(page: Page, key: string, text: string): Promise<void> {
  const { input } = quickInput(page);
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press(key);
    try {
      return await input.fill(text, { timeout: attempt < attemptsMax ? attemptMsMax : undefined });
    } catch (error) {
      if (attempt === attemptsMax) throw error;
    }
  }
}

/** Asked while the folder is still being listed, or robbed of the focus, the box shows nothing: then it is asked again. */
async function chooseRow(page: Page, key: string, text: string, row: Locator): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await openQuickInput(page, key, text);
    try {
      return await row.click({ timeout: attempt < attemptsMax ? attemptMsMax : undefined });
    } catch (error) {
      if (attempt === attemptsMax) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** A menu closes when the editor, still busy with what was opened before, takes the focus: then it is opened again. */
async function chooseInMenu(page: Page, row: Locator, label: string): Promise<void> {
  const entry = page.locator('.monaco-menu').getByText(label);
  for (let attempt = 1; ; attempt += 1) {
    await row.click({ button: 'right' });
    try {
      await entry.click({ timeout: attemptMsMax });
      // A menu that opened just now takes no click for a tenth of a second; one that took it is closed.
      while (!(await isGone(entry))) await entry.click({ timeout: attemptMsMax });
      return;
    } catch (error) {
      if (attempt === attemptsMax) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

function isGone(found: Locator): Promise<boolean> {
  const gone = found.waitFor({ state: 'hidden', timeout: menuMsMax });
  return gone.then(
    () => true,
    () => false,
  );
}

async function runCommand(page: Page, title: string): Promise<void> {
  // A row's label is the title, then the key binding or the group.
  const named = page.locator(`[aria-label^="${title.replaceAll('"', '\\"')}"]`);
  await chooseRow(page, 'F1', `>${title}`, quickInput(page).rows.and(named).first());
}

async function openFile(page: Page, path: string): Promise<void> {
  await pickFile(page, path);
  await page.locator('.editor-group-container.active .monaco-editor.focused .view-lines').first().waitFor();
}

async function pickFile(page: Page, path: string): Promise<void> {
  const { rows, widget } = quickInput(page);
  // Files opened lately are listed before the search has answered, so the row is chosen and not just the first taken.
  await chooseRow(page, 'ControlOrMeta+P', path, rows.filter({ hasText: basename(path) }).first());
  await widget.waitFor({ state: 'hidden' });
  await page
    .locator(`.tab.active[data-resource-name="${basename(path)}"]`)
    .first()
    .waitFor();
}

async function goToLine(page: Page, line: number, column: number): Promise<void> {
  const { input, widget } = quickInput(page);
  await page.keyboard.press('Control+G');
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await widget.waitFor({ state: 'hidden' });
}

async function save(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S');
  // The mark of unsaved changes goes when the file is written.
  await page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor({ timeout: saveMsMax });
}

/** Lines stand in the page in the order in which they were drawn; their place says which comes first. */
async function visibleText(page: Page): Promise<string> {
  const lines = page.locator('.editor-group-container.active .monaco-editor .view-lines .view-line');
  const placed = await lines.evaluateAll((elements) =>
    elements.map((element) => {
      const line = element as unknown as { style: { top: string }; textContent: string };
      return { top: Number.parseFloat(line.style.top), text: line.textContent };
    }),
  );
  return placed
    .sort((a, b) => a.top - b.top)
    .map((line) => line.text.replaceAll('\u00a0', ' '))
    .join('\n');
}

async function takePicture(page: Page, name: string): Promise<string> {
  const folder = join(projectRoot, 'out', 'pictures');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/** A webview is two frames inside the workbench; the inner one is replaced while its content loads. */
async function findWebview(page: Page, selector: string): Promise<Frame> {
  const end = Date.now() + webviewMsMax;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      if (frame !== page.mainFrame() && (await hasMatch(frame, selector))) return frame;
    }
    await sleep(100);
  }
  const seen = page.frames().map((frame) => frame.url());
  throw new Error(`No webview has a match of ${selector}. Frames: ${seen.join(', ')}`);
}

async function hasMatch(frame: Frame, selector: string): Promise<boolean> {
  try {
    return (await frame.locator(selector).count()) > 0;
  } catch {
    return false; // The frame went away while it was asked; the next round asks the one that came for it.
  }
}

/** The end of a log file, or a line that says there is none. */
export function tailOf(path: string, charactersMax = 6_000): string {
  try {
    return `── ${path}\n${readFileSync(path, 'utf8').slice(-charactersMax)}`;
  } catch {
    return `── ${path}: not written`;
  }
}
