// What the memory is curious about: a history in, its wonders with their reasons out.
import { expect, it } from 'vitest';
import type { Wonder } from '../../../src/engine/model/curiosity.ts';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { listWonders, openWonders } from '../../../src/engine/sleep/curiosity.ts';
import { makeStore } from '../store/small-memory.ts';
import { project, tell } from '../story.ts';
import { live } from './slept-memory.ts';

const clock = (i: number) => `${String(9 + Math.trunc(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;

function wonders(store: MemoryStore): string[] {
  return listWonders(project, store).map(
    ({ title, reason, finding }) => `${title}: ${reason}${finding === undefined ? '' : ` Found: ${finding.text}`}`,
  );
}

/** In `src/net` the pairs that change along stay the same, then they are all new. */
function shifting(): string {
  const pairs = ['a b', 'c d', 'e f', 'g h'];
  const steady = Array.from({ length: 24 }, (_, i) => pairs[i % pairs.length]!);
  const shifted = ['a d', 'c f', 'e h', 'g b', 'a f', 'c h', 'e b', 'g d', 'a h', 'c b', 'e d', 'g f'];
  const words = [...steady, ...shifted].map((pair, i) => {
    const paths = pair.split(' ').map((name) => `src/net/${name}.ts`);
    return `${clock(i)} commit c${i} Change ${i}: ${paths.join(' ')}`;
  });
  return words.join('\n');
}

const repaired = `
  18:00 commit r1 Add a parser: lib/parser.ts
  18:10 commit r2 Fix the parser's crash: lib/parser.ts
  18:20 commit r3 Fix a leak in the parser: lib/parser.ts`;

/** The history from its beginning: each file is added by the first commit that names it. */
function fromTheBeginning(drafts: Draft[]): Draft[] {
  const met = new Set<string>();
  return drafts.map((draft) => {
    if (draft.kind !== 'commit') return draft;
    const files = draft.data.files.map((file) => (met.has(file.path) ? file : { ...file, status: 'A' as const }));
    for (const { path } of files) met.add(path);
    return { ...draft, data: { ...draft.data, files } };
  });
}

const feedback = (subject: string): Draft =>
  ({
    ...{ id: `f-${subject}`, at: Date.UTC(2024, 2, 13), kind: 'feedback', actor: 'developer', project, refs: [] },
    ...{ text: '', data: { verdict: 'dismissed', subject } },
  }) as Draft;

const investigation = (place: string, text: string): Draft =>
  ({
    ...{ id: `i-${place}`, at: Date.UTC(2024, 2, 13), kind: 'investigation', actor: 'tool:second-nature', project },
    ...{ refs: [place], text, data: { command: 'git log', subject: `curious:file:${place}`, place } },
  }) as Draft;

it('wonders where what changes along is no longer foreseen, and where little is known but repairs', () => {
  const store = makeStore();
  live(store, fromTheBeginning(tell(`${shifting()}\n${repaired}`)));
  expect(wonders(store)).toMatchInlineSnapshot(`
    [
      "src/net/: What changes along here has become harder to foresee: 0 % of it was missed before, 75 % of late.",
      "lib/parser.ts: Little is known of it: 3 commits, 2 of them repairs.",
    ]
  `);
});

it('leaves what was dismissed, and says what was found until the place has moved on', () => {
  const store = makeStore();
  live(store, fromTheBeginning(tell(repaired)));
  expect(wonders(store)).toHaveLength(1);
  const uses = () => store.node(project, 'file', 'lib/parser.ts')!.uses;
  const before = uses();
  live(store, [investigation('lib/parser.ts', 'Of its 9 lines, 100 % from “Add a parser”.')]);
  expect(wonders(store)).toEqual([
    'lib/parser.ts: Little is known of it: 3 commits, 2 of them repairs. Found: Of its 9 lines, 100 % from “Add a parser”.',
  ]);
  expect(uses()).toBe(before); // A look is no use of the file.
  expect(store.searchText(project, ['parser'], 10).length).toBeGreaterThan(0);
  live(store, [feedback('curious:file:lib/parser.ts')]);
  expect(wonders(store)).toEqual([]);
});

/** `src/old.ts` and `src/busy.ts` were there before; `src/new.ts` came while it was watched; `src/gone.ts` went. */
const watchedLate = () =>
  tell(
    [
      '09:00 commit o1 Tidy up: src/old.ts',
      '09:01 commit o2 Tidy up more: src/old.ts',
      '09:02 commit n1 Add one: src/new.ts',
      ...['src/busy.ts', 'src/new.ts', 'src/busy.ts', 'src/gone.ts', 'src/busy.ts', 'src/gone.ts'].map(
        (path, i) => `09:${10 + i} commit b${i} Step ${i}: ${path}`,
      ),
    ].join('\n'),
  ).map((draft) => {
    if (draft.kind !== 'commit') return draft;
    const status = draft.data.sha === 'n1' ? ('A' as const) : draft.data.sha === 'b5' ? ('D' as const) : ('M' as const);
    return { ...draft, data: { ...draft.data, files: draft.data.files.map((file) => ({ ...file, status })) } };
  });

it('asks first for the past of what will be worked on next, where git knows more than the memory', () => {
  const store = makeStore();
  live(store, watchedLate());
  expect(wonders(store)).toEqual([
    'src/busy.ts: It is worked on, and git knows what came before the 3 commits that are remembered.',
    'src/old.ts: It is worked on, and git knows what came before the 2 commits that are remembered.',
  ]);
});

it('asks again of a place that has moved on, by the share of its commits that no look has seen', () => {
  const store = makeStore();
  live(store, watchedLate());
  live(store, [investigation('src/busy.ts', 'Nine commits.'), investigation('src/old.ts', 'Four commits.')]);
  expect(listWonders(project, store).every(({ finding }) => finding !== undefined)).toBe(true);
  expect(openWonders(listWonders(project, store))).toEqual([]);
  const later = Array.from({ length: 10 }, (_, i) => `10:${10 + i} commit l${i} Later ${i}: src/busy.ts`);
  live(store, tell(later.join('\n')));
  const [busy, old] = listWonders(project, store);
  expect([busy!.place, busy!.finding, old!.finding?.text]).toEqual(['src/busy.ts', undefined, 'Four commits.']);
  // Thirteen commits of nineteen are its own, the latest and three before; ten of the thirteen are news.
  const weight = (age: number) => age ** -0.5;
  const ages = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16];
  const all = Array.from({ length: 19 }, (_, i) => weight(i + 1)).reduce((sum, each) => sum + each, 0);
  const need = ages.reduce((sum, age) => sum + weight(age), 0) / all;
  expect(busy!.worth).toBeCloseTo((need * 10) / 13, 9);
});

it('looks into a place once, whatever is asked of it', () => {
  const wonder = (key: string, place: string): Wonder => ({
    ...{ key, kind: 'file', title: key, reason: '', place, paths: [place], worth: 0.5 },
  });
  const asked = [wonder('belief:x', 'a.ts'), wonder('file:a.ts', 'a.ts'), wonder('file:b.ts', 'b.ts')];
  const found = { ...wonder('file:c.ts', 'c.ts'), finding: { text: 'Two commits.', at: 0 } };
  expect(openWonders([...asked, found]).map(({ key }) => key)).toEqual(['belief:x', 'file:b.ts']);
});
