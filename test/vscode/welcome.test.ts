// What the sidebar says where it has nothing to show: each of its welcomes is reached as a person reaches it, is alone in
// its view, and leads on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const eventually = { timeout: 60_000, interval: 100 };
/** Enough that reading them takes a while. */
const commitCount = 4_000;
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  makeLongHistory();
  editor = await startEditor({
    asksForTrust: true,
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      // What a welcome leads to would lie over the sidebar.
      'workbench.editor.useModal': 'off',
      'secondNature.importHistory': false,
    },
  });
  window = await editor.openWindow({ folder });
  await openSidebar();
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

/** Commits by the stream that git reads them from fastest. */
function makeLongHistory(): void {
  const commits = Array.from({ length: commitCount }, (_, i) => {
    const [subject, text] = [`Ship parcel ${i}`, `export const parcel = ${i};\n`];
    const who = `Ann Example <ann@shop.example> ${1_700_000_000 + i * 600} +0000`;
    return [
      'commit refs/heads/main',
      `committer ${who}`,
      `data ${subject.length}\n${subject}`,
      `M 100644 inline src/parcel-${i % 40}.ts`,
      `data ${text.length}\n${text}`,
    ].join('\n');
  });
  const git = (args: string[], input = '') => execFileSync('git', args, { cwd: folder, input, stdio: 'pipe' });
  git(['init', '--quiet', '--initial-branch=main']);
  git(['fast-import', '--quiet'], `${commits.join('\n')}\n`);
  git(['reset', '--quiet', '--hard']);
}

async function reportFailure(): Promise<void> {
  await window.screenshot('welcome-failed');
  console.log(editor.logs());
}

const openSidebar = () => window.page.getByRole('tab', { name: 'Second Nature', exact: true }).first().click();
const sidebar = () => window.page.locator('.part.sidebar');
const viewOf = (name: string) =>
  sidebar().locator('.pane', { has: window.page.locator(`.pane-header[aria-label^="${name}"]`) });
const welcomesOf = (name: string) => shownWords(viewOf(name).locator('.welcome-view-content:visible'));
const press = (label: string) => sidebar().getByRole('button', { name: label, exact: true }).click();

const viewNames = ['Primed Now', 'Beliefs', 'Curious About', 'Episodes'];
const shownViews = async () => {
  const shown = await Promise.all(viewNames.map((name) => viewOf(name).count()));
  return viewNames.filter((_, i) => shown[i]! > 0);
};

/** That one welcome stands in the view, and nothing beside it. */
async function says(view: string, words: RegExp): Promise<void> {
  await expect.poll(() => welcomesOf(view), eventually).toEqual([expect.stringMatching(words)]);
  expect(await viewOf(view).locator('.monaco-list-row:visible').count()).toBe(0);
}

const empty = /^Nothing is remembered of this folder yet/;

const asksForTrust = process.env.SECOND_NATURE_EDITOR !== 'desktop';

test.runIf(asksForTrust)('a folder that is not trusted yet is asked about, until a yes', async () => {
  onTestFailed(reportFailure);
  await says('Episodes', /^Second Nature neither learns nor recalls in a folder that you have not trusted/);
  expect(await shownViews()).toEqual(['Episodes']); // What the others could show, nobody may know.
  await window.screenshot('welcome-untrusted');
  await press('Manage Workspace Trust');
  await window.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
  await says('Episodes', empty);
});

test('where nothing is remembered yet, each view says what it is for', async () => {
  onTestFailed(reportFailure);
  await says('Episodes', empty);
  await says('Primed Now', /^What you are likely to need next stands here/);
  await says('Beliefs', /^Beliefs are formed while the memory sleeps/);
  await window.command('Second Nature: Focus on Curious About View');
  await says('Curious About', /^What the memory would like to know stands here/);
  await window.screenshot('welcome-empty');
});

test('while it is paused it says so, and resumes at a click', async () => {
  onTestFailed(reportFailure);
  await window.command('Second Nature: Pause Recording');
  await says('Primed Now', /^Recording is paused/);
  await window.screenshot('welcome-paused');
  await press('Resume Recording');
  await says('Primed Now', /^What you are likely to need next/);
});

test('a search that finds nothing says so, and is cleared at a click', async () => {
  onTestFailed(reportFailure);
  await window.command('Second Nature: Search Episodes');
  const box = window.page.locator('.quick-input-widget input[placeholder^="Words of a title"]');
  await box.fill('zeppelin');
  await window.page.keyboard.press('Enter');
  await says('Episodes', /^No episode holds these words/);
  await window.screenshot('welcome-sought');
  await press('Clear the Search');
  await says('Episodes', empty);
});

test('switched off it says so, and shows the way to the switch', async () => {
  onTestFailed(reportFailure);
  const set = (settings: object) => writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  set({ 'secondNature.mode': 'off' });
  await says('Episodes', /^Second Nature is switched off/);
  await expect.poll(shownViews, eventually).toEqual(['Episodes']);
  await window.screenshot('welcome-off');
  await press('Open Settings');
  await window.page.locator('.settings-editor').getByText('Mode', { exact: true }).waitFor();
  set({});
  await says('Episodes', empty);
  await expect.poll(shownViews, eventually).toEqual(viewNames);
});

test('while a history is being read it says so, until it is told to stop', async () => {
  onTestFailed(reportFailure);
  await press('Import the Git History');
  await says('Episodes', /^The git history is being read/);
  await window.screenshot('welcome-importing');
  await press('Stop Importing');
  const commits = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'commit').length;
  const episodes = viewOf('Episodes').locator('.monaco-list-row').filter({ hasText: 'Ship parcel' });
  // The tree follows when it is over.
  await expect.poll(() => episodes.count(), eventually).toBeGreaterThan(0);
  const read = commits();
  await window.page.waitForTimeout(1_000);
  expect(commits()).toBe(read);
  expect(read).toBeLessThan(commitCount);
});

test('without a folder it offers to open one', async () => {
  onTestFailed(reportFailure);
  await window.close();
  window = await editor.openWindow({});
  await openSidebar();
  await says('Episodes', /^Second Nature remembers by folder/);
  expect(await shownViews()).toEqual(['Episodes']);
  await window.screenshot('welcome-no-folder');
});
