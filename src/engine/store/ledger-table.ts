// What was turned away at the gate and what was taken out, as counts: no text, no place, no time. Not derived from the
// log, since what was turned away is not in it.
import type { LedgerEntry } from '../model/ports.ts';
import type { SqlDatabase } from './sql-database.ts';

export type LedgerTable = ReturnType<typeof createLedgerTable>;

export function createLedgerTable(database: SqlDatabase) {
  const add = database.prepare(
    `INSERT INTO ledger (reason, kind, count) VALUES (?, ?, ?)
     ON CONFLICT (reason, kind) DO UPDATE SET count = count + excluded.count`,
  );
  const all = database.prepare<LedgerEntry>('SELECT reason, kind, count FROM ledger ORDER BY count DESC, reason, kind');

  return {
    add(entries: readonly LedgerEntry[]): void {
      for (const { reason, kind, count } of entries) add.run(reason, kind, count);
    },
    all: (): LedgerEntry[] => all.all().map((entry) => ({ ...entry })),
  };
}
