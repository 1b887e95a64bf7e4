// Which files stay out, by the built-in list and by the user's globs.
import { expect, test } from 'vitest';
import { createExclusion } from '../../../src/engine/gate/exclusion-rule.ts';

const isExcluded = createExclusion(['dist/**', '*.log']);

test.each([
  '.env',
  'apps/web/.env.local',
  'prod.env',
  'certs/server.pem',
  'certs/SERVER.KEY',
  'id_rsa',
  'keys/id_ed25519.pub',
  '.npmrc',
  'home/.netrc',
  'credentials',
  '.aws/config',
  'vault.kdbx',
  'node_modules/left-pad/index.js',
  'packages/a/node_modules/b/c.ts',
  '.git/config',
  'dist/a.js',
  'deep/down/server.log',
])('%s stays out', (path) => {
  expect(isExcluded(path)).toBe(true);
  expect(isExcluded(path)).toBe(true);
});

test.each([
  'src/secret-rule.ts',
  'src/env.ts',
  'src/credentials.ts',
  'src/password-form.tsx',
  'src/keyboard.ts',
  '.github/workflows/ci.yml',
  '.gitignore',
  'docs/dist/a.md',
  'environment.d.ts',
])('%s comes in', (path) => {
  expect(isExcluded(path)).toBe(false);
});
