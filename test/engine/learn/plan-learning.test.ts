import { afterEach, expect, test } from 'vitest';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { planOn, project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

function live(story: string): MemoryStore {
  const memory = remember(story);
  leave = memory.leave;
  return memory.store;
}

/** The episodes, oldest first, as `title (outcome, events)`. */
function episodes(store: MemoryStore): string {
  const all = store.episodes(project, { limit: 50, offset: 0 }).episodes;
  return all
    .reverse()
    .map((episode) => `${episode.title} (${episode.outcome}, ${episode.eventCount})`)
    .join('\n');
}

function links(store: MemoryStore, kind: 'file' | 'error', key: string): string {
  const node = store.node(project, kind, key)!;
  return store
    .links(node.id, { limit: 50 })
    .map((link) => {
      const other = store.nodeById(link.from === node.id ? link.to : link.from)!;
      return `${link.kind} ${other.kind} ${other.key} ×${link.uses}`;
    })
    .sort()
    .join('\n');
}

test('a pause of a quarter of an hour parts two stretches of work', () => {
  const store = live(`
    09:00 edit src/a.ts:1 | -x | +y
    09:10 edit src/b.ts:1 | -x | +y
    09:40 edit src/c.ts:1 | -x | +y
  `);
  expect(episodes(store)).toBe('Worked on src/b.ts, src/a.ts (open, 2)\nWorked on src/c.ts (open, 1)');
});

test('a fix names the episode and ends it well', () => {
  const store = live(`
    09:00 edit src/a.ts:1 | -x | +y
    09:01 error src/a.ts:4 ts 2339 Property 'name' does not exist on type 'Promise<User>'. | u.name
    09:03 fixed src/a.ts:4 by edit | -const u = load() | +const u = await load()
    09:04 edit src/b.ts:1 | -x | +y
  `);
  expect(episodes(store)).toBe('Fixed TS2339 in src/a.ts (resolved, 4)');
});

test('an older commit is an episode of its own and leaves the open one open', () => {
  const store = live(`
    09:00 edit src/a.ts:1 | -x | +y
    08:01 commit c1 Teach the parser to count: src/parser.ts src/count.ts
    09:02 edit src/a.ts:1 | -y | +z
  `);
  expect(episodes(store)).toBe('Teach the parser to count (resolved, 1)\nWorked on src/a.ts (open, 2)');
});

test('a commit made meanwhile ends the open episode, and the next one follows from it', () => {
  const store = live(`
    09:00 edit src/a.ts:1 | -x | +y
    09:01 commit c1 Teach the parser to count: src/a.ts src/count.ts
    09:02 edit src/a.ts:1 | -y | +z
  `);
  expect(episodes(store)).toBe(
    'Worked on src/a.ts (resolved, 1)\nTeach the parser to count (resolved, 1)\nWorked on src/a.ts (open, 1)',
  );
  const next = store.strongestLinks(project, 'next', 5);
  const key = (id: number) => store.nodeById(id)!.key;
  expect(next.map(({ from, to }) => `${key(from)} → ${key(to)}`).sort()).toEqual(['e0 → git:c1', 'git:c1 → e2']);
});

test('files of one commit are tied, once each time they change together', () => {
  const store = live(`
    09:00 commit c1 One: src/b.ts src/a.ts
    09:01 commit c2 Two: src/a.ts src/b.ts src/c.ts
  `);
  expect(links(store, 'file', 'src/a.ts')).toBe(
    [
      'edited-with file src/b.ts ×2',
      'edited-with file src/c.ts ×1',
      'mentions episode git:c1 ×1',
      'mentions episode git:c2 ×1',
    ].join('\n'),
  );
});

test('a file that is renamed keeps what is known of it', () => {
  const store = live(`
    09:00 commit c1 One: src/a.ts src/parser.ts
    09:01 rename c2 Move the parser: src/parser.ts > src/parse/index.ts
  `);
  expect(store.node(project, 'file', 'src/parser.ts')).toBeUndefined();
  expect(links(store, 'file', 'src/parse/index.ts')).toContain('edited-with file src/a.ts ×1');
  expect(store.node(project, 'file', 'src/parse/index.ts')!.uses).toBe(2);
});

test('a revert judges the commit that it takes back, and the place is felt as risky', () => {
  const store = live(`
    09:00 commit c1 Cache the rates: src/rates.ts
    09:01 commit c2 Document the rates: docs/rates.md
    09:02 revert c3 of c1 Revert "Cache the rates": src/rates.ts
  `);
  expect(episodes(store)).toBe(
    'Cache the rates (failed, 1)\nDocument the rates (resolved, 1)\nRevert "Cache the rates" (resolved, 1)',
  );
  const risk = (path: string) => store.node(project, 'file', path)!.valence.risk;
  expect(risk('src/rates.ts')).toBeGreaterThan(risk('docs/rates.md'));
});

test('only a clearing that changed the code ties the error to its fix', () => {
  const message = `Property 'name' does not exist on type 'Promise<User>'.`;
  const store = live(`
    09:00 error src/a.ts:4 ts 2339 ${message} | u.name
    09:01 fixed src/a.ts:4 by undo | -u.name | +u
    09:02 error src/b.ts:7 ts 2339 ${message} | v.name
    09:03 fixed src/b.ts:7 by edit | -const v = load() | +const v = await load()
  `);
  const [error] = store.nodes(project, 'error', 5);
  expect(links(store, 'error', error!.key)).toContain('fixed-by episode e0 ×1');
  const cases = store.cases(project, error!.key, 10);
  expect(cases.map((one) => `${one.path} ${one.cleared?.how}`).join(', ')).toBe('src/b.ts edit, src/a.ts undo');
});

test('an error that an edit of another file cleared shows that edit', () => {
  const store = live(`
    09:00 error src/a.ts:4 ts 2305 Module './b' has no exported member 'count'. | import { count } from './b'
    09:01 edit src/b.ts:9 | +export const count = 1
    09:02 fixed src/a.ts:4 by elsewhere
  `);
  const [error] = store.nodes(project, 'error', 5);
  const [found] = store.cases(project, error!.key, 1);
  expect(found!.cleared!.hunks).toEqual([
    { path: 'src/b.ts', startLine: 9, before: [], after: ['export const count = 1'] },
  ]);
});

test('a clearing whose appearance was never seen teaches nothing', () => {
  const store = live('09:00 note nothing stood before');
  const before = store.counts().errorCases;
  store.append(
    [
      {
        id: 'late',
        at: 1,
        kind: 'diagnostic',
        actor: 'developer',
        project,
        refs: ['src/a.ts'],
        text: '',
        data: {
          change: 'resolved',
          instance: 'gone',
          tool: 'ts',
          code: '2339',
          message: 'm',
          line: 1,
          lineText: '',
          clearing: 'edit',
          hunks: [],
        },
      },
    ],
    planOn(store),
  );
  expect(store.counts().errorCases).toBe(before);
});

test('the log alone gives the same memory again', () => {
  const store = live(`
    09:00 commit c1 One: src/a.ts src/parser.ts
    09:01 rename c2 Move the parser: src/parser.ts > src/parse/index.ts
    09:02 error src/a.ts:4 ts 2339 Property 'x' does not exist on type 'string'. | s.x
    09:03 fixed src/a.ts:4 by edit | -s.x | +s.length
    09:30 revert c3 of c1 Revert "One": src/a.ts src/parse/index.ts
    11:00 note the gateway needs a token
  `);
  const before = store.dump();
  store.rebuild(planOn(store));
  expect(store.dump()).toBe(before);
});
