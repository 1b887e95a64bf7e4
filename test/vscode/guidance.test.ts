// Skills and instructions for agents in the real editor: proposed with how far each may be trusted, seen as a refactoring,
// written after a yes, kept up to date as the work goes on, and withdrawn when it is not done so any more.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { mustRun } from '../../scripts/run-program.ts';
import { sampleHistory } from '../../scripts/sample-history.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { importMethod, importResult } from '../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../src/protocol/observe.ts';
import { askEngine } from './harness/memory-command.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { loggedEvents } from './memory-log.ts';
import { shownText } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const skill = join(folder, '.github/skills/before-a-commit/SKILL.md');
const eventually = { timeout: 60_000, interval: 250 };
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  editor = await startEditor();
  window = await editor.openWindow({ folder });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

interface Round {
  /** The file that changes. */
  readonly path: string;
  readonly commands: readonly string[];
  /** What an agent runs besides. */
  readonly ofAgent?: string;
}

let rounds = 0;

/** As a developer works: commands, then a commit. */
async function work({ path, commands, ofAgent }: Round, times: number): Promise<void> {
  const { memoryDirectory } = editor;
  for (let n = 0; n < times; n += 1) {
    rounds += 1;
    const run = (text: string, actor: string) => ({
      id: `round-${rounds}-${text}`,
      at: Date.now(),
      kind: 'command',
      actor,
      folder,
      paths: [],
      text,
      data: { exitCode: 0, durationMs: 900, output: '' },
    });
    const observations = [
      ...commands.map((text) => run(text, 'developer')),
      ...(ofAgent === undefined ? [] : [run(ofAgent, 'agent:claude-code')]),
    ];
    const { refused } = await askEngine(memoryDirectory, observeMethod, { observations }, observeResult);
    expect(refused).toEqual([]);
    appendFileSync(join(folder, path), `// Round ${rounds}.\n`);
    await mustRun('git', ['-C', folder, 'commit', '--quiet', '-m', `Tell of round ${rounds}`, path], {});
    await askEngine(memoryDirectory, importMethod, { folder, token: 'rounds' }, importResult);
  }
}

const quickPick = () => window.page.locator('.quick-input-list .monaco-list-row');
const preview = () => window.page.locator('.bulk-edit-panel');

/** Until the history is learned and slept on. */
async function learn(): Promise<void> {
  const events = () => loggedEvents(editor.memoryDirectory);
  const commits = () => events().filter(({ actor }) => actor === 'history').length;
  await expect.poll(commits, eventually).toBe(sampleHistory.length);
  await window.command('Second Nature: Sleep Now');
  await expect
    .poll(() => events().some(({ kind, data }) => kind === 'sleep' && data.stage === 'rules'), eventually)
    .toBe(true);
}

/** Opens the review and returns what it offers, row by row, as a screen reader hears it, and whether it is ticked. */
async function review(): Promise<string[]> {
  await window.command('Second Nature: Review Skills and Instructions for Agents');
  await quickPick().filter({ hasText: 'AGENTS.md' }).waitFor({ timeout: 30_000 });
  return quickPick().evaluateAll((rows) =>
    rows.map((row) => {
      const isTicked =
        row.querySelector('[aria-checked="true"]') !== null || row.getAttribute('aria-checked') === 'true';
      return `${isTicked ? '[x]' : '[ ]'} ${row.getAttribute('aria-label') ?? ''}`;
    }),
  );
}

/** Says yes to one file, once it was looked at, and to nothing else of what the preview shows. */
async function applyOnly(name: string, picture: string, see?: (row: Locator) => Promise<void>): Promise<void> {
  await window.page.locator('.quick-input-widget input[type="text"]').press('Enter');
  const row = preview().locator('.monaco-list-row', { hasText: name }).first();
  await row.waitFor({ timeout: 30_000 });
  await row.locator('.edit-checkbox').click();
  await see?.(row);
  await window.screenshot(picture);
  await window.page.getByRole('button', { name: 'Apply' }).first().click();
}

const written = () => (existsSync(skill) ? readFileSync(skill, 'utf8') : '');

async function reportFailure(): Promise<void> {
  await window.screenshot('guidance-failed');
  console.log(editor.logs());
}

test('what precedes each commit is proposed as a skill and written when the user has seen and applied it', async () => {
  onTestFailed(reportFailure);
  await learn();
  await work({ path: 'README.md', commands: ['npx tsc -p .', 'npm test'] }, 3);
  const offered = await review();
  await window.screenshot('guidance-choice');
  expect(offered).toEqual([
    '[x] new-file  .github/skills/before-a-commit/SKILL.md, held 3 of 3 times, observed: you were seen doing so',
    '[ ] new-file  AGENTS.md, 2 of them hold, imported: read from the history',
  ]);
  expect(existsSync(skill)).toBe(false);
  await applyOnly('before-a-commit', 'guidance-preview');
  await expect.poll(written, eventually).toMatch(/1\. Run `npx tsc -p \.`\n2\. Run `npm test`\n[\s\S]*3 of 3 times/);
});

test('four tiers of trust are told apart, and what was written is kept up to date', async () => {
  onTestFailed(reportFailure);
  const commands = ['npx tsc -p .', 'npm test'];
  await work({ path: 'src/schema.ts', commands: [...commands, 'node test/schema.check.ts'] }, 3);
  await work({ path: 'src/price.ts', commands, ofAgent: 'node test/price.check.ts' }, 3);
  const offered = await review();
  await window.screenshot('guidance-tiers');
  expect(offered).toEqual([
    '[x] edit  .github/skills/before-a-commit/SKILL.md, held 9 of 9 times, proven: you did so nearly every time',
    expect.stringMatching(
      /^\[ \] new-file {2}\S+after-changing-price-ts-\w+\/SKILL\.md, held 3 of 3 times, reported: agents/,
    ),
    expect.stringMatching(
      /^\[x\] new-file {2}\S+after-changing-schema-ts-\w+\/SKILL\.md, held 3 of 3 times, observed: you/,
    ),
    '[ ] new-file  AGENTS.md, 2 of them hold, imported: read from the history',
  ]);
  await applyOnly('before-a-commit', 'guidance-update', async (row) => {
    await row.click();
    const diff = window.page.locator('.monaco-diff-editor');
    await expect.poll(() => shownText(diff.locator('.original')), eventually).toContain('3 of 3 times');
    await expect.poll(() => shownText(diff.locator('.modified')), eventually).toContain('9 of 9 times');
  });
  await expect.poll(written, eventually).toMatch(/9 of 9 times, last on .* \(proven\)/);
});

test('what is not done so any more is withdrawn, after a yes', async () => {
  onTestFailed(reportFailure);
  await work({ path: 'README.md', commands: ['make all'] }, 5);
  const offered = await review();
  expect(offered).toContain(
    '[x] trash  .github/skills/before-a-commit/SKILL.md, it is not done so any more, withdrawn',
  );
  expect(written()).not.toBe('');
  await applyOnly('before-a-commit', 'guidance-withdrawn');
  await expect.poll(written, eventually).toBe('');
});
