// Which documents are files of ours to sense.
import { expect, it } from 'vitest';
import { createDocumentFilter } from '../../../src/extension/sense/document-filter.ts';

const filter = createDocumentFilter(['.env*', '*.pem', 'private/**']);
const isSensed = (fsPath: string, scheme = 'file', folder: string | undefined = '/home/ann/shop') =>
  filter({ scheme, fsPath, folder }) !== undefined;

it('senses files in a workspace folder', () => {
  expect(filter({ scheme: 'file', fsPath: '/home/ann/shop/src/a.ts', folder: '/home/ann/shop' })).toEqual({
    folder: '/home/ann/shop',
    path: '/home/ann/shop/src/a.ts',
  });
  expect(isSensed('/home/ann/shop/a.ts', 'vscode-remote')).toBe(true);
  expect(isSensed('/home/ann/shop/.github/build.yml')).toBe(true);
});

it.each(['chatSessionInput', 'git', 'output', 'untitled', 'vscode-userdata', 'comment', 'second-nature', 'vscode-scm'])(
  'does not sense %s documents',
  (scheme) => expect(isSensed('/home/ann/shop/src/a.ts', scheme)).toBe(false),
);

it('does not sense what is outside, excluded or not written by people', () => {
  expect(filter({ scheme: 'file', fsPath: '/home/ann/notes.md', folder: undefined })).toBeUndefined();
  expect(isSensed('/home/ann/shop-2/a.ts')).toBe(false);
  expect(isSensed('/home/ann/shop/.env')).toBe(false);
  expect(isSensed('/home/ann/shop/deploy/.ENV.local')).toBe(false);
  expect(isSensed('/home/ann/shop/tls/server.pem')).toBe(false);
  expect(isSensed('/home/ann/shop/private/a.ts')).toBe(false);
  expect(isSensed('/home/ann/shop/.git/config')).toBe(false);
  expect(isSensed('/home/ann/shop/web/node_modules/x/index.d.ts')).toBe(false);
});
