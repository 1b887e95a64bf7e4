// Why nodes feel as they do: one row a node and reason, counted, with the last event that gave it. Read in one look-up.
import type { AppraisalCount, AppraisalReason } from '../model/appraisal.ts';
import type { SqlDatabase } from './sql-database.ts';

interface AppraisalRow {
  readonly reason: AppraisalReason;
  readonly times: number;
  readonly last_at: number;
  readonly last_seq: number;
}

export type AppraisalTable = ReturnType<typeof createAppraisalTable>;

export function createAppraisalTable(database: SqlDatabase) {
  const add = database.prepare(
    `INSERT INTO appraisal (node, reason, times, last_at, last_seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (node, reason) DO UPDATE SET times = times + excluded.times,
       last_seq = iif(excluded.last_at >= last_at, excluded.last_seq, last_seq), last_at = max(last_at, excluded.last_at)`,
  );
  const rowsOf = database.prepare<AppraisalRow>(
    'SELECT reason, times, last_at, last_seq FROM appraisal WHERE node = ? ORDER BY reason',
  );
  const ofNode = database.prepare<AppraisalRow & { last_event: string }>(
    `SELECT reason, times, last_at, last_seq, e.id AS last_event
     FROM appraisal a JOIN event e ON e.seq = a.last_seq WHERE node = ? ORDER BY times DESC, reason`,
  );
  const remove = database.prepare('DELETE FROM appraisal WHERE node = ?');

  /** What the database does not say yet, by node and reason: a folder is felt by each event in it. */
  const unwritten = new Map<string, AppraisalRow & { readonly node: number }>();

  function flush(): void {
    for (const { node, reason, times, last_at, last_seq } of unwritten.values()) {
      add.run(node, reason, times, last_at, last_seq);
    }
    unwritten.clear();
  }

  return {
    add(node: number, reason: AppraisalReason, at: number, seq: number): void {
      const name = `${node} ${reason}`;
      const before = unwritten.get(name);
      const times = (before?.times ?? 0) + 1;
      const isLast = before === undefined || at >= before.last_at;
      const last = isLast ? { last_at: at, last_seq: seq } : { last_at: before.last_at, last_seq: before.last_seq };
      unwritten.set(name, { node, reason, times, ...last });
    },

    /** Due before a transaction ends. */
    flush,
    /** What is not written yet is lost. */
    reload: () => unwritten.clear(),

    /** What is known of `from` is counted with what is known of `into`. */
    absorb(from: number, into: number): void {
      flush();
      for (const row of rowsOf.all(from)) add.run(into, row.reason, row.times, row.last_at, row.last_seq);
      remove.run(from);
    },

    /** The most frequent reason first. */
    of(node: number): AppraisalCount[] {
      flush();
      return ofNode.all(node).map(({ reason, times, last_at: lastAt, last_event: lastEvent }) => ({
        reason,
        times,
        lastAt,
        lastEvent,
      }));
    },
  };
}
