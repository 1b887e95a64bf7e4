// By which version the projections were derived, so that a newer one can tell that it has to derive them again.
import type { SqlDatabase } from './sql-database.ts';

export interface DerivationTable {
  /** Empty for a memory whose projections were never marked. */
  read(): string;
  mark(by: string): void;
}

export function createDerivationTable(database: SqlDatabase): DerivationTable {
  const find = database.prepare<{ by: string }>('SELECT derived_by AS by FROM derivation');
  const write = database.prepare('UPDATE derivation SET derived_by = ?');
  return {
    read: () => find.get()!.by,
    mark: (by) => void write.run(by),
  };
}
