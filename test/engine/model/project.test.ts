import { expect, test } from 'vitest';
import type { FolderFacts } from '../../../src/engine/model/event.ts';
import { matchProject, type Project } from '../../../src/engine/model/project.ts';

const orders: Project = {
  id: 'remote:example.org/shop/orders',
  name: 'orders',
  commonDirs: ['/home/ada/orders/.git'],
  remote: 'example.org/shop/orders',
  firstCommit: 'aaaa',
};
const scratch: Project = {
  id: 'commit:bbbb',
  name: 'scratch',
  commonDirs: ['/home/ada/scratch/.git'],
  firstCommit: 'bbbb',
};

function match(facts: Partial<FolderFacts>): string {
  return matchProject({ name: 'x', commonDir: '/elsewhere/.git', ...facts }, [orders, scratch]);
}

test('a worktree is known by its common directory, whatever else changed', () => {
  expect(match({ commonDir: '/home/ada/orders/.git', remote: 'example.org/moved/orders' })).toBe(orders.id);
});

test('a second clone is known by its remote', () => {
  expect(match({ remote: 'example.org/shop/orders', firstCommit: 'cccc' })).toBe(orders.id);
});

test('a copy without a remote is known by its first commit', () => {
  expect(match({ firstCommit: 'aaaa' })).toBe(orders.id);
  expect(match({ firstCommit: 'bbbb', remote: 'example.org/ada/scratch' })).toBe(scratch.id);
});

test('a fork is another project, since its remote is another', () => {
  expect(match({ remote: 'example.org/bob/orders', firstCommit: 'aaaa' })).toBe('remote:example.org/bob/orders');
});

test('a folder that matches none founds a project by the strongest fact it has', () => {
  expect(match({ firstCommit: 'dddd' })).toBe('commit:dddd');
  expect(match({})).toBe('folder:/elsewhere/.git');
});
