// Each surface has a switch of its own: with all of them off, whatever is done shows nothing; with one on, that surface
// shows what it knows and no other does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { mustRun } from '../../scripts/run-program.ts';
import { workbenchRestored } from './harness/editor-window.ts';
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
  editor = await startEditor({
    settings: { 'secondNature.importHistory': false, 'editor.inlineSuggest.enabled': true },
  });
  window = await editor.openWindow({ folder });
  await statusItem().waitFor({ timeout: 60_000 });
  await teachMemory(editor.memoryDirectory, folder);
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

async function reportFailure(): Promise<void> {
  await window.screenshot('surfaces-failed');
  console.log(editor.logs());
}

const statusItem = () => window.page.locator('.statusbar-item[id*="secondNature.status"]');
const companions = () => window.page.locator('.statusbar-item[id*="secondNature.companions"]');
const primes = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'prime');
const isBeside = async (words: string) => (await shownBeside(window.page)).some((text) => text.includes(words));
const hasAny = async (words: Promise<string[]>, part: string) => (await words).some((text) => text.includes(part));

interface Surface {
  /** Does what brings it. */
  act(): Promise<void>;
  isShown(): Promise<boolean>;
  /** It comes unasked, and a window is told one such thing in ten minutes. */
  readonly isHint?: true;
}

const surfaces = {
  // First: who has been to a file often is warned of it no more.
  placeWarning: {
    isHint: true,
    act: () => window.openFile('src/price.ts'),
    isShown: () => isBeside('has hurt before'),
  },
  dejaVu: {
    isHint: true,
    async act() {
      await window.openFile(mistaken);
      await window.page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    },
    isShown: () => isBeside('seen 1×'),
  },
  hover: {
    async act() {
      await window.openFile('src/price.ts');
      await window.goToLine(1);
      await window.page.keyboard.press('ControlOrMeta+K');
      await window.page.keyboard.press('ControlOrMeta+I');
    },
    isShown: () => hasAny(shownWords(window.page.locator('.monaco-hover:visible')), 'Second Nature'),
  },
  badges: {
    act: () => window.openFile('src/price.ts'),
    async isShown() {
      const row = window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'price.ts' });
      const label = await row.locator('.monaco-icon-label').getAttribute('aria-label');
      return String(label).includes('fragile');
    },
  },
  companions: {
    isHint: true,
    async act() {
      await window.openFile('src/schema.ts');
      await window.goToLine(1);
      await window.typeText('// A parcel may be late.\n');
      await window.save();
    },
    isShown: async () => (await companions().isVisible()) && primes().at(-1)?.data.surface === 'companions',
  },
  editRules: {
    async act() {
      await window.openFile(ruled.path);
      await window.goToLine(ruled.line, ruled.column);
      await window.page.keyboard.press('ControlOrMeta+.');
      // A key that a busy editor swallowed is pressed again.
      const answer = window.page.locator('.action-widget, .monaco-editor-overlaymessage').first();
      await answer.waitFor({ timeout: 4_000 }).catch(() => undefined);
    },
    isShown: () => hasAny(shownWords(window.page.locator('.action-widget .title')), 'Do as before'),
  },
  beforeCommit: {
    isHint: true,
    async act() {
      await window.page.locator('.statusbar-item[id*="status.scm"]').first().waitFor({ timeout: 60_000 });
      await mustRun('git', ['-C', folder, 'reset', '--quiet'], {});
      await window.page.waitForTimeout(2_500); // The index is looked at when it has rested for 1.5 s.
      await mustRun('git', ['-C', folder, 'add', 'src/schema.ts'], {});
      await window.command('Git: Refresh');
    },
    isShown: async () => (await companions().isVisible()) && primes().at(-1)?.data.surface === 'before-commit',
  },
  ghostText: {
    async act() {
      await window.openFile(ruled.path);
      await window.goToLine(ruled.line, ruled.column);
      await window.command('Trigger Inline Suggestion');
    },
    isShown: () =>
      window.page.locator('.monaco-editor [class*="ghost-text"]', { hasText: 'await' }).first().isVisible(),
  },
} satisfies Record<string, Surface>;
type SurfaceName = keyof typeof surfaces;
const names = Object.keys(surfaces) as SurfaceName[];

/** Those that are shown at this moment. */
async function shownNow(): Promise<SurfaceName[]> {
  const shown = await Promise.all(names.map((name) => surfaces[name].isShown()));
  return names.filter((_, i) => shown[i]);
}

async function reloadWindow(): Promise<void> {
  await Promise.all([window.page.waitForEvent('load'), window.command('Developer: Reload Window')]);
  await workbenchRestored(window.page);
  await statusItem().waitFor({ timeout: 60_000 });
}

/** These are on and all others off; the window's title says that it holds. */
async function switchOn(...on: SurfaceName[]): Promise<void> {
  const title = `on: ${on.join() || 'none'}`;
  const switches = names.map((name) => [`secondNature.surfaces.${name}`, on.includes(name)]);
  const settings = { ...Object.fromEntries(switches), 'secondNature.mode': 'assist', 'window.title': title };
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  await expect.poll(() => window.page.title(), eventually).toContain(title);
}

async function leaveQuiet(): Promise<void> {
  await window.page.keyboard.press('Escape');
  await window.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  await window.command('View: Close All Editors');
}

test('with every switch off, whatever is done shows nothing', async () => {
  onTestFailed(reportFailure);
  await switchOn();
  await window.command('View: Show Explorer');
  const shown: SurfaceName[] = [];
  for (const name of names) {
    const surface: Surface = surfaces[name];
    await surface.act();
    await window.page.waitForTimeout(surface.isHint ? shownMsMax : 500);
    shown.push(...(await shownNow()));
    await window.page.keyboard.press('Escape');
  }
  expect(shown).toEqual([]);
  expect(primes()).toEqual([]);
  await leaveQuiet();
});

test.each(names)('with its switch on, %s alone is shown', async (name) => {
  onTestFailed(reportFailure);
  const surface: Surface = surfaces[name];
  await switchOn(name);
  if (surface.isHint) await reloadWindow();
  const shown = async () => {
    // What is asked for is asked for again: the language server may have been starting.
    if (!surface.isHint) await window.page.keyboard.press('Escape');
    if (!surface.isHint || !(await surface.isShown())) await surface.act();
    await window.page.waitForTimeout(surface.isHint ? shownMsMax : 300);
    return shownNow();
  };
  await expect.poll(shown, eventually).toEqual([name]);
  await window.screenshot(`surface-${name}`);
  await leaveQuiet();
});
