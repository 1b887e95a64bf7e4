// What was forgotten, as keyed hashes: they can tell that something was forgotten when it comes again, and nothing
// else. The key is made with the memory and never leaves its directory.
import { createHmac } from 'node:crypto';
import type { SqlDatabase } from './sql-database.ts';

export type TombstoneTable = ReturnType<typeof createTombstoneTable>;

/** Bytes of a hash that are kept. */
const hashBytes = 16;

export function createTombstoneTable(database: SqlDatabase) {
  const key = database.prepare<{ key: Uint8Array }>('SELECT key FROM forgetting');
  const insert = database.prepare('INSERT OR IGNORE INTO tombstone (hash) VALUES (?)');
  const find = database.prepare<object>('SELECT 1 FROM tombstone WHERE hash = ?');
  const any = database.prepare<object>('SELECT 1 FROM tombstone LIMIT 1');

  const hashOf = (identity: string) =>
    createHmac('sha256', key.get()!.key).update(identity).digest().subarray(0, hashBytes);

  return {
    /** @returns how many were new */
    add: (identities: readonly string[]) =>
      identities.reduce((added, identity) => added + Number(insert.run(hashOf(identity)).changes), 0),

    /** Whether one of these was forgotten. Costs nothing where nothing ever was. */
    has: (identities: readonly string[]) =>
      any.get() !== undefined && identities.some((identity) => find.get(hashOf(identity)) !== undefined),
  };
}
