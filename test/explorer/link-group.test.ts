// Links of an episode: `kind direction key strength` in, groups with headings out.
import { expect, test } from 'vitest';
import { groupLinks, type Neighbour } from '../../src/explorer/link-group.ts';

function linked(notation: string): Neighbour[] {
  return notation.split('|').map((link) => {
    const [kind, direction, key, strength] = link.trim().split(' ') as [string, 'out' | 'in', string, string];
    return { kind, direction, key, label: key, nodeKind: 'file', strength: Number(strength) };
  });
}

test('groups by what the link means from here, the strongest first, in reading order', () => {
  const groups = groupLinks(
    linked(
      'next out e2 1 | mentions out a.ts 0.2 | mentions out b.ts 0.9 | next in e0 1 | edited-with in c.ts 1 | edited-with out d.ts 2',
    ),
  );
  expect(groups.map(({ title, neighbours }) => `${title}: ${neighbours.map(({ key }) => key).join(' ')}`)).toEqual([
    'Mentions: b.ts a.ts',
    'Changes with: d.ts c.ts',
    'Next: e2',
    'Before: e0',
  ]);
});

test('a kind that is not known here is shown under its own name, last', () => {
  expect(groupLinks(linked('rhymes-with out x 1 | fixed-by out y 1')).map(({ title }) => title)).toEqual([
    'Fixed by',
    'rhymes-with',
  ]);
});
