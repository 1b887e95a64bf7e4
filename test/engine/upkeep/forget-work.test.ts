// The law of forgetting: for any log and any selector, what is known afterwards is what a memory would know that never
// held the events; and no file holds a byte of them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectEvents } from '../../../src/engine/forget/event-selection.ts';
import type { Draft, MemoryEvent } from '../../../src/engine/model/event.ts';
import type { Selector } from '../../../src/engine/model/selector.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { loadHnsw, writeSnapshot } from '../../../src/engine/store/index-snapshot.ts';
import { betterSqliteDriver, nodeSqliteDriver } from '../../../src/engine/store/sql-database.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { type Forgotten, forgetEvents, scanForRemains } from '../../../src/engine/upkeep/forget-work.ts';
import { makeFolder, makeStore, openSound } from '../store/small-memory.ts';
import { live, log, minuteMs, path, paths, projects, secrets, startMs, toDrafts } from './made-log.ts';

const selector: fc.Arbitrary<Selector> = fc.oneof(
  fc
    .tuple(fc.nat(300), fc.nat(120), fc.option(fc.constantFrom(...projects), { nil: undefined }))
    .map(([from, length, project]) => {
      const fromMs = startMs + from * minuteMs;
      return {
        by: 'time',
        fromMs,
        toMs: fromMs + length * minuteMs,
        ...(project !== undefined && { project }),
      } as const;
    }),
  fc
    .tuple(fc.constantFrom(...projects), fc.constantFrom(...paths, 'src', 'src/deep'))
    .map(([project, path]) => ({ by: 'place', project, path }) as const),
  path.map((path) => ({ by: 'session', session: `s-${path}` }) as const),
  fc.constantFrom(...secrets, 'PARSER', 'old line\nzanzibar').map((text) => ({ by: 'text', text }) as const),
  fc
    .tuple(fc.constantFrom(...projects), fc.nat(20))
    .map(([project, i]) => ({ by: 'memory', project, id: `event-${i}` }) as const),
  fc.constantFrom(...projects).map((project) => ({ by: 'project', project }) as const),
);

const record = { id: 'forget:1', at: startMs };

function forget(store: SqliteStore, what: Selector): Forgotten {
  return forgetEvents(
    what,
    record,
    store,
    () => undefined,
    () => undefined,
  );
}

it.each([
  { driver: betterSqliteDriver, numRuns: 25 },
  { driver: nodeSqliteDriver, numRuns: 5 },
])('knows what a memory knows that never held it, on $driver.name', { timeout: 240_000 }, ({ driver, numRuns }) => {
  fc.assert(
    fc.property(log, selector, (drafts, what) => {
      const store = makeStore(driver);
      live(store, drafts);
      const gone = new Set(selectEvents(what, store).seqs.map((seq) => store.eventAt(seq)!.id));
      forget(store, what);

      const innocent = makeStore(driver);
      live(
        innocent,
        drafts.filter((draft) => !gone.has(draft.id)),
      );
      expect(store.dump()).toBe(innocent.dump());
      expect([...store.log()].map(({ id }) => id)).toEqual([...[...innocent.log()].map(({ id }) => id), 'forget:1']);
      store.rebuild(createPlanner(store));
      expect(store.dump()).toBe(innocent.dump());
      expect(store.problems()).toEqual([]);
      // Selected again, nothing is there any more.
      expect(selectEvents(what, store).seqs).toEqual([]);
    }),
    { numRuns },
  );
});

it('leaves no byte of a text in any file, and no vector that was made of it', () => {
  fc.assert(
    fc.property(log, fc.constantFrom(...secrets), (drafts, secret) => {
      const folder = makeFolder();
      const store = openSound(folder);
      live(store, drafts);
      giveVectors(store, folder);
      const forgotten = forget(store, { by: 'text', text: secret });
      expect(readdirSync(folder).sort()).toEqual(['memory.db', 'memory.db-shm', 'memory.db-wal']);
      // With the log still open, its files are there to be looked at.
      expect(filesHolding(folder, secret)).toEqual([]);
      const seqs = new Set([...store.log()].map(({ seq }) => seq));
      expect([...store.vectorsOf('test')].filter(({ seq }) => !seqs.has(seq))).toEqual([]);
      store.close();
      expect(scanForRemains(forgotten, folder)).toMatchObject({ found: [], unread: [], probes: 1 });
    }),
    { numRuns: 20 },
  );
});

