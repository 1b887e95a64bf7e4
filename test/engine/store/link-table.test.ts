// That links which are kept at hand are those that stand in the database, whatever is strengthened, renamed or derived again.
import { expect, it } from 'vitest';
import type { LinkWay } from '../../../src/engine/model/node.ts';
import { makeFolder, makeStore, openSound, planCommands, tell } from './small-memory.ts';

const project = 'folder:/orders';
const ways: readonly LinkWay[] = [
  { kind: 'mentions', direction: 'out' },
  { kind: 'mentions', direction: 'in' },
];

it('gives the links as they are now', () => {
  const store = makeStore();
  const near = (key: string) => {
    const node = store.node(project, 'file', key)!;
    return store
      .newestLinks(node.id, ways, 2)
      .map(({ id, strength }) => `${store.nodeById(id)!.key} ${strength.toFixed(1)}`);
  };
  tell(store, ['link a.ts b.ts#mentions']);
  expect([near('a.ts'), near('b.ts')]).toEqual([['b.ts 0.1'], ['a.ts 0.1']]);
  tell(store, ['link a.ts b.ts#mentions', 'link a.ts c.ts#mentions'], 2);
  expect([near('a.ts'), near('b.ts'), near('c.ts')]).toEqual([['c.ts 0.1', 'b.ts 0.2'], ['a.ts 0.2'], ['a.ts 0.1']]);
  tell(store, ['rename b.ts c.ts'], 4);
  expect([near('a.ts'), near('c.ts')]).toEqual([['c.ts 0.3'], ['a.ts 0.3']]);
  store.rebuild(planCommands(store));
  expect([near('a.ts'), near('c.ts')]).toEqual([['c.ts 0.3'], ['a.ts 0.3']]);
});

it('reads again what was let go, and loses nothing of it', () => {
  const [one, other] = [makeStore(), makeStore()];
  const first = ['begin a.ts | link a.ts b.ts#mentions', 'link a.ts c.ts#mentions', 'index one'];
  for (const store of [one, other]) tell(store, first);
  const atHand = () => [one.eventsAtPath(project, 'a.ts', 1)[0], one.node(project, 'file', 'a.ts')];
  const known = atHand();
  expect(atHand().map((each, i) => each === known[i])).toEqual([true, true]);
  one.letGo();
  const readAgain = atHand();
  expect(readAgain.map((each, i) => each === known[i])).toEqual([false, false]);
  expect(readAgain).toEqual(known);
  for (const store of [one, other]) tell(store, ['link a.ts b.ts#mentions', 'rename c.ts d.ts'], 4);
  expect(one.dump()).toBe(other.dump());
});

it('finds the latest of many without reading the others, also after some have gone', () => {
  const folder = makeFolder();
  const keys = Array.from({ length: 300 }, (_, n) => `f${n}.ts`);
  const written = openSound(folder);
  tell(
    written,
    keys.map((key) => `link hub.ts ${key}#mentions`),
  );
  // Every other of the first, and all that stand in one piece of the list: from the first on, and in the midst.
  const gone = keys.filter((_, n) => n < 100 || (n >= 128 && n < 210 && n % 2 === 0));
  tell(
    written,
    gone.map((key) => `rename ${key} gone.ts`),
    400,
  );
  tell(written, ['link hub.ts f150.ts#mentions'], 800);
  const listOf = (store: typeof written) => {
    const hub = store.node(project, 'file', 'hub.ts')!;
    const all = store
      .links(hub.id, { limit: 999 })
      .map(({ to, fast, uses }) => `${store.nodeById(to)!.key} ${uses} ${fast.toFixed(1)}`);
    const newest = store.newestLinks(hub.id, [{ kind: 'mentions', direction: 'out' }], 3);
    return { all: all.sort(), newest: newest.map(({ id }) => store.nodeById(id)!.key), counted: store.counts().links };
  };
  const before = listOf(written);
  expect(before.all).toHaveLength(300 - gone.length + 1 + 1);
  expect(before.all.filter((line) => line.startsWith('gone.ts'))).toEqual([
    `gone.ts ${gone.length} ${(gone.length / 10).toFixed(1)}`,
  ]);
  expect(before.newest).toEqual(['f150.ts', 'f299.ts', 'f298.ts']);
  expect(before.counted).toBe(before.all.length);
  written.close();
  const read = openSound(folder);
  expect(listOf(read)).toEqual(before);
  read.rebuild(planCommands(read));
  expect(listOf(read).all).toEqual(before.all);
  read.close();
});
