// Takes events out of the log and derives all else from what is left, in one transaction: who looks in the midst of it,
// or after a crash, sees the memory as it was before. That the files are then cleaned of remains is noted in the same
// transaction, so that a crash cannot leave it undone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../model/event.ts';
import { vectorsFolder } from './index-snapshot.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { TombstoneTable } from './tombstone-table.ts';

export interface Erasure {
  /** Places in the log. */
  readonly seqs: readonly number[];
  /** By what they would be known again. */
  readonly identities: readonly string[];
  /** The event that says that something was forgotten. */
  readonly record: Draft;
}

export interface Erased {
  /** Whose every event went. */
  readonly projects: number;
  readonly tombstones: number;
}

/** To be called in a transaction, while there are no projections of the events. */
export function eraseEvents(database: SqlDatabase, tombstones: TombstoneTable, erasure: Erasure): Erased {
  const added = tombstones.add(erasure.identities);
  database.exec('CREATE TEMP TABLE IF NOT EXISTS doomed (seq INTEGER PRIMARY KEY); DELETE FROM temp.doomed');
  const doom = database.prepare('INSERT INTO temp.doomed (seq) VALUES (?)');
  for (const seq of erasure.seqs) doom.run(seq);
  // How far transcripts were read is kept with the names of their projects; reading one again adds nothing.
  // Paths come before places in the key of this table, so that taking them out one by one would be a scan each.
  database.exec(`
    DELETE FROM event_ref WHERE seq IN (SELECT seq FROM temp.doomed);
    DELETE FROM path_key WHERE number NOT IN (SELECT path FROM event_ref);
    DELETE FROM transcript;
    DELETE FROM vector WHERE seq IN (SELECT seq FROM temp.doomed);
    DELETE FROM event WHERE seq IN (SELECT seq FROM temp.doomed);
    DELETE FROM actor_key WHERE number NOT IN (SELECT CAST(actor AS INTEGER) FROM event);
    DELETE FROM temp.doomed;
    UPDATE forgetting SET scrub_due = 1;
  `);
  const keys = database.prepare('DELETE FROM project_key WHERE number NOT IN (SELECT project FROM event)').run();
  return { projects: Number(keys.changes), tombstones: added };
}

/**
 * A transaction that may take events out before or after what refers to them. SQLite would otherwise look through the
 * whole table of paths at each event that goes, since that table has no order of its own by event.
 */
export function withoutReferences<T>(database: SqlDatabase, work: () => T): T {
  database.exec('PRAGMA foreign_keys = OFF');
  try {
    return database.transaction(work);
  } finally {
    database.exec('PRAGMA foreign_keys = ON');
  }
}

export function isScrubDue(database: SqlDatabase): boolean {
  return database.prepare<{ due: number }>('SELECT scrub_due AS due FROM forgetting').get()!.due === 1;
}

/**
 * Writes the database anew without its free space, empties the write-ahead log, and removes the copies of vectors, which
 * are made again in a sleep. Deleted rows are overwritten when they are deleted, but pieces of pages that were moved
 * about are not. Costs about a second for 100 MB, and as much space on the disk again while it runs.
 *
 * @throws where another connection reads so long that the write-ahead log cannot be emptied
 */
export function scrubFiles(database: SqlDatabase, directory: string): void {
  rmSync(join(directory, vectorsFolder), { recursive: true, force: true });
  database.exec('VACUUM');
  truncateLog(database);
  database.exec('UPDATE forgetting SET scrub_due = 0');
  truncateLog(database);
}

function truncateLog(database: SqlDatabase): void {
  const { busy } = database.prepare<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').get()!;
  if (busy !== 0) throw new Error('The write-ahead log is held by another program.');
}
