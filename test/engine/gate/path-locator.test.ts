// How paths are named from the root, on either kind of machine.
import { expect, test } from 'vitest';
import { relativePath } from '../../../src/engine/gate/path-locator.ts';

test.each([
  ['/repo/src/a.ts', '/repo', 'src/a.ts'],
  ['/repo/./src//b/../a.ts', '/repo', 'src/a.ts'],
  ['src/a.ts', '/repo', 'src/a.ts'],
  ['./src/a.ts', '/repo', 'src/a.ts'],
  ['/repo', '/repo', ''],
  ['/repo/', '/repo', ''],
  ['/repo/..hidden/a.ts', '/repo', '..hidden/a.ts'],
  ['/repo/src/../../etc/passwd', '/repo', undefined],
  ['/repository/a.ts', '/repo', undefined],
  ['/etc/passwd', '/repo', undefined],
  ['../a.ts', '/repo', undefined],
  ['/src/a.ts', '/', 'src/a.ts'],
  ['C:\\repo\\src\\a.ts', 'C:\\repo', 'src/a.ts'],
  ['c:\\Repo\\src\\a.ts', 'C:\\repo', 'src/a.ts'],
  ['C:/repo/src/a.ts', 'C:\\repo', 'src/a.ts'],
  ['D:\\repo\\a.ts', 'C:\\repo', undefined],
  ['C:\\repository\\a.ts', 'C:\\repo', undefined],
  ['\\\\server\\share\\repo\\a.ts', '\\\\server\\share\\repo', 'a.ts'],
])('%s from %s is %s', (path, root, expected) => {
  expect(relativePath(path, root)).toBe(expected);
});
