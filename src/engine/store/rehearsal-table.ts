// What priming learned of a project by predicting its commits up to a place in the log. Numbers alone, and a cache: it
// goes when the projections do, and is learned again.
import type { Rehearsed } from '../model/ports.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

export function createRehearsalTable(database: SqlDatabase) {
  const write = database.prepare(
    `INSERT OR REPLACE INTO rehearsal (project, last_seq, numbers) VALUES (${projectNumber}, ?, ?)`,
  );
  const read = database.prepare<{ last_seq: number; numbers: Uint8Array }>(
    `SELECT last_seq, numbers FROM rehearsal WHERE project = ${projectNumber}`,
  );
  return {
    keep(project: string, { lastSeq, numbers }: Rehearsed): void {
      write.run(project, lastSeq, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    },

    of(project: string): Rehearsed | undefined {
      const row = read.get(project);
      // Copied, since what SQLite hands out need not lie where eight bytes may begin.
      return row && { lastSeq: row.last_seq, numbers: new Float64Array(new Uint8Array(row.numbers).buffer) };
    },
  };
}
