// The tests in a real editor. Each file has an editor, a browser and an engine of its own, which wait more than they work:
// two files run beside each other, but for those that a busy machine would fail.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What times a keystroke, and what waits for the editor's own agent, whose first steps take as long as the machine likes. */
const alone = ['sensing', 'agents', 'agent-sessions'].map((name) => `test/vscode/${name}.test.ts`);
/** Needs the extension packaged rather than built. */
const packaged = ['test/vscode/vsix-smoke.test.ts'];
const oneByOne = { maxWorkers: 1, fileParallelism: false };

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    globalSetup: ['test/vscode/harness/prepare.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The editor's own start, its language server and a busy machine are not ours; the report names what was tried twice.
    retry: 1,
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'packaged', include: packaged, ...oneByOne, sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'alone', include: alone, ...oneByOne, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'beside others',
          include: ['test/vscode/**/*.test.ts'],
          exclude: [...alone, ...packaged],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
