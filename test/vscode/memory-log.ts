// Looks into a memory from outside while an engine writes to it: its events, and whether any file of it holds a text.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { kindOfCode } from '../../src/engine/store/event-kind.ts';

export interface LoggedEvent {
  readonly kind: string;
  readonly actor: string;
  readonly refs: readonly string[];
  readonly text: string;
  readonly data: Record<string, unknown>;
}

/** All events of the memory in the order of the log; none while there is no database. */
export function loggedEvents(memoryDirectory: string): LoggedEvent[] {
  const path = join(memoryDirectory, 'memory.db');
  if (!existsSync(path)) return [];
  const database = new Database(path, { readonly: true });
  const rows = database.prepare('SELECT kind, actor, refs, text, data FROM event ORDER BY seq').all() as Record<
    string,
    string
  >[];
  const names = (table: string, column: string) =>
    new Map(
      (
        database.prepare(`SELECT number, ${column} AS name FROM ${table}`).all() as { number: number; name: string }[]
      ).map(({ number, name }) => [number, name]),
    );
  const [paths, actors] = [names('path_key', 'path'), names('actor_key', 'name')];
  database.close();
  return rows.map(({ kind, actor, refs, text, data }) => ({
    kind: kindOfCode(kind!),
    actor: actors.get(Number(actor))!,
    refs: (JSON.parse(refs!) as number[]).map((number) => paths.get(number)!),
    text: text!,
    data: JSON.parse(data!),
  }));
}

/** The files below a folder whose bytes hold the text. */
export function filesHolding(directory: string, text: string): string[] {
  return globSync('**', { cwd: directory }).filter((name) => {
    const path = join(directory, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() && readFileSync(path).includes(text);
  });
}
