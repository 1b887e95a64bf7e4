// The work around the files reaches the log too: commands, tasks, commits, checkouts, exceptions. What is kept out is
// nowhere on disk.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { projectRoot } from './harness/editor-window.ts';
import { packExtension } from './harness/pack-extension.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { filesHolding, loggedEvents } from './memory-log.ts';
import { shownText, shownWords } from './shown-text.ts';
import { makeWorkWorkspace, runInTerminal } from './work-workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'second-nature-work-'));
const eventually = { timeout: 60_000, interval: 250 };
const runTests = `"${process.execPath}" "${join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')}" run --globals`;
let editor: Editor;
let window: Workbench;

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const run = (commandLine: string) => runInTerminal(window, commandLine);
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ann Example', '-c', 'user.email=ann@shop.example', ...args], {
    cwd: folder,
    stdio: 'pipe',
  });
const seen = (kind: string) => loggedEvents(editor.memoryDirectory).filter((event) => event.kind === kind);
const commands = () => seen('command').map(({ text }) => text);

beforeAll(async () => {
  makeWorkWorkspace(folder);
  editor = await startEditor({
    others: [await packExtension('scripted-kernel')],
    settings: {
      'secondNature.privacy.exclude': ['.env*', 'private/**'],
    },
  });
  window = await editor.openWindow({ folder });
  await window.page.locator('.statusbar-item', { hasText: 'learning' }).waitFor();
});
afterAll(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('commands in a terminal arrive, with their end and without their secrets', async () => {
  onTestFailed(() => console.log(editor.logs()));
  await run('echo first-words; sleep 0.3; false');
  await expect.poll(commands, eventually).toContain('echo first-words; sleep 0.3; false');
  expect(seen('command')[0]).toMatchObject({
    actor: 'developer',
    refs: [],
    data: { exitCode: 1, output: 'first-words', durationMs: expect.any(Number) },
  });
  await run('export API_TOKEN=marker-9f8e7d6c5b4a; sleep 0.3; env | grep API_');
  await expect.poll(() => commands().at(-1), eventually).toMatch(/^export API_TOKEN=\[redacted:.*\]; sleep/);
  expect(seen('command').at(-1)!.data.output).toMatch(/^API_TOKEN=\[redacted:/);
  await run('exit 5');
  await expect.poll(() => seen('command').at(-1), eventually).toMatchObject({ text: 'exit 5', data: { exitCode: 5 } });
  expect(filesHolding(editor.memoryDirectory, 'marker-9f8e7d6c5b4a')).toEqual([]);
});

test('tests that turn from red to green do', async () => {
  onTestFailed(() => console.log(editor.logs()));
  await run(runTests);
  await expect.poll(() => seen('command').at(-1)?.data.output, eventually).toMatch(/Tests {2}1 failed \(1\)/);
  await window.openFile('sum.mjs');
  await window.goToLine(1, 32);
  await window.page.keyboard.press('Delete');
  await window.typeText('+');
  await window.save();
  await run(runTests);
  await expect
    .poll(() => seen('command').at(-1)?.data, eventually)
    .toMatchObject({ exitCode: 0, output: expect.stringMatching(/Tests {2}1 passed \(1\)/) });
  const { data } = seen('command').at(-2)!;
  expect(data).toMatchObject({ exitCode: 1, output: expect.stringContaining('FAIL  sum.test.mjs > adds') });
});

test('a task is one command, with its output', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const before = seen('command').length;
  await window.command('Tasks: Run Test Task');
  await expect
    .poll(() => seen('command').at(-1), eventually)
    .toMatchObject({
      actor: 'tool:task',
      text: 'touch checked; echo checked-by-task; exit 7',
      data: { exitCode: 7, output: 'checked-by-task' },
    });
  await window.command('Tasks: Run Build Task');
  await expect
    .poll(() => seen('command').at(-1), eventually)
    .toMatchObject({
      actor: 'tool:task',
      text: "node -e 'process.exit(3)'",
      data: { exitCode: 3 },
    });
  await window.page.waitForTimeout(2_000);
  expect(seen('command').length - before).toBe(2);
});

test('a report of tests that appears is a run of them, by name', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const runs = () => seen('test').map(({ actor, text, data }) => [actor, text, data.failed, data.passed]);
  const testcase = (inside: string) => `<testcase classname="sum.test" name="adds">${inside}</testcase>`;
  const report = (inside: string) => `<testsuites><testsuite>${testcase(inside)}</testsuite></testsuites>`;
  write('junit.xml', report('<failure message="3 is not 4"/>'));
  const red = ['tool:junit', 'junit.xml', ['sum.test > adds'], []];
  await expect.poll(runs, eventually).toEqual([red]);
  await run(`sleep 0.3; echo '${report('')}' > junit.xml`);
  await expect.poll(runs, eventually).toEqual([red, ['tool:junit', 'junit.xml', [], ['sum.test > adds']]]);
  rmSync(join(folder, 'junit.xml'));
});

