import { expect, test } from 'vitest';
import {
  type CompanionBoundary,
  chooseCompanions,
  likeliest,
} from '../../../src/extension/surface/companion-choice.ts';
import { subjectOf, wordPrimed } from '../../../src/extension/surface/primed-wording.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';
import type { WirePrimedItem } from '../../../src/protocol/prime.ts';

const item = (key: string, probability: number, kind: WirePrimedItem['kind'] = 'file'): WirePrimedItem => ({
  kind,
  key,
  label: key,
  probability,
  reasons: [{ phrase: 'changes together with this file', cue: 'src/schema.ts', weight: 2, isTie: true }],
});
const items = [item('src/client.ts', 0.8), item('npm test', 0.9, 'command'), item('src/b.ts', 0.55), item('c.ts', 0.4)];
const fresh = { told: new Set<string>(), known: 0.25, dismissals: 0, boundary: 'save' as CompanionBoundary };
const chosen = (changed: string[], memory: Partial<typeof fresh> = {}) =>
  chooseCompanions(items, new Set(changed), { ...fresh, ...memory }).map(({ key }) => key);

test('likely files that have not changed yet are named, once', () => {
  expect(chosen([])).toEqual(['src/client.ts', 'src/b.ts']);
  expect(chosen(['src/client.ts'])).toEqual(['src/b.ts']);
  expect(chosen([], { told: new Set(['src/b.ts']) })).toEqual(['src/client.ts']);
});

test('who knows the place well is told less, who is new there more', () => {
  expect(chosen([], { known: 0.9 })).toEqual(['src/client.ts']);
  expect(chosen(['src/client.ts'], { known: 0 })).toEqual(['src/b.ts']);
  expect(chosen(['src/client.ts'], { known: 1 })).toEqual([]);
});

test('a dismissal asks for more certainty', () => {
  expect(chosen([], { dismissals: 1 })).toEqual(['src/client.ts']);
  expect(chosen([], { dismissals: 2 })).toEqual([]);
});

test('before a commit it must be surer, and what merely changes often is never named', () => {
  expect(chosen([], { boundary: 'commit' })).toEqual(['src/client.ts']);
  expect(chosen([], { boundary: 'commit', known: 0.9 })).toEqual([]);
  const frequent = { ...item('readme.md', 0.95), reasons: [{ isTie: false }] };
  expect(chooseCompanions([frequent], new Set(), fresh)).toEqual([]);
});

test('an item says how likely it is and why', () => {
  expect(wordPrimed(items[0]!, createLocalisedText({ language: 'en', words: undefined }))).toEqual({
    label: 'client.ts',
    description: '80% · changes together with this file',
    reasons: ['it changes together with this file (src/schema.ts)'],
    icon: 'file',
  });
  expect(subjectOf(items[1]!)).toBe('command:npm test');
});

test('what several files bring to mind is as likely as the one that speaks most for it', () => {
  const primed = [item('a.ts', 0.4), item('b.ts', 0.6), item('a.ts', 0.7), item('a.ts', 0.9, 'command')];
  expect(likeliest(primed).map(({ kind, key, probability }) => `${kind} ${key} ${probability}`)).toEqual([
    'command a.ts 0.9',
    'file a.ts 0.7',
    'file b.ts 0.6',
  ]);
});
