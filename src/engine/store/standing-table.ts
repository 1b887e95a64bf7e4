// How memories stand, by what the user has said of them: an event's or an episode's id, or the `kind:key` of a node.
import type { Standing } from '../model/standing.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

interface StandingRow {
  readonly subject: string;
  readonly pinned: number;
  readonly corrected_at: number | null;
  readonly reason: string | null;
  readonly until: number | null;
  readonly dismissals: number;
}

export type StandingTable = ReturnType<typeof createStandingTable>;

export function createStandingTable(database: SqlDatabase) {
  const remove = database.prepare('DELETE FROM standing WHERE project = ? AND subject = ?');
  const insert = database.prepare(
    `INSERT INTO standing (project, subject, pinned, corrected_at, reason, until, dismissals)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = 'SELECT subject, pinned, corrected_at, reason, until, dismissals FROM standing';
  const one = database.prepare<StandingRow>(`${select} WHERE project = ${projectNumber} AND subject = ?`);
  const all = database.prepare<StandingRow>(
    `${select} WHERE project = ${projectNumber} AND (pinned = 1 OR corrected_at IS NOT NULL) ORDER BY subject LIMIT ?`,
  );

  return {
    /** One of which nothing is said any more leaves no row. */
    set(project: number, subject: string, { pinned, correction, dismissals }: Standing): void {
      remove.run(project, subject);
      if (!pinned && correction === undefined && dismissals === 0) return;
      const { at = null, reason = null, until = null } = correction ?? {};
      insert.run(project, subject, pinned ? 1 : 0, at, reason, until, dismissals);
    },

    of(project: string, subject: string): Standing | undefined {
      const row = one.get(project, subject);
      return row === undefined ? undefined : readRow(row);
    },

    /** Those that are pinned or corrected: many more were only dismissed. */
    all: (project: string, limit: number) =>
      new Map(all.all(project, limit).map((row) => [row.subject, readRow(row)] as const)),
  };
}

function readRow({ pinned, corrected_at: at, reason, until, dismissals }: StandingRow): Standing {
  const standing = { pinned: pinned === 1, dismissals };
  if (at === null) return standing;
  return { ...standing, correction: { at, reason: reason ?? '', ...(until !== null && { until }) } };
}