test('cells of a notebook arrive: what is written in them, and how they ran', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await window.pickFile('cart.ipynb');
  const code = page.locator('.notebookOverlay .cell .monaco-editor').first();
  await code.click();
  await page.keyboard.press('ControlOrMeta+End');
  await window.typeText('\nboom = total');
  await page
    .getByRole('button', { name: /^Run All/ })
    .first()
    .click();
  const ran = () => seen('command').filter(({ actor }) => actor === 'tool:notebook');
  await expect
    .poll(() => ran().map(({ refs, text, data }) => [refs, text, data.exitCode]), eventually)
    .toEqual([[['cart.ipynb'], 'total = 1\nboom = total', 1]]);
  expect(ran()[0]!.data.output).toContain('no such column');
  const edits = seen('edit').filter(({ refs }) => refs[0] === 'cart.ipynb');
  expect(JSON.stringify(edits)).toContain('boom = total');
  await window.screenshot('notebook');
});

test('a checkout and a commit arrive as they are made', async () => {
  onTestFailed(() => console.log(editor.logs()));
  git('checkout', '--quiet', '-b', 'carry-the-one');
  await expect
    .poll(() => seen('checkout').map(({ data }) => data), eventually)
    .toEqual([{ branch: 'carry-the-one', was: 'main' }]);
  git('commit', '--quiet', '--all', '-m', 'Add instead of subtracting');
  await expect
    .poll(() => seen('commit').map(({ text }) => text), eventually)
    .toEqual(['Load users', 'Add instead of subtracting']);
  expect(seen('commit').at(-1)!.refs).toEqual(['sum.mjs']);
  const done = () => seen('command').filter(({ actor }) => actor === 'tool:git');
  write('sum.mjs', 'export const sum = (a, b) => b + a;\n');
  git('stash');
  await expect.poll(() => done().map(({ text }) => text), eventually).toEqual(['git stash']);
  git('stash', 'drop');
  git('checkout', '--quiet', 'main');
  await expect.poll(() => seen('checkout').at(-1)?.data.branch, eventually).toBe('main');
  git('merge', '--quiet', 'carry-the-one');
  await expect.poll(() => done().map(({ text }) => text), eventually).toContain('git merge carry-the-one');
  git('revert', '--no-edit', 'HEAD');
  await expect
    .poll(() => seen('revert').map(({ text }) => text), eventually)
    .toEqual(['Revert "Add instead of subtracting"']);
});

test('a branch that is not visited arrives as it is made, renamed and deleted', async () => {
  onTestFailed(() => console.log(editor.logs()));
  for (const left of ['topic/idea', 'topic/plan'])
    if (git('branch', '--list', left).length > 0) git('branch', '-D', left);
  await window.page.waitForTimeout(3_000);
  const before = commands().length;
  const told = () =>
    seen('command')
      .slice(before)
      .filter(({ actor }) => actor === 'tool:git')
      .map(({ text }) => text);
  const steps = ['branch topic/idea', 'branch -m topic/idea topic/plan', 'branch -d topic/plan'];
  for (const [i, step] of steps.entries()) {
    git(...step.split(' '));
    // One at a time: what is made and renamed before the logs are read was never there to be seen.
    await expect.poll(told, eventually).toEqual(steps.slice(0, i + 1).map((each) => `git ${each}`));
  }
});

