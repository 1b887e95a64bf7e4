// A memory directory goes in; whether this process may serve it comes out. The lock is an exclusive SQLite transaction
// on a file of its own, so the operating system drops it when the process dies, however it dies.
import { join } from 'node:path';
import { prepareDirectory } from './memory-file.ts';
import { loadSql, type SqlDatabase } from './sql-database.ts';
import { describeFault, storageFault } from './storage-fault.ts';

export type DirectoryLock =
  | { readonly held: true; readonly release: () => void }
  | {
      readonly held: false;
      /** Why it could not even be tried, for the user; absent where another process holds it. */
      readonly problem?: string;
    };

/** Makes the directory where there is none. Nothing else may open the lock's file: closing it would drop the lock. */
export function lockDirectory(directory: string): DirectoryLock {
  const file = join(directory, 'engine.lock');
  const sql = loadSql();
  if (!sql.ok) return { held: false, problem: describeFault('no-sqlite', directory, sql.detail).message };
  let database: SqlDatabase | undefined;
  try {
    prepareDirectory(directory, file);
    database = sql.connect(file, { isReadOnly: false, busyTimeoutMs: 0 });
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const fault = storageFault(error, file);
    if (fault === undefined) throw error;
    return fault.problem === 'locked' ? { held: false } : { held: false, problem: fault.message };
  }
  const holder = database;
  return { held: true, release: () => holder.close() };
}
