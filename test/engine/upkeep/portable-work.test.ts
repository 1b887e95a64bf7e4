// A memory to a file and back: the same is known, whatever the log; and a file that is not what it should be changes
// nothing.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sleepStages } from '../../../src/engine/model/event.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { forgetEvents } from '../../../src/engine/upkeep/forget-work.ts';
import { exportMemory, mergeMemory } from '../../../src/engine/upkeep/portable-work.ts';
import { makeFolder, makeStore } from '../store/small-memory.ts';
import { live, log, projects, startMs, toDrafts } from './made-log.ts';

const silent = () => undefined;
const step = {
  project: projects[0],
  gapMinutes: 1,
  text: 'fix the parser',
  path: 'src/a.ts',
  other: 'src/b.ts',
} as const;

function someMemory(): SqliteStore {
  const store = makeStore();
  live(
    store,
    toDrafts([
      { ...step, kind: 'edit' },
      { ...step, kind: 'commit' },
      { ...step, kind: 'turn' },
    ]),
  );
  return store;
}

async function exported(store: SqliteStore): Promise<string> {
  const file = join(makeFolder(), 'memory.jsonl.gz');
  await exportMemory(file, store, silent);
  return file;
}

/** A file of ours with these lines instead of the events, whole and with the right checksum. */
function fileWith(events: readonly object[], header: object = {}): string {
  const head = { format: 'second-nature-memory', version: 1, events: events.length, ...header };
  const text = [head, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const file = join(makeFolder(), 'foreign.jsonl.gz');
  writeFileSync(file, gzipSync(`${text}${JSON.stringify({ sha256 })}\n`));
  return file;
}

it('knows the same after a journey', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(log, async (drafts) => {
      const [here, there] = [makeStore(), makeStore()];
      live(here, drafts);
      const file = await exported(here);
      const report = await mergeMemory(file, there, silent);
      expect(report).toEqual({ imported: here.counts().events, alreadyKnown: 0, redactions: 0, refused: {} });
      expect(there.dump()).toBe(here.dump());
      expect(readFileSync(await exported(there))).toEqual(readFileSync(file));
      expect(await mergeMemory(file, there, silent)).toMatchObject({ imported: 0, alreadyKnown: report.imported });
      expect(there.dump()).toBe(here.dump());
    }),
    { numRuns: 15 },
  );
});

it('tells what was slept over by counts, since the places of another log are others', async () => {
  const [here, there] = [someMemory(), makeStore()];
  forgetEvents(
    { by: 'memory', project: projects[0], id: 'event-0' },
    { id: 'forget:1', at: startMs },
    here,
    silent,
    silent,
  );
  const [commit, turn, forgotten] = [...here.log()].map(({ seq }) => seq);
  const data = { stage: sleepStages[0], fromSeq: 0, toSeq: turn!, nightFromSeq: 0, nightToSeq: forgotten! };
  const head = { id: 'sleep:1', at: startMs, actor: 'tool:sleep', project: projects[0], refs: [], text: '' } as const;
  live(here, [{ ...head, kind: 'sleep', data }]);
  const file = await exported(here);
  expect(commit).toBe(2);
  expect(await mergeMemory(file, there, silent)).toMatchObject({ imported: 4, refused: {} });
  expect(there.event('sleep:1')!.data).toMatchObject({ fromSeq: 0, toSeq: 2, nightToSeq: 3 });
  expect(there.dump()).toBe(here.dump());
  // Among events of its own a memory sleeps anew.
  const other = makeStore();
  live(
    other,
    toDrafts([{ ...step, kind: 'note' }]).map((draft) => ({ ...draft, id: 'own' })),
  );
  expect(await mergeMemory(file, other, silent)).toMatchObject({ imported: 3, refused: { 'slept elsewhere': 1 } });
});

it('holds the log as it was when it began, whatever is logged meanwhile', async () => {
  const store = makeStore();
  live(store, toDrafts(Array.from({ length: 600 }, () => ({ ...step, kind: 'note' }) as const)));
  const file = join(makeFolder(), 'memory.jsonl.gz');
  let isLogged = false;
  await exportMemory(file, store, () => {
    if (!isLogged)
      live(
        store,
        toDrafts([{ ...step, kind: 'note' }]).map((draft) => ({ ...draft, id: 'late' })),
      );
    isLogged = true;
  });
  expect(isLogged).toBe(true);
  expect(await mergeMemory(file, makeStore(), silent)).toMatchObject({ imported: 600 });
});

