// The small TypeScript project, and beside its files the work around them: two tasks, a program that crashes under the
// debugger, a notebook, a test that is red. And the terminal, typed into as a developer does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from './harness/workbench.ts';
import { makeUserWorkspace } from './user-workspace.ts';

/** Fills an empty folder. The test task leaves a file `checked`, so that it can be seen to have run. */
export function makeWorkWorkspace(folder: string): void {
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  mkdirSync(join(folder, 'private'));
  write('private/notes.md', 'Notes\n');
  write('.env', 'MODE=test\n');
  write('sum.mjs', 'export const sum = (a, b) => a - b;\n');
  write('sum.test.mjs', "import { sum } from './sum.mjs';\n\ntest('adds', () => expect(sum(1, 2)).toBe(3));\n");
  write('crash.mjs', 'function boom(cart) {\n  return cart.items.length;\n}\n\nboom({});\n');
  const shared = { presentation: { reveal: 'never' }, problemMatcher: [] };
  const tasks = [
    {
      label: 'check',
      type: 'shell',
      command: 'touch checked; echo checked-by-task; exit 7',
      group: { kind: 'test', isDefault: true },
    },
    {
      label: 'pack',
      type: 'process',
      command: 'node',
      args: ['-e', 'process.exit(3)'],
      group: { kind: 'build', isDefault: true },
    },
  ].map((task) => ({ ...task, ...shared }));
  write('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks }));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor's variable, not ours
  const program = '${workspaceFolder}/crash.mjs';
  const launch = { name: 'crash', type: 'node', request: 'launch', program, internalConsoleOptions: 'neverOpen' };
  write('.vscode/launch.json', JSON.stringify({ version: '0.2.0', configurations: [launch] }));
  makeUserWorkspace(folder);
  const cell = { cell_type: 'code', execution_count: null, id: 'c1', metadata: {}, outputs: [], source: ['total = 1'] };
  write('cart.ipynb', JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
}

/** Types into the terminal in front, opening one where there is none. */
export async function runInTerminal(window: Workbench, commandLine: string): Promise<void> {
  const { page } = window;
  const terminal = page.locator('.terminal-wrapper.active .xterm').first();
  if ((await terminal.count()) === 0) {
    await window.command('Terminal: Create New Terminal');
    await terminal.waitFor();
    await page.waitForTimeout(3_000); // The shell greets, then it can be listened to.
  }
  await terminal.click();
  await window.typeText(`${commandLine}\n`);
}
