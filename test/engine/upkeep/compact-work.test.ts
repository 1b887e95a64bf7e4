// The law of the budget: the wording of what has faded goes from the log and from every file, what is known is a function of
// the log as it is then, and what is pinned, unexplained or fresh keeps its words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFaded } from '../../../src/engine/model/event.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { compactMemory } from '../../../src/engine/upkeep/compact-work.ts';
import { makeFolder, makeStore, openSound } from '../store/small-memory.ts';
import { project } from '../story.ts';
import { fillMemory, laterMs, mayGo, startMs, wording } from './faded-memory.ts';
import { live, log } from './made-log.ts';

function compact(store: SqliteStore, bytesMax = 0, at = laterMs) {
  return compactMemory(
    bytesMax,
    { id: 'forget:1', at },
    store,
    () => undefined,
    () => undefined,
  );
}

const fadedIn = (store: SqliteStore) => [...store.log()].filter(isFaded).map(({ id }) => id);

it('lets go what a gist holds, and neither what is pinned nor what stands alone', async () => {
  const store = makeStore();
  await fillMemory(store);
  const held = store.gists(project, 100).map(({ key, heldTo }) => `${key} ${heldTo}`);
  expect(held.length).toBeGreaterThan(0);
  const report = compact(store);
  expect(report).toMatchObject({ events: mayGo.length, episodes: mayGo.length });
  expect(report.bytesAfter).toBeLessThan(0.7 * report.bytesBefore);
  expect(fadedIn(store)).toEqual(mayGo);
  expect(store.gists(project, 100).map(({ key, heldTo }) => `${key} ${heldTo}`)).toEqual(held);
  const [record] = store.eventsOfKind('memory', 'forget', 2);
  expect(record).toMatchObject({ data: { selector: 'budget', removed: mayGo.length, episodes: mayGo.length } });
  expect(compact(store).events).toBe(0);
});

it('lets go the oldest only, and stops when the memory is small enough', async () => {
  const store = makeStore();
  await fillMemory(store);
  const bytesMax = store.usedBytes() - 100_000;
  const { events, bytesAfter } = compact(store, bytesMax);
  expect(bytesAfter).toBeLessThanOrEqual(bytesMax);
  expect(events).toBeLessThan(mayGo.length);
  expect(fadedIn(store)).toEqual(mayGo.slice(0, events));
});

it('changes nothing where the memory is small enough, or nothing has faded yet', async () => {
  const store = makeStore();
  await fillMemory(store);
  const before = store.digest();
  expect(compact(store, store.usedBytes()).events).toBe(0);
  expect(compact(store, 0, startMs).events).toBe(0);
  expect(store.digest()).toBe(before);
  expect(store.eventsOfKind('memory', 'forget', 1)).toEqual([]);
});

it('leaves no byte of the wording in any file', async () => {
  const folder = makeFolder();
  const store = openSound(folder);
  await fillMemory(store);
  // The one pinned and the one by itself keep theirs.
  const line = `${wording}.line0(20,`;
  const holds = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(line));
  expect(holds().length).toBeGreaterThan(0);
  compact(store);
  expect(holds()).toEqual([]);
  expect(store.scrubIfDue()).toBe(false);
  store.close();
});

it('knows what a rebuild of the shortened log knows, and what one knows who lived it', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(log, (drafts) => {
      const store = makeStore();
      live(store, drafts);
      compact(store);
      const dump = store.dump();
      store.rebuild(createPlanner(store));
      expect(store.dump()).toBe(dump);
      const other = makeStore();
      live(
        other,
        [...store.log()].map(({ seq: _, ...draft }) => draft),
      );
      expect(other.dump()).toBe(dump);
      expect(store.problems()).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

it('is rebuilt to the same state after a night', async () => {
  const store = makeStore();
  await fillMemory(store);
  compact(store);
  const dump = store.dump();
  store.rebuild(createPlanner(store));
  expect(store.dump()).toBe(dump);
});
