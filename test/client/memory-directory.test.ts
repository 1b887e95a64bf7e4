import path from 'node:path';
import { expect, test } from 'vitest';
import { findMemoryDirectory } from '../../src/client/memory-directory.ts';

test.each([
  ['linux', {}, '/home/ada/.local/share/second-nature'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/second-nature'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/Second Nature'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/Second Nature'],
  ['win32', {}, '/home/ada/AppData/Local/Second Nature'],
  ['linux', { SECOND_NATURE_HOME: '/elsewhere' }, '/elsewhere'],
] as const)('on %s with %j it is %s', (platform, env, directory) => {
  expect(findMemoryDirectory(env, platform, '/home/ada')).toBe(path.normalize(directory));
});
