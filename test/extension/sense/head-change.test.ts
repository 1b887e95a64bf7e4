// What the developer did, from where the repository stood and stands.
import { expect, test } from 'vitest';
import { compareHeads, type Head } from '../../../src/extension/sense/head-change.ts';

const head = (branch: string | undefined, commit: string | undefined): Head => ({ branch, commit });
const [one, two] = ['1111111111', '2222222222'];

test.each([
  ['nothing', head('main', one), head('main', one), { hasMoved: false }],
  ['a commit', head('main', one), head('main', two), { hasMoved: true }],
  ['the first commit', head('main', undefined), head('main', one), { hasMoved: true }],
  ['a new branch', head('main', one), head('fix', one), { checkout: { branch: 'fix', was: 'main' }, hasMoved: false }],
  ['another branch', head('main', one), head('fix', two), { checkout: { branch: 'fix', was: 'main' }, hasMoved: true }],
  [
    'a commit by its sha',
    head('main', one),
    head(undefined, two),
    { checkout: { branch: '22222222', was: 'main' }, hasMoved: true },
  ],
  [
    'from one commit to another',
    head(undefined, one),
    head(undefined, two),
    { checkout: { branch: '22222222', was: '11111111' }, hasMoved: true },
  ],
  [
    'back to a branch',
    head(undefined, one),
    head('main', one),
    { checkout: { branch: 'main', was: '11111111' }, hasMoved: false },
  ],
])('%s', (_, was, now, expected) => expect(compareHeads(was, now)).toEqual(expected));