it('finds what is there: the scan sees a text that was not forgotten', () => {
  const folder = makeFolder();
  const store = openSound(folder);
  live(
    store,
    toDrafts([
      { kind: 'note', project: projects[0], gapMinutes: 0, text: secrets[0], path: paths[0], other: paths[0] },
    ]),
  );
  store.close();
  expect(
    scanForRemains({ probes: ['zanzibar CONTRACT'], alsoElsewhere: 0, receipt: {} as never }, folder).found,
  ).toEqual(['memory.db']);
});

/** A vector for each trace, and an index over them beside the database. */
function giveVectors(store: SqliteStore, directory: string): void {
  const seqs = store.unencoded('test', 1_000);
  store.writeVectors(
    'test',
    seqs.map((seq) => ({ seq, vector: new Float32Array([seq, 1, 0, 2]) })),
  );
  for (const project of store.projectsWithVectors('test')) {
    const place = { directory, encoderId: 'test', project, source: store };
    expect(writeSnapshot(place, loadHnsw).written).toBe(true);
  }
}

/** Written apart from the scan that ships, which it checks. */
function filesHolding(directory: string, secret: string): string[] {
  const spellings = [secret, secret.toLowerCase(), JSON.stringify(secret).slice(1, -1)].flatMap((spelling) => [
    Buffer.from(spelling, 'utf8'),
    Buffer.from(spelling, 'utf16le'),
  ]);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(directory, name);
    return statSync(file).isFile() && spellings.some((spelling) => readFileSync(file).includes(spelling));
  });
}

it('follows a file through its former names, and no further', () => {
  const store = makeStore();
  const step = { project: projects[0], gapMinutes: 60, text: 'rename it', other: paths[0] } as const;
  live(
    store,
    toDrafts([
      { ...step, kind: 'edit', path: 'src/a.ts' },
      { ...step, kind: 'rename', path: 'src/b.ts', other: 'src/a.ts' },
      { ...step, kind: 'edit', path: 'src/a.ts' }, // Another file by the old name.
      { ...step, kind: 'edit', path: 'src/b.ts' },
    ]),
  );
  const what = { by: 'place', project: projects[0], path: 'src/b.ts' } as const;
  const { seqs, formerNames } = selectEvents(what, store);
  expect(seqs.map((seq) => (store.eventAt(seq) as MemoryEvent).id)).toEqual(['event-0', 'git:1', 'event-3']);
  expect(formerNames).toEqual(['src/a.ts']);
});

it('takes the findings along that counted a commit, under whatever name, and no others', () => {
  const store = makeStore();
  const step = {
    project: projects[0],
    gapMinutes: 60,
    text: 'rename it',
    path: 'src/a.ts',
    other: 'src/a.ts',
  } as const;
  live(
    store,
    toDrafts([
      { ...step, kind: 'look' }, // Before the commit.
      { ...step, kind: 'commit', text: secrets[0] },
      { ...step, kind: 'look' },
      { ...step, kind: 'look', path: 'readme.md' },
      { ...step, kind: 'look', project: projects[1] },
      { ...step, kind: 'rename', path: 'src/deep/c.ts' },
      { ...step, kind: 'look', path: 'src/deep/c.ts' },
      { ...step, kind: 'commit' }, // Another file by the old name.
      { ...step, kind: 'rename', path: 'src/b.ts' },
      { ...step, kind: 'look' }, // Of the folder.
    ]).map((draft, i) => (i === 9 ? ({ ...draft, data: { ...draft.data, place: 'src/' } } as Draft) : draft)),
  );
  const { seqs } = selectEvents({ by: 'text', text: secrets[0] }, store);
  const ids = seqs.map((seq) => store.eventAt(seq)!.id);
  expect(ids).toEqual(['git:1', 'event-2', 'event-6', 'event-9']);
});
