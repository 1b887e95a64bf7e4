// Names in, the numbers that stand for them in other tables out, and back: a file is named by hundreds of events, an actor by
// thousands. Those of paths and actors belong to the log, and go when the last event that has them is forgotten; those of
// fingerprints go with the projections.
import type { SqlDatabase } from './sql-database.ts';

/** Names that are kept at hand; some megabytes. */
const namesMax = 30_000;

export const actorKeys = { table: 'actor_key', column: 'name' };

/** @param name of the table, and of its column of names */
export function createNameTable(database: SqlDatabase, { table, column }: { table: string; column: string }) {
  const find = database.prepare<{ number: number }>(`SELECT number FROM ${table} WHERE ${column} = ?`);
  const add = database.prepare(`INSERT INTO ${table} (${column}) VALUES (?)`);
  const nameOf = database.prepare<{ name: string }>(`SELECT ${column} AS name FROM ${table} WHERE number = ?`);
  const namesAtHand = new Map<number, string>();
  const numbersAtHand = new Map<string, number>();

  function keep(number: number, name: string): void {
    if (namesAtHand.size >= namesMax) reload();
    namesAtHand.set(number, name);
    numbersAtHand.set(name, number);
  }

  /** Names may have gone, and their numbers may stand for others. */
  function reload(): void {
    namesAtHand.clear();
    numbersAtHand.clear();
  }

  return {
    /** The number of the name, which it is given when it is first met. */
    numberOf(name: string): number {
      const known = numbersAtHand.get(name);
      if (known !== undefined) return known;
      const number = find.get(name)?.number ?? Number(add.run(name).lastInsertRowid);
      keep(number, name);
      return number;
    },

    /** @throws where no event has it */
    nameOf(number: number): string {
      const known = namesAtHand.get(number);
      if (known !== undefined) return known;
      const { name } = nameOf.get(number)!;
      keep(number, name);
      return name;
    },

    reload,
  };
}
