// Unit and integration tests; the tests in a real editor have a configuration of their own (test/vscode).
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Programs that a test starts from their sources need not be compiled each time.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node-compile') },
    pool: 'forks',
    maxWorkers: 2,
  },
});
