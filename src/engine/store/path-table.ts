// Paths in, the numbers that stand for them in the log out, and back: a file is named by hundreds of events. The numbers
// belong to the log; a path goes when the last event that names it is forgotten.
import type { SqlDatabase } from './sql-database.ts';

/** Paths that are kept at hand; some megabytes. */
const pathsMax = 30_000;

export function createPathTable(database: SqlDatabase) {
  const find = database.prepare<{ number: number }>('SELECT number FROM path_key WHERE path = ?');
  const add = database.prepare('INSERT INTO path_key (path) VALUES (?)');
  const pathOf = database.prepare<{ path: string }>('SELECT path FROM path_key WHERE number = ?');
  const pathsAtHand = new Map<number, string>();
  const numbersAtHand = new Map<string, number>();

  function keep(number: number, path: string): void {
    if (pathsAtHand.size >= pathsMax) reload();
    pathsAtHand.set(number, path);
    numbersAtHand.set(path, number);
  }

  /** Paths may have gone, and their numbers may stand for others. */
  function reload(): void {
    pathsAtHand.clear();
    numbersAtHand.clear();
  }

  return {
    /** The number of the path, which it is given when it is first met. */
    numberOf(path: string): number {
      const known = numbersAtHand.get(path);
      if (known !== undefined) return known;
      const number = find.get(path)?.number ?? Number(add.run(path).lastInsertRowid);
      keep(number, path);
      return number;
    },

    /** @throws where no event names it */
    pathOf(number: number): string {
      const known = pathsAtHand.get(number);
      if (known !== undefined) return known;
      const { path } = pathOf.get(number)!;
      keep(number, path);
      return path;
    },

    reload,
  };
}
