// A database comes in; the steps that it lacks are taken, so that it has the shape that the code expects.
import { migrations } from './migrations.ts';
import type { SqlDatabase } from './sql-database.ts';

export const schemaVersion = migrations.length;

export function readSchemaVersion(database: SqlDatabase): number {
  return database.prepare<{ user_version: number }>('PRAGMA user_version').get()!.user_version;
}

/** Takes the steps that are missing, each in a transaction of its own. The database must not be newer than the code. */
export function migrate(database: SqlDatabase): void {
  for (let version = readSchemaVersion(database) + 1; version <= schemaVersion; version += 1) {
    database.transaction(() => {
      database.exec(migrations[version - 1]!);
      database.exec(`PRAGMA user_version = ${version}`);
    });
  }
}
