import { expect, test } from 'vitest';
import {
  explorerTargetOf,
  fileOfWonder,
  targetOfSubject,
  targetOfWonder,
} from '../../../src/extension/surface/explorer-target.ts';

test('each kind of row leads to what it stands for, anything else to the explorer as it was', () => {
  const told = (row: unknown) => JSON.stringify(explorerTargetOf(row));
  expect([
    told({ item: { kind: 'file', key: 'src/a.ts' } }),
    told({ item: { kind: 'warning', key: 'src/a.ts' } }),
    told({ item: { kind: 'episode', key: 'episode:1' } }),
    told({ belief: { nodeKind: 'gist', key: 'gist:1' } }),
    told({ type: 'episode', episode: { id: 'episode:2' } }),
    told({ type: 'group', group: {} }),
    told('src/a.ts'),
    told(undefined),
  ]).toEqual([
    '{"to":"node","kind":"file","key":"src/a.ts"}',
    '{"to":"node","kind":"file","key":"src/a.ts"}',
    '{"to":"episode","id":"episode:1"}',
    '{"to":"node","kind":"gist","key":"gist:1"}',
    '{"to":"episode","id":"episode:2"}',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a subject of feedback leads to its node, whatever its key holds', () => {
  expect(targetOfSubject('rule:a:b')).toEqual({ to: 'node', kind: 'rule', key: 'a:b' });
  expect(targetOfSubject('episode:episode:3')).toEqual({ to: 'episode', id: 'episode:3' });
});

test('what the memory is curious about leads to its file, to one of its folder, or to the belief on the map', () => {
  const about = { key: 'file:src/a.ts', title: '', reason: '', worth: 1 };
  const file = { ...about, kind: 'file', place: 'src/a.ts', paths: ['src/a.ts'] } as const;
  const area = { ...about, kind: 'area', place: 'src/', paths: ['src/b.ts', 'src/a.ts'] } as const;
  const belief = { ...about, kind: 'belief', place: 'src/a.ts', paths: ['src/a.ts'] } as const;
  expect([file, area, belief].map(fileOfWonder)).toEqual(['src/a.ts', 'src/b.ts', undefined]);
  expect(targetOfWonder('belief:a:b')).toEqual({ to: 'node', kind: 'gist', key: 'a:b' });
});
