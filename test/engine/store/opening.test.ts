import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMemoryFile } from '../../../src/engine/store/memory-file.ts';
import { schemaVersion } from '../../../src/engine/store/schema-version.ts';
import { nodeSqliteDriver, type SqlDriver } from '../../../src/engine/store/sql-database.ts';
import { openStore, openStoreReadOnly } from '../../../src/engine/store/sqlite-store.ts';
import { storageFault } from '../../../src/engine/store/storage-fault.ts';
import { draftOf, makeFolder, openSound, planCommands, tell } from './small-memory.ts';

const brokenDriver: SqlDriver = {
  name: 'broken',
  load() {
    throw new Error('wrong ELF class\n  at somewhere');
  },
};

function isOtherUserNeeded(): boolean {
  return process.getuid?.() === 0;
}

/** A memory of 400 events, closed. */
function makeMemory(): { folder: string; file: string } {
  const folder = makeFolder();
  const store = openSound(folder);
  tell(
    store,
    Array.from({ length: 400 }, (_, i) => `begin a${i} | index word${i} | link a${i}.ts b.ts`),
  );
  store.close();
  return { folder, file: join(folder, 'memory.db') };
}

describe('opening', () => {
  it('begins a memory where there is none, for this user alone', () => {
    const folder = join(makeFolder(), 'deep', 'memory');
    const store = openSound(folder);
    tell(store, ['meet a.ts']);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const modes = readdirSync(folder).map(
      (name) => `${name} ${(statSync(join(folder, name)).mode & 0o777).toString(8)}`,
    );
    expect(modes.sort()).toEqual(['memory.db 600', 'memory.db-shm 600', 'memory.db-wal 600']);
    store.close();
    expect(readdirSync(folder)).toEqual(['memory.db']);
  });

  it('finds again what was written before', () => {
    const { folder } = makeMemory();
    const store = openSound(folder);
    expect(store.counts()).toMatchObject({ events: 400, episodes: 400 });
    store.close();
  });

  it('settles how sure a write is and what stays of the deleted', () => {
    const opened = openMemoryFile(makeFolder());
    if (!opened.ok) throw new Error(opened.message);
    const read = (pragma: string) => Object.values(opened.database.prepare<object>(`PRAGMA ${pragma}`).get()!)[0];
    expect(['journal_mode', 'foreign_keys', 'synchronous', 'secure_delete', 'user_version'].map(read)).toEqual([
      'wal',
      1,
      2,
      1,
      schemaVersion,
    ]);
    opened.database.close();
  });

  it('falls back to the next library and says so', () => {
    const folder = makeFolder();
    const opened = openStore(folder, { drivers: [brokenDriver, nodeSqliteDriver] });
    if (!opened.ok) throw new Error(opened.message);
    expect(opened.store.driver).toBe('node:sqlite');
    expect(opened.notices).toEqual([
      'The memory runs on node:sqlite instead of what came with the extension: broken did not load (wrong ELF class). Reinstalling the extension may help.',
    ]);
    opened.store.close();
  });

  it('says when no library loads', () => {
    const opened = openStore(makeFolder(), { drivers: [brokenDriver] });
    expect(opened).toMatchObject({ ok: false, problem: 'no-sqlite' });
  });
});

