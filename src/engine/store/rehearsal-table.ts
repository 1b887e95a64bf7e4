// What priming learned of a project by predicting its commits up to a place in the log. Numbers alone, and a cache: it
// goes when the projections do, and is learned again.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Rehearsed } from '../model/ports.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

/** Most features of a row are 0: the lists take a fifth of their room, and some milliseconds. */
const quickly = { level: 1 };

export function createRehearsalTable(database: SqlDatabase) {
  const write = database.prepare(
    `INSERT OR REPLACE INTO rehearsal (project, last_seq, numbers, lists) VALUES (${projectNumber}, ?, ?, ?)`,
  );
  const read = database.prepare<{ last_seq: number; numbers: Uint8Array; lists: Uint8Array }>(
    `SELECT last_seq, numbers, lists FROM rehearsal WHERE project = ${projectNumber}`,
  );
  return {
    keep(project: string, { lastSeq, numbers, lists }: Rehearsed): void {
      write.run(
        project,
        lastSeq,
        new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
        deflateRawSync(lists, quickly),
      );
    },

    of(project: string): Rehearsed | undefined {
      const row = read.get(project);
      if (row === undefined) return undefined;
      // Copied, since what SQLite hands out need not lie where eight bytes may begin.
      const numbers = new Float64Array(new Uint8Array(row.numbers).buffer);
      return { lastSeq: row.last_seq, numbers, lists: inflateRawSync(row.lists) };
    },
  };
}
