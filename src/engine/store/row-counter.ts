// How much the memory holds, by kind of row; of one project or of all.
import { nodeKindCode } from './node-table.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

export interface RowCounts {
  readonly episodes: number;
  /** Without folders, which hold what their files are felt to be and nothing of their own. */
  readonly nodes: number;
  readonly links: number;
  readonly errorCases: number;
}

export function createRowCounter(database: SqlDatabase): (project?: string) => RowCounts {
  const ofAll = database.prepare<RowCounts>(
    `SELECT (SELECT count(*) FROM episode) AS episodes, (SELECT count(*) FROM node WHERE kind <> '${nodeKindCode('folder')}') AS nodes,
       (SELECT coalesce(sum(count), 0) FROM link WHERE way % 2 = 0) AS links, (SELECT count(*) FROM error_case) AS errorCases`,
  );
  const ofOne = database.prepare<RowCounts>(
    `WITH asked (number) AS (SELECT ${projectNumber})
     SELECT (SELECT count(*) FROM episode WHERE project = number) AS episodes,
       (SELECT count(*) FROM node WHERE project = number AND kind <> '${nodeKindCode('folder')}') AS nodes,
       (SELECT coalesce(sum(count), 0) FROM link WHERE way % 2 = 0 AND node IN (SELECT id FROM node WHERE project = number)) AS links,
       (SELECT count(*) FROM error_case WHERE project = number) AS errorCases
     FROM asked`,
  );
  return (project) => ({ ...(project === undefined ? ofAll.get() : ofOne.get(project))! });
}