test('an error that ends a debugged program arrives, and one that the debugger stops at', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  const exceptions = () => seen('exception');
  await window.command('Debug: Start Debugging');
  await expect.poll(() => exceptions().length, eventually).toBe(1);
  const expected = {
    refs: ['crash.mjs'],
    text: "TypeError: Cannot read properties of undefined (reading 'length')",
    data: { type: 'TypeError', frame: { function: 'boom', line: 2 } },
  };
  expect(exceptions()[0]).toMatchObject(expected);
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });

  await window.command('View: Show Run and Debug');
  const uncaught = page
    .locator('.debug-breakpoints .monaco-list-row')
    .filter({ hasText: 'Uncaught Exceptions' })
    .locator('.monaco-checkbox, .monaco-custom-toggle, input')
    .first();
  await uncaught.click();
  await window.command('Debug: Start Debugging');
  await expect.poll(() => exceptions().length, eventually).toBe(2);
  await window.screenshot('debug-exception');
  expect(exceptions()[1]).toMatchObject(expected);
  await page.keyboard.press('Shift+F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  await page.waitForTimeout(1_000);
  expect(exceptions()).toHaveLength(2); // It ends by the error that was told of already.
  await uncaught.click();

  const crashing = readFileSync(join(folder, 'crash.mjs'), 'utf8');
  write('crash.mjs', crashing.replace('boom({});', 'boom({ items: [] });'));
  await window.command('Debug: Start Debugging');
  await expect
    .poll(
      () =>
        exceptions()
          .slice(2)
          .map(({ refs, text, data }) => [refs, text, data.gone]),
      eventually,
    )
    .toEqual([[['crash.mjs'], expected.text, true]]);
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  write('crash.mjs', crashing);
});

test('a file, a folder and a command that are kept out are nowhere on disk', async () => {
  onTestFailed(() => console.log(editor.logs()));
  await window.openFile('private/notes.md');
  await window.typeText('marker-private-file');
  await window.save();
  await run('git --no-pager diff; sleep 0.3');
  await run('echo marker-into-env >> .env; sleep 0.3');
  await run('sleep 0.3; cat private/notes.md');
  await run('cd private && sleep 0.3');
  await run('echo marker-in-private; sleep 0.3');
  await run('cd /tmp && sleep 0.3');
  await run('echo marker-elsewhere; sleep 0.3');
  await run(`cd "${folder}"; sleep 0.3`);
  await run('echo marker-last; sleep 0.3');
  await expect.poll(commands, eventually).toContain('echo marker-last; sleep 0.3');
  for (const marker of ['marker-private-file', 'marker-into-env', 'marker-in-private', 'marker-elsewhere']) {
    expect(filesHolding(editor.memoryDirectory, marker)).toEqual([]);
  }
});

test('what was turned away, how often and why, stands in the status and in the explorer', async () => {
  onTestFailed(() => console.log(editor.logs()));
  write('credentials.json', '{}\n');
  await window.openFile('credentials.json');
  await window.typeText('marker-credential');
  await window.save();
  await run('echo API_TOKEN=marker-1a2b3c4d5e6f; sleep 0.3');
  const panel = window.page.locator('.part.panel');
  /** By what and why, as the status counts it. */
  const counted = async () => {
    await window.command('Second Nature: Show Status');
    const lines = (await shownText(panel)).split('\n');
    return lines.flatMap((line) => {
      const [, why, counts] = /^ {2}(excluded|redacted) {2,}(\S.*)$/.exec(line) ?? [];
      return (counts ?? '').split(', ').flatMap((count) => (count === '' ? [] : [`${why} ${count}`]));
    });
  };
  const some = (text: string) => expect.stringMatching(new RegExp(`^${text}$`));
  const expected = ['excluded [1-9] edit', 'excluded [1-9] save', 'redacted [1-9]\\d? command'].map(some);
  await expect.poll(counted, eventually).toEqual(expect.arrayContaining(expected));
  // The status is written anew each time it is asked for, and what was read may be what is about to be wiped.
  await expect
    .poll(async () => (await shownText(panel)).replaceAll(/ +/g, ' '), eventually)
    .toMatch(/turned away \d+ excluded[^;]*; \d+ secrets taken out/);
  await window.screenshot('status-turned-away');

  await window.command('Second Nature: Open Explorer');
  const explorer = await window.webview('[role=tab]');
  await explorer.getByRole('tab', { name: 'Insights' }).click();
  const ledger = explorer.getByRole('table', { name: 'What was turned away' });
  const rows = [
    'kept out by your settings edit [1-9]',
    'kept out by your settings save [1-9]',
    'a secret was taken out, the rest was kept command [1-9]\\d?',
  ].map(some);
  const cells = async () => {
    const shown = await Promise.all((await ledger.locator('tr').all()).map((row) => shownWords(row.locator('td, th'))));
    return shown.map((row) => row.join(' '));
  };
  await expect.poll(cells, eventually).toEqual(expect.arrayContaining(rows));
  await ledger.scrollIntoViewIfNeeded();
  await window.screenshot('turned-away');
  expect(filesHolding(editor.memoryDirectory, 'marker-credential')).toEqual([]);
});