it('is lines of JSON, for this user alone', async () => {
  const file = await exported(someMemory());
  const lines = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toEqual({ format: 'second-nature-memory', version: 1, events: 3 });
  expect(lines[1]).toMatchObject({ id: 'event-0', kind: 'edit', project: projects[0], refs: ['src/a.ts'] });
  expect(lines.at(-1)).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('takes only what is new, and keeps what it has', async () => {
  const file = await exported(someMemory());
  const store = makeStore();
  live(store, toDrafts([{ ...step, kind: 'edit' }]));
  expect(await mergeMemory(file, store, silent)).toMatchObject({ imported: 2, alreadyKnown: 1 });
});

it('brings nothing back that was forgotten, under whatever id it comes', async () => {
  const store = someMemory();
  const file = await exported(store);
  const [, commit] = [...store.log()];
  const { seq: _, ...again } = commit!;
  forgetEvents({ by: 'project', project: projects[0] }, { id: 'forget:1', at: startMs }, store, silent, silent);
  expect(await mergeMemory(file, store, silent)).toMatchObject({ imported: 0, refused: { forgotten: 3 } });
  const renamed = fileWith([{ ...again, id: 'git:elsewhere', project: 'remote:host/fork' }]);
  expect(await mergeMemory(renamed, store, silent)).toMatchObject({ imported: 0, refused: { forgotten: 1 } });
});

it('lets a foreign file through the gate only', async () => {
  const note = {
    id: 'n1',
    at: startMs,
    kind: 'note',
    actor: 'developer',
    project: 'folder:/x',
    refs: [],
    text: '',
    data: {},
  };
  const store = makeStore();
  const file = fileWith([
    { ...note, text: 'deploy with AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYzT5q9aQw3eRt' },
    { ...note, id: 'n2', refs: ['../../etc/passwd'] },
    { ...note, id: 'n3', refs: ['/etc/passwd'] },
    { ...note, id: 'n4', refs: ['config/.env'] },
    { ...note, id: 'n5', refs: ['src/a.ts'] },
  ]);
  const report = await mergeMemory(file, store, silent);
  expect(report).toEqual({ imported: 2, alreadyKnown: 0, redactions: 1, refused: { outside: 2, excluded: 1 } });
  expect([...store.log()].map(({ text }) => text)).toEqual([expect.stringContaining('[redacted:'), '']);
});

it('tells what is wrong with a file, and changes nothing', async () => {
  const store = someMemory();
  const before = store.digest();
  const whole = readFileSync(await exported(store));
  const event = { id: 'x', at: 1, kind: 'note', actor: 'developer', project: 'p', refs: [], text: '', data: {} };
  const text = gunzipSync(whole).toString();
  const place = (name: string, bytes: Uint8Array | string) => {
    const file = join(makeFolder(), name);
    writeFileSync(file, bytes);
    return file;
  };
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1]! ^= 0xff;
  const cases: [file: string, message: RegExp][] = [
    [join(makeFolder(), 'none.gz'), /There is no file/],
    [place('a', 'plain text'), /is no exported memory/],
    [place('b', gzipSync('{"hello":1}\n')), /is no exported memory/],
    [fileWith([event], { version: 2 }), /newer version.*Update/],
    [place('c', whole.subarray(0, whole.length - 20)), /is damaged/],
    [place('d', flipped), /damaged/],
    [place('e', gzipSync(text.replace('"fix the parser"', '"fix the lexer!!"'))), /checksum is wrong/],
    [place('f', gzipSync(`${text.split('\n').slice(0, -2).join('\n')}\n`)), /its end is missing|checksum/],
    [place('g', gzipSync(`${text}{}\n`)), /goes on after its end/],
    [fileWith([{ ...event, kind: 'dream' }]), /line 2 is no event/],
    [fileWith([event, { ...event, id: 'y', kind: 'commit' }]), /line 3 is no event/],
    [fileWith([event, { ...event, id: 'y', kind: 'edit', data: { hunks: [{ path: 3 }], cause: 'typed' } }]), /line 3/],
  ];
  for (const [file, message] of cases) {
    await expect(mergeMemory(file, store, silent), file).rejects.toThrow(message);
    expect(store.digest()).toBe(before);
    expect(store.hasEvent('x')).toBe(false);
  }
});

it('leaves no half of a file behind', async () => {
  const file = join(makeFolder(), 'no', 'such', 'folder.gz');
  await expect(exportMemory(file, someMemory(), silent)).rejects.toThrow(/could not be written \(ENOENT\)/);
  expect(existsSync(join(file, '..'))).toBe(false);
});
