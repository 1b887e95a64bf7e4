// How far each file of an agent's sessions was read, project by project. No projection: a rebuild leaves it, and whoever
// reads a file again adds nothing, since events go by their ids. It holds nothing of what was said.
import type { TranscriptPosition } from '../model/transcript.ts';
import type { SqlDatabase } from './sql-database.ts';

interface PositionRow {
  readonly version: number;
  readonly offset: number;
  readonly stamp: string;
  readonly state: string;
}

export function createTranscriptTable(database: SqlDatabase) {
  const find = database.prepare<PositionRow>(
    'SELECT version, offset, stamp, state FROM transcript WHERE project = ? AND path = ?',
  );
  const keep = database.prepare(
    'INSERT OR REPLACE INTO transcript (project, path, version, offset, stamp, state) VALUES (?, ?, ?, ?, ?, ?)',
  );

  return {
    find(project: string, path: string): TranscriptPosition | undefined {
      const row = find.get(project, path);
      // What went in was a state, so this is one.
      return row === undefined
        ? undefined
        : { path, version: row.version, offset: row.offset, stamp: row.stamp, state: JSON.parse(row.state) };
    },

    keep(project: string, { path, version, offset, stamp, state }: TranscriptPosition): void {
      keep.run(project, path, version, offset, stamp, JSON.stringify(state));
    },
  };
}
