// The tests in a real editor: one file at a time, since each has an editor, a browser and an engine of its own.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/vscode/**/*.test.ts'],
    globalSetup: ['test/vscode/harness/prepare.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The editor's own start, its language server and a busy machine are not ours; the report names what was tried twice.
    retry: 1,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
});