describe('a damaged database', () => {
  it('is told from its first page, and left as it is', () => {
    const { folder, file } = makeMemory();
    writeFileSync(file, 'this is not a database at all, and never was one. '.repeat(99));
    const before = readFileSync(file);
    const opened = openStore(folder);
    expect(opened).toMatchObject({ ok: false, problem: 'corrupt' });
    if (!opened.ok) expect(opened.message).toContain(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is told when it was cut short', () => {
    const { folder, file } = makeMemory();
    truncateSync(file, 20_000);
    expect(openStore(folder)).toMatchObject({ ok: false, problem: 'corrupt' });
  });

  /** Overwrites pages near the end, which opening does not look at. */
  function damageEnd(file: string): void {
    const bytes = readFileSync(file);
    const pages = bytes.length / 4_096;
    bytes.fill(0xa5, 4_096 * Math.floor(pages * 0.7), 4_096 * Math.floor(pages * 0.9));
    writeFileSync(file, bytes);
  }

  it('is looked through after a cut-off, so that damage anywhere is told', () => {
    const { folder, file } = makeMemory();
    damageEnd(file);
    writeFileSync(`${file}-wal`, 'left behind');
    expect(openStore(folder)).toMatchObject({ ok: false, problem: 'corrupt' });
  });

  it('after a clean end is told by the check, and by the first read that meets it', () => {
    const { folder, file } = makeMemory();
    damageEnd(file);
    const opened = openStore(folder);
    if (!opened.ok) throw new Error(opened.message);
    let fault: unknown;
    try {
      expect(opened.store.problems().length).toBeGreaterThan(0);
      opened.store.dump();
    } catch (error) {
      fault = storageFault(error, file)?.problem;
    }
    expect(fault).toBe('corrupt');
    opened.store.close();
  });
});

it('refuses a database that a newer version wrote, and does not touch it', () => {
  const { folder, file } = makeMemory();
  const opened = openMemoryFile(folder);
  if (!opened.ok) throw new Error(opened.message);
  opened.database.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
  opened.database.close();
  const before = readFileSync(file);
  expect(openStore(folder)).toMatchObject({ ok: false, problem: 'newer' });
  expect(openStoreReadOnly(folder)).toMatchObject({ ok: false, problem: 'newer' });
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('refuses when another program holds the database', () => {
  const { folder } = makeMemory();
  const holder = openMemoryFile(folder);
  if (!holder.ok) throw new Error(holder.message);
  holder.database.exec('BEGIN IMMEDIATE');
  const opened = openStore(folder);
  holder.database.exec('ROLLBACK');
  holder.database.close();
  expect(opened).toMatchObject({ ok: false, problem: 'locked' });
});

it('refuses a folder that is a file', () => {
  const { file } = makeMemory();
  expect(openStore(file)).toMatchObject({ ok: false, problem: 'unreadable' });
});

describe('without the right to write', () => {
  /** Opens the memory as a user who owns none of it; root may write everywhere. */
  function openAsOther(folder: string): string {
    const source = join(import.meta.dirname, '../../../src/engine/store/sqlite-store.ts');
    const script = `import { openStore } from ${JSON.stringify(source)};
      const opened = openStore(process.argv[1]);
      console.log(opened.ok ? 'opened' : opened.problem + ': ' + opened.message);`;
    const other = isOtherUserNeeded() ? { uid: 65_534, gid: 65_534 } : {};
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], {
      ...other,
      encoding: 'utf8',
    });
    return child.stdout + child.stderr;
  }

  it('says so of a file', () => {
    const { folder, file } = makeMemory();
    chmodSync(folder, 0o777);
    chmodSync(file, 0o444);
    expect(openAsOther(folder)).toMatch(/^read-only: The memory cannot be written at .*memory\.db/);
  });

  it('says so of a folder', () => {
    const { folder, file } = makeMemory();
    chmodSync(file, 0o666);
    chmodSync(folder, 0o555);
    expect(openAsOther(folder)).toMatch(/^(read-only|unreadable): /);
    chmodSync(folder, 0o700);
  });

  it('says so where there is no memory yet', () => {
    const folder = makeFolder();
    chmodSync(folder, 0o555);
    expect(openAsOther(join(folder, 'memory'))).toMatch(/^read-only: /);
    expect(existsSync(join(folder, 'memory'))).toBe(false);
    chmodSync(folder, 0o700);
  });
});

it('tells a full disk from a bug, in either library', () => {
  expect(storageFault(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }), 'x')?.problem).toBe('disk-full');
  expect(storageFault(Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }), 'x')?.problem).toBe(
    'disk-full',
  );
  expect(storageFault(Object.assign(new Error('io'), { code: 'SQLITE_IOERR_WRITE' }), 'x')?.problem).toBe('unreadable');
  expect(storageFault(Object.assign(new Error('io'), { errcode: 778 }), 'x')?.problem).toBe('unreadable');
  expect(storageFault(Object.assign(new Error('unique'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }), 'x')).toBeUndefined();
  expect(storageFault(new TypeError('bug'), 'x')).toBeUndefined();
});

it('survives a full disk: the batch is taken back and a later one goes through', () => {
  const folder = makeFolder();
  const opened = openMemoryFile(folder);
  if (!opened.ok) throw new Error(opened.message);
  opened.database.close();
  const store = openSound(folder, {
    name: 'small disk',
    load: () => {
      const connect = nodeSqliteDriver.load();
      return (file, options) => {
        const connection = connect(file, options);
        // SQLite's own bound on the number of pages stands in for the end of the disk.
        connection.exec('PRAGMA max_page_count = 60');
        return connection;
      };
    },
  });
  tell(store, ['meet a.ts']);
  const large = { ...draftOf(2, 'meet b.ts'), text: 'x'.repeat(500_000) };
  let fault: unknown;
  try {
    store.append([large], planCommands(store));
  } catch (error) {
    fault = storageFault(error, folder)?.problem;
  }
  expect(fault).toBe('disk-full');
  expect(store.hasEvent('e2')).toBe(false);
  expect(tell(store, ['meet c.ts'], 3)).toEqual(['e3']);
  expect(store.problems()).toEqual([]);
  store.close();
});
