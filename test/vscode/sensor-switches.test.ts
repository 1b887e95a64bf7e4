// Each switch stops its sense and no other; the mode, a folder that is kept out and the pause stop all of them. What they
// keep out is nowhere on disk.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { workbenchRestored } from './harness/editor-window.ts';
import { packExtension } from './harness/pack-extension.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { filesHolding, type LoggedEvent, loggedEvents } from './memory-log.ts';
import { makeWorkWorkspace, runInTerminal } from './work-workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'second-nature-switches-'));
const eventually = { timeout: 60_000, interval: 100 };
let editor: Editor;
let window: Workbench;

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
const exists = (path: string) => expect.poll(() => existsSync(join(folder, path)), eventually).toBe(true);
/** While nothing else happens, the memory may sleep, and say so. */
const logged = () => loggedEvents(editor.memoryDirectory).filter(({ actor }) => actor !== 'tool:second-nature');
const status = (words: string) => window.page.locator(`.statusbar-item [aria-label*="${words}"]`).first().waitFor();

beforeAll(async () => {
  makeWorkWorkspace(folder);
  editor = await startEditor({ others: [await packExtension('scripted-kernel')] });
  window = await editor.openWindow({ folder });
  await status('Second Nature is learning.');
});
afterAll(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Sense {
  /** How what it senses stands in the log. */
  readonly event: string;
  /** Does what it senses; over when that has happened. */
  act(marker: string): Promise<void>;
}

async function editIn(path: string, text: string): Promise<void> {
  await window.openFile(path);
  await window.goToLine(3, 200);
  await window.typeText(`\n${text}`);
}

const senses = {
  edits: { event: 'edit developer', act: (marker) => editIn('src/profile.ts', `// ${marker}-edit`) },
  saves: {
    event: 'save developer',
    async act(marker) {
      await editIn('src/profile.ts', `// ${marker}-save`);
      await window.save();
    },
  },
  opens: {
    event: 'open developer',
    async act() {
      await window.openFile('src/user.ts');
      await window.page.waitForTimeout(1_000); // What is only glanced at is not told of.
    },
  },
  dwell: {
    event: 'dwell developer',
    async act() {
      await window.openFile('src/user.ts');
      await window.page.waitForTimeout(5_200); // A shorter stay is a passage.
      await window.openFile('src/profile.ts');
    },
  },
  diagnostics: {
    event: 'diagnostic developer',
    async act(marker) {
      await editIn('src/invoice.ts', `  return "${marker}-error" - 1;`);
      await window.save();
      await window.page.locator('.editor-group-container.active .squiggly-error').first().waitFor();
    },
  },
  commands: {
    event: 'command developer',
    async act(marker) {
      await runInTerminal(window, `sleep 0.3; touch ${marker}-command`);
      await exists(`${marker}-command`);
    },
  },
  tasks: {
    event: 'command tool:task',
    async act() {
      rmSync(join(folder, 'checked'), { force: true });
      await window.command('Tasks: Run Test Task');
      await exists('checked');
    },
  },
  exceptions: {
    event: 'exception developer',
    async act() {
      const toolbar = window.page.locator('.debug-toolbar');
      await window.command('Debug: Start Debugging');
      await toolbar.waitFor();
      await toolbar.waitFor({ state: 'hidden' });
    },
  },
  notebooks: {
    event: 'command tool:notebook',
    async act() {
      await window.pickFile('cart.ipynb');
      await window.page
        .getByRole('button', { name: /^Run All/ })
        .first()
        .click();
    },
  },
  git: {
    event: 'checkout developer',
    async act(marker) {
      const branch = marker.replace('marker', 'branch'); // A later checkout may name it.
      git('checkout', '--quiet', '-b', branch);
      await window.page.locator('.statusbar-item', { hasText: branch }).waitFor();
    },
  },
  testReports: {
    event: 'test tool:junit',
    async act(marker) {
      await window.page.waitForTimeout(1_000); // A report is told of sooner than a checkout.
      write('junit.xml', `<testsuite><testcase name="${marker}"/></testsuite>`);
    },
  },
} satisfies Record<string, Sense>;
type SenseName = keyof typeof senses;

/** Beside each sense one that tells, of what is done later, later still: when it has been heard, the first was not. */
const neighbours: readonly (readonly [SenseName, SenseName])[] = [
  ['edits', 'saves'],
  ['saves', 'opens'],
  ['opens', 'edits'],
  ['diagnostics', 'dwell'],
  ['dwell', 'diagnostics'],
  ['commands', 'tasks'],
  ['tasks', 'commands'],
  ['exceptions', 'notebooks'],
  ['notebooks', 'exceptions'],
  ['testReports', 'git'],
  ['git', 'testReports'],
];

/** The settings of the folder, once the sensors live by them. */
async function set(settings: Record<string, unknown>, words: string): Promise<void> {
  write('.vscode/settings.json', JSON.stringify(settings));
  await status(words);
}

const nameOf = ({ kind, actor }: LoggedEvent) => `${kind} ${actor}`;

test.each(neighbours)('switched off, %s tells nothing, while %s does', async (off, on) => {
  onTestFailed(() => console.log(editor.logs()));
  await set({ [`secondNature.sensors.${off}`]: false }, `but not from ${off}.`);
  const start = logged().length;
  await senses[off].act(`marker-off-${off}`);
  const since = logged().length;
  await senses[on].act(`marker-beside-${off}`);
  const told = (from: number) => logged().slice(from).map(nameOf);
  await expect.poll(() => told(since), eventually).toContain(senses[on].event);
  expect(told(start)).not.toContain(senses[off].event);
});

/** Every place that a marker can be written to. */
const all: readonly SenseName[] = ['commands', 'tasks', 'exceptions', 'notebooks', 'testReports', 'diagnostics', 'git'];

async function doAll(marker: string): Promise<void> {
  for (const name of all) await senses[name].act(`${marker}-${name}`);
}

test('off, kept out and paused, nothing is told, and on again everything is', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await set({ 'secondNature.mode': 'off' }, 'Second Nature is switched off.');
  const start = logged().length;
  await doAll('marker-mode-off');
  await set({ 'secondNature.privacy.excludeFolder': true }, 'This folder is kept out');
  await doAll('marker-kept-out');
  await window.command('Second Nature: Pause Recording');
  await set({}, 'Paused: nothing is being recorded.');
  await doAll('marker-paused');
  const end = logged().length;
  await window.command('Second Nature: Resume Recording');
  await status('Second Nature is learning.');
  await doAll('marker-on-again');
  const told = () => logged().slice(end).map(nameOf);
  const expected = [...all, 'edits', 'saves'] as const;
  await expect.poll(told, eventually).toEqual(expect.arrayContaining(expected.map((name) => senses[name].event)));
  // What programs show of the files since then is told without it.
  await runInTerminal(window, 'cat src/invoice.ts');
  const shown = () => logged().findLast(({ text }) => text === 'cat src/invoice.ts')?.data.output;
  await expect.poll(shown, eventually).toContain('-on-again-'); // The other words of it were typed unseen, too.
  // The next window tells of the errors that stand there, and of an edit beside them, without it as well.
  const reloaded = logged().length;
  await Promise.all([page.waitForEvent('load'), window.command('Developer: Reload Window')]);
  await workbenchRestored(page);
  await status('Second Nature is learning.');
  await senses.diagnostics.act('marker-anew');
  const anew = () => logged().slice(reloaded);
  await expect.poll(() => anew().filter(({ kind }) => kind === 'diagnostic').length, eventually).toBeGreaterThan(1);
  await expect.poll(() => JSON.stringify(anew()), eventually).toContain('-anew-');
  // What came late would stand here too.
  expect(logged().slice(start, end)).toEqual([]);
  for (const marker of ['marker-mode-off', 'marker-kept-out', 'marker-paused', 'marker-off-edits-edit']) {
    expect(filesHolding(editor.memoryDirectory, marker)).toEqual([]);
  }
});
