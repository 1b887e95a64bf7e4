// A memory directory goes in, an open database in it comes out, of the right version and found sound, for nobody but
// this user; or the problem that stands in the way. A database is never deleted here, whatever state it is in.
import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, readSchemaVersion, schemaVersion } from './schema-version.ts';
import { loadSql, type SqlDatabase, type SqlDriver } from './sql-database.ts';
import { describeFault, type StorageFault, storageFault } from './storage-fault.ts';

export const databaseName = 'memory.db';

const busyTimeoutMs = 5_000;

/**
 * Rows of the log have some hundred bytes to some thousand, and at the end of each page stays free what the next row was too
 * long for: of 4 KB 15 %, of 16 KB 4 %.
 */
const pageBytes = 16_384;
const walBytesMax = 16_384_000;

/**
 * FULL: a commit returns when it is on the disk itself, so that what was acknowledged outlives a power cut too.
 * secure_delete: what is deleted is overwritten, so that forgetting leaves nothing in free pages.
 * temp_store: nothing that is remembered passes through a temporary file.
 * The sizes bound the cache at 8 MB, since the system keeps the file's pages too, and the write-ahead log at 16 MB; with a
 * log of 4 MB, the default, an import would spend a tenth of its time on carrying it over.
 */
const settings = `
  PRAGMA foreign_keys = ON;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -8000;
  PRAGMA journal_size_limit = ${walBytesMax};
`;

export type OpenedFile =
  | { readonly ok: true; readonly database: SqlDatabase; readonly notices: readonly string[] }
  | ({ readonly ok: false } & StorageFault);

export interface OpenOptions {
  readonly isReadOnly?: boolean;
  /** SQLite libraries in the order in which they are tried. */
  readonly drivers?: readonly SqlDriver[];
}

export function openMemoryFile(directory: string, { isReadOnly = false, drivers }: OpenOptions = {}): OpenedFile {
  const file = join(directory, databaseName);
  const sql = loadSql(drivers);
  if (!sql.ok) return { ok: false, ...describeFault('no-sqlite', file, sql.detail) };
  let database: SqlDatabase | undefined;
  try {
    if (isReadOnly) accessSync(file, constants.R_OK);
    else prepareDirectory(directory, file);
    const wasCutOff = hasContent(`${file}-wal`);
    database = sql.connect(file, { isReadOnly, busyTimeoutMs });
    const fault = isReadOnly ? findNewer(database, file) : prepareDatabase(database, file, wasCutOff);
    if (fault === undefined) return { ok: true, database, notices: sql.notice === undefined ? [] : [sql.notice] };
    database.close();
    return { ok: false, ...fault };
  } catch (error) {
    database?.close();
    const fault = storageFault(error, file);
    if (fault === undefined) throw error;
    return { ok: false, ...fault };
  }
}

/** Makes what is missing of the directory and the file, readable for this user alone. SQLite gives its other files the same mode. */
export function prepareDirectory(directory: string, file: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function prepareDatabase(database: SqlDatabase, file: string, wasCutOff: boolean): StorageFault | undefined {
  const newer = findNewer(database, file);
  if (newer !== undefined) return newer;
  // The last connection to close takes the write-ahead log along. Where one was left, a process was cut off, and the
  // database is looked through, which costs about a second a gigabyte and so is not done every time.
  const problems = wasCutOff ? findProblems(database, 'quick_check') : [];
  if (problems.length > 0) return describeFault('corrupt', file, problems.slice(0, 3).join('; '));
  // A database that was begun with another page keeps it.
  database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL`);
  database.exec(settings);
  const { page_size } = database.prepare<{ page_size: number }>('PRAGMA page_size').get()!;
  database.exec(`PRAGMA wal_autocheckpoint = ${Math.floor(walBytesMax / page_size)}`);
  // SQLite opens a file that it may not write without a word; the first write would fail.
  database.transaction(() => undefined);
  migrate(database);
  return undefined;
}

function findNewer(database: SqlDatabase, file: string): StorageFault | undefined {
  const version = readSchemaVersion(database);
  if (version <= schemaVersion) return undefined;
  return describeFault('newer', file, `version ${version}; this program knows ${schemaVersion}`);
}

/** @returns what SQLite's own check finds; empty where the database is sound */
export function findProblems(database: SqlDatabase, check: 'quick_check' | 'integrity_check'): string[] {
  const rows = database.prepare<Record<string, string>>(`PRAGMA ${check}(20)`).all();
  return rows.map((row) => Object.values(row)[0]!).filter((line) => line !== 'ok');
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
