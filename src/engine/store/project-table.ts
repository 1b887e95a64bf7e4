// Project ids in, the short numbers that stand for them in every table out; and what is known of each project. The
// numbers belong to the log and outlast a rebuild; the knowledge is a projection.
import type { Project } from '../model/project.ts';
import type { SqlDatabase } from './sql-database.ts';

interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly common_dirs: string;
  readonly remote: string | null;
  readonly first_commit: string | null;
}

/** For statements that are asked by project id: an unknown id gives NULL, which equals nothing. */
export const projectNumber = '(SELECT number FROM project_key WHERE id = ?)';

/**
 * The id of the project whose number stands in the column `project`. Not a join: this SQLite plans a join anew each
 * time its parameters change, which takes twenty times as long as running it.
 */
export const projectId = '(SELECT id FROM project_key WHERE number = project)';

export type ProjectTable = ReturnType<typeof createProjectTable>;

export function createProjectTable(database: SqlDatabase) {
  const find = database.prepare<{ number: number }>('SELECT number FROM project_key WHERE id = ?');
  const add = database.prepare('INSERT INTO project_key (id) VALUES (?)');
  const write = database.prepare(
    'INSERT OR REPLACE INTO project (number, name, common_dirs, remote, first_commit) VALUES (?, ?, ?, ?, ?)',
  );
  const read = database.prepare<ProjectRow>(
    `SELECT id, name, common_dirs, remote, first_commit FROM project JOIN project_key USING (number) ORDER BY number`,
  );

  /** By project id; a handful. */
  const atHand = new Map<string, number>();

  function numberIfKnown(id: string): number | undefined {
    const number = atHand.get(id) ?? find.get(id)?.number;
    if (number !== undefined) atHand.set(id, number);
    return number;
  }

  return {
    numberIfKnown,

    /** The number of the project, which it is given when it is first met. */
    numberOf(id: string): number {
      const number = numberIfKnown(id) ?? Number(add.run(id).lastInsertRowid);
      atHand.set(id, number);
      return number;
    },

    /** Projects may have gone, and their numbers may stand for others. */
    reload: () => atHand.clear(),

    know(number: number, project: Project): void {
      const { name, commonDirs, remote = null, firstCommit = null } = project;
      write.run(number, name, JSON.stringify(commonDirs), remote, firstCommit);
    },

    all(): Project[] {
      return read.all().map((row) => ({
        id: row.id,
        name: row.name,
        commonDirs: JSON.parse(row.common_dirs) as string[],
        ...(row.remote === null ? {} : { remote: row.remote }),
        ...(row.first_commit === null ? {} : { firstCommit: row.first_commit }),
      }));
    },
  };
}
