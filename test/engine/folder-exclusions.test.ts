// What one folder keeps out is kept out there, and nowhere else in its project.
import { expect, test } from 'vitest';
import { FolderExclusions } from '../../src/engine/folder-exclusions.ts';
import { createExclusion } from '../../src/engine/gate/exclusion-rule.ts';

test('patterns hold below their folder', () => {
  const exclusions = new FolderExclusions(createExclusion);
  exclusions.tell('/repo/packages/shop', '/repo', ['private/**', '*.draft']);
  exclusions.tell('/repo/notes', '/repo', ['**']);
  const verdicts = (...paths: string[]) => paths.map((path) => exclusions.isExcluded('/repo', path));
  expect(
    verdicts(
      'packages/shop/private/a.ts',
      'packages/shop/deep/b.draft',
      'notes/today.md',
      'packages/shop/src/a.ts',
      'private/a.ts',
      'b.draft',
    ),
  ).toEqual([true, true, true, false, false, false]);
  exclusions.tell('/repo/notes', '/repo', []);
  expect(verdicts('notes/today.md')).toEqual([false]);
  expect(exclusions.isExcluded('/other', 'packages/shop/private/a.ts')).toBe(false);
});
