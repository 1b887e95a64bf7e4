// Which commands are for the memory.
import { expect, test } from 'vitest';
import { createCommandFilter } from '../../../src/extension/sense/command-filter.ts';

const filter = createCommandFilter(['.env*', '*secret*', '*.pem', 'private/**']);
const folders = ['/home/ann/shop', '/home/ann/shop/packages/tax', '/home/ann/notes'];
const folderOf = (commandLine: string, cwd: string | undefined = '/home/ann/shop') =>
  filter({ commandLine, cwd, folders });

test('a command belongs to the innermost workspace folder that the shell stands in', () => {
  expect(folderOf('npm test')).toBe('/home/ann/shop');
  expect(folderOf('npm test', '/home/ann/shop/src/deep')).toBe('/home/ann/shop');
  expect(folderOf('npm test', '/home/ann/shop/packages/tax')).toBe('/home/ann/shop/packages/tax');
  expect(folderOf('npm test', '/home/ann/shop-2')).toBeUndefined();
  expect(folderOf('npm test', '/home/ann')).toBeUndefined();
  expect(filter({ commandLine: 'npm test', cwd: undefined, folders })).toBeUndefined();
  expect(folderOf('  ')).toBeUndefined();
});

test.each([
  'cat .env',
  'cat ./.env.local | grep TOKEN',
  'echo TOKEN=abc >>.env',
  'vim "config/.env"',
  'docker run --env-file=.env shop',
  'openssl x509 -in ~/tls/server.pem',
  'cat ../other/.env',
  'cat /etc/app/.env',
  'ls private',
  'cat private/notes.md',
  '(cd private; ls)',
  'curl -d @secrets.json localhost',
])('%s names what is kept out', (commandLine) => expect(folderOf(commandLine)).toBeUndefined());

test.each([
  'npm test',
  'node_modules/.bin/vitest run',
  'git commit -m "Load the environment"',
  'ls src/privateer',
  'ls ..',
])('%s does not', (commandLine) => expect(folderOf(commandLine)).toBe('/home/ann/shop'));

test('a shell that stands in a folder that is kept out is not listened to', () => {
  expect(folderOf('ls', '/home/ann/shop/private')).toBeUndefined();
  expect(folderOf('cat ../src/a.ts', '/home/ann/shop/private/deep')).toBeUndefined();
});
