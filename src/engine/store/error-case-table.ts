// Stays of errors: opened when one appears, cleared when it goes, read by fingerprint.
import type { MemoryChange } from '../model/change.ts';
import type { ErrorCase } from '../model/error-case.ts';
import type { Clearing, Hunk } from '../model/event.ts';
import { createNameTable } from './name-table.ts';
import { projectId, projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

interface CaseRow {
  readonly project_id: string;
  readonly fingerprint: string;
  readonly instance: string;
  readonly path: string;
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly line_text: string;
  readonly episode: string;
  readonly appeared_seq: number;
  readonly appeared_at: number;
  readonly cleared_seq: number | null;
  readonly cleared_at: number | null;
  readonly how: Clearing | null;
  readonly hunks: string | null;
}

const columns = `fingerprint, instance, path, tool, code, message, line, line_text, episode, appeared_seq, appeared_at`;
/** What an event says word for word is left to it. */
const saidAt = (seq: string, path: string) => `(SELECT data ${path} FROM event WHERE event.seq = ${seq})`;
const messageAt = `->> '$.message'`;
const lineTextAt = `->> '$.lineText'`;
const hunksAt = `-> '$.hunks'`;
/** The first path that the event names. */
const pathOf = (seq: string) =>
  `(SELECT path FROM path_key WHERE number = (SELECT refs ->> '$[0]' FROM event WHERE event.seq = ${seq}))`;
const selection = `SELECT ${projectId} AS project_id,
    (SELECT text FROM fingerprint_key WHERE number = fingerprint) AS fingerprint, instance,
    coalesce(path, ${pathOf('appeared_seq')}) AS path, tool, code,
    coalesce(message, ${saidAt('appeared_seq', messageAt)}) AS message, line,
    coalesce(line_text, ${saidAt('appeared_seq', lineTextAt)}) AS line_text, episode, appeared_seq, appeared_at,
    cleared_seq, cleared_at, how, coalesce(hunks, ${saidAt('cleared_seq', hunksAt)}) AS hunks
  FROM error_case`;

export type ErrorCaseTable = ReturnType<typeof createErrorCaseTable>;

export function createErrorCaseTable(database: SqlDatabase) {
  // An instance is one stay, so a second appearance while it stands is the same stay told twice.
  const insert = database.prepare(
    `INSERT INTO error_case (project, ${columns}) VALUES (?, ?, ?, nullif(?, ${pathOf('?')}), ?, ?, nullif(?, ${saidAt('?', messageAt)}), ?,
     nullif(?, ${saidAt('?', lineTextAt)}), ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const fingerprints = createNameTable(database, { table: 'fingerprint_key', column: 'text' });
  // Found first and changed by its row number: an update that might touch several rows opens a savepoint, at which FTS5
  // writes out what it has gathered; that cost 0.5 ms a clearing.
  const findOpen = database.prepare<{ row: number }>(
    'SELECT rowid AS row FROM error_case WHERE project = ? AND instance = ? AND cleared_seq IS NULL',
  );
  const clear = database.prepare(
    `UPDATE error_case SET cleared_seq = ?, cleared_at = ?, how = ?, hunks = nullif(?, ${saidAt('?', hunksAt)})
     WHERE rowid = ?`,
  );
  const open = database.prepare<CaseRow>(
    `${selection} WHERE project = ${projectNumber} AND instance = ? AND cleared_seq IS NULL`,
  );
  const byFingerprint = database.prepare<CaseRow>(
    `${selection} WHERE project = ${projectNumber} AND fingerprint = (SELECT number FROM fingerprint_key WHERE text = ?)
     ORDER BY appeared_at DESC, appeared_seq DESC, instance LIMIT ?`,
  );

  return {
    open(project: number, errorCase: Omit<ErrorCase, 'project' | 'cleared'>): void {
      const { fingerprint, instance, path, tool, code, message, line, lineText, episode } = errorCase;
      const { appearedSeq, appearedAt } = errorCase;
      const head = [project, fingerprints.numberOf(fingerprint), instance, path, appearedSeq, tool, code];
      insert.run(...head, message, appearedSeq, line, lineText, appearedSeq, episode, appearedSeq, appearedAt);
    },

    /** @throws if no case stands open under the instance */
    clear(project: number, change: Extract<MemoryChange, { op: 'clear-case' }>): void {
      const { instance, seq, at, how, hunks } = change;
      const open = findOpen.get(project, instance);
      if (open === undefined) throw new Error(`No error case stands open under ${instance}.`);
      clear.run(seq, at, how, JSON.stringify(hunks), seq, open.row);
    },

    openCase(project: string, instance: string): ErrorCase | undefined {
      const row = open.get(project, instance);
      return row === undefined ? undefined : readRow(row);
    },

    byFingerprint: (project: string, fingerprint: string, limit: number) =>
      byFingerprint.all(project, fingerprint, limit).map(readRow),

    /** Fingerprints may have gone, or another connection may have changed them. */
    reload: fingerprints.reload,
  };
}

function readRow(row: CaseRow): ErrorCase {
  const { project_id: project, fingerprint, instance, path, tool, code, message, line, episode } = row;
  const appeared = { lineText: row.line_text, appearedSeq: row.appeared_seq, appearedAt: row.appeared_at };
  const errorCase = { project, fingerprint, instance, path, tool, code, message, line, episode, ...appeared };
  if (row.cleared_seq === null) return errorCase;
  const hunks = JSON.parse(row.hunks!) as Hunk[];
  return { ...errorCase, cleared: { seq: row.cleared_seq, at: row.cleared_at!, how: row.how!, hunks } };
}
