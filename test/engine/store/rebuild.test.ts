import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { betterSqliteDriver, nodeSqliteDriver } from '../../../src/engine/store/sql-database.ts';
import { openStoreReadOnly } from '../../../src/engine/store/sqlite-store.ts';
import { draftOf, makeFolder, makeStore, openSound, planCommands, tell } from './small-memory.ts';

const file = fc.constantFrom('a.ts', 'b.ts', 'c.ts', 'src/d.ts');
const kind = fc.constantFrom('', '#mentions', '#next');
const command = fc.oneof(
  fc.constantFrom('begin x', 'alone x', 'join y', 'judge', 'know orders /orders'),
  file.map((a) => `meet ${a}`),
  file.map((a) => `look ${a}`),
  file.map((a) => `edit ${a}`),
  fc.tuple(file, file, kind).map(([a, b, k]) => `link ${a} ${b}${k}`),
  fc.tuple(file, file).map(([a, b]) => `rename ${a} ${b}`),
  fc.constantFrom('i1', 'i2').map((i) => `error ${i}`),
  fc.constantFrom('i1', 'i2').map((i) => `clear ${i}`),
  fc.tuple(fc.constantFrom('queue', 'parseUser', 'Ünïcode'), file).map(([word, a]) => `index ${word} ${a}`),
);
// One episode at most begins with an event, as its id is the event's.
const line = fc
  .uniqueArray(command, {
    minLength: 1,
    maxLength: 4,
    selector: (c) => (/^(begin|alone|join)/.test(c) ? 'episode' : c),
  })
  .map((commands) =>
    commands
      .filter((c, i) => !c.startsWith('index') || !commands.slice(0, i).some((d) => d.startsWith('index')))
      .join(' | '),
  );
const log = fc.array(fc.tuple(line, fc.constantFrom('folder:/a', 'folder:/b')), { maxLength: 25 });

it.each([
  { driver: betterSqliteDriver, numRuns: 60 },
  { driver: nodeSqliteDriver, numRuns: 10 },
])('derives the same state from the log again, on $driver.name', ({ driver, numRuns }) => {
  fc.assert(
    fc.property(log, fc.nat(), (lines, cut) => {
      const store = makeStore(driver);
      const drafts = lines.map(([text, project], i) => draftOf(i + 1, text, project));
      const plan = planCommands(store);
      const middle = cut % (drafts.length + 1);
      store.append(drafts.slice(0, middle), plan);
      store.append(drafts.slice(middle), plan);
      const before = store.dump();
      const digest = store.digest();
      store.rebuild(plan);
      expect(store.dump()).toBe(before);
      expect(store.digest()).toBe(digest);

      const atOnce = makeStore(driver);
      atOnce.append(drafts, planCommands(atOnce));
      expect(atOnce.dump()).toBe(before);
      expect(atOnce.digest()).toBe(digest);
      expect(store.problems()).toEqual([]);
    }),
    { numRuns },
  );
});

it('reports progress, up to the last event', () => {
  const store = makeStore();
  tell(
    store,
    Array.from({ length: 1_100 }, () => 'meet a.ts'),
  );
  const steps: string[] = [];
  store.rebuild(planCommands(store), (done, total) => steps.push(`${done}/${total}`));
  expect(steps).toEqual(['500/1100', '1000/1100', '1100/1100']);
});

it('takes the rebuild back when the plan throws, and sees the whole log again', () => {
  const store = makeStore();
  tell(store, ['begin a.ts | index a', 'link a.ts b.ts', 'error i1']);
  const before = store.dump();
  const failing = () =>
    store.rebuild((event) => {
      if (event.seq === 2) throw new Error('boom');
      return { project: event.project, changes: [] };
    });
  expect(failing).toThrow('boom');
  expect(store.dump()).toBe(before);
  expect(store.hasEvent('e3')).toBe(true);
});

it('tells apart two memories that differ in one use of one link', () => {
  const [one, two] = [makeStore(), makeStore()];
  tell(one, ['link a.ts b.ts', 'link a.ts b.ts']);
  tell(two, ['link a.ts b.ts', 'meet a.ts | meet b.ts']);
  expect(one.dump()).not.toBe(two.dump());
  expect(one.digest()).not.toBe(two.digest());
});

it('knows nothing of an append that was taken back', () => {
  const [broken, whole] = [makeStore(), makeStore()];
  const lines = ['begin a.ts | meet a.ts', 'join a.ts | meet b.ts | link a.ts b.ts#mentions'];
  for (const store of [broken, whole]) tell(store, lines);
  const plan = planCommands(broken);
  const drafts = ['join b.ts | meet a.ts', 'begin c.ts | meet c.ts', 'meet d.ts'].map((line, i) =>
    draftOf(3 + i, line),
  );
  const failing = () =>
    broken.append(drafts, (event) => {
      if (event.id === 'e5') throw new Error('boom');
      return plan(event);
    });
  expect(failing).toThrow('boom');
  for (const store of [broken, whole]) tell(store, ['join d.ts | meet d.ts | meet a.ts', 'join c.ts | meet c.ts'], 6);
  expect(broken.dump()).toBe(whole.dump());
});

it('sees at each moment what another connection has written', () => {
  const folder = makeFolder();
  const store = openSound(folder);
  onTestFinished(() => store.close());
  tell(store, ['begin a.ts | meet a.ts']);
  const opened = openStoreReadOnly(folder);
  if (!opened.ok) throw new Error(opened.message);
  onTestFinished(() => opened.store.close());
  const look = () =>
    opened.store.atOneMoment(() => {
      const uses = opened.store.node('folder:/orders', 'file', 'a.ts')?.uses;
      return `${opened.store.openEpisode('folder:/orders')?.title}, a.ts met ${uses} times`;
    });
  expect(look()).toMatchInlineSnapshot(`"Worked on a.ts, a.ts met 1 times"`);
  tell(store, ['join a.ts | meet a.ts'], 2);
  expect(look()).toMatchInlineSnapshot(`"Went on with a.ts, a.ts met 2 times"`);
});
