// Puts the encoded trace of events in the place of their wording, in the log. All else is derived again from it by the
// caller, in the same transaction, so that the state is a function of the log as it is then.
import type { Draft, MemoryEvent } from '../model/event.ts';
import type { SqlDatabase } from './sql-database.ts';

export interface Compaction {
  /** As the log will hold them; only their text and data may differ from what it holds. */
  readonly events: readonly MemoryEvent[];
  /** The event that says that wording was let go. */
  readonly record: Draft;
}

/** To be called in a transaction. What is overwritten leaves pieces in the files until they are cleaned, which is noted. */
export function shortenEvents(database: SqlDatabase, events: readonly MemoryEvent[]): void {
  const shorten = database.prepare('UPDATE event SET text = ?, data = ? WHERE seq = ?');
  for (const { seq, text, data } of events) shorten.run(text, JSON.stringify(data), seq);
  database.exec('UPDATE forgetting SET scrub_due = 1');
}

/** What the memory takes up in its file, free space not counted. */
export function usedBytes(database: SqlDatabase): number {
  const read = (name: string) => Object.values(database.prepare<Record<string, number>>(`PRAGMA ${name}`).get()!)[0]!;
  return (read('page_count') - read('freelist_count')) * read('page_size');
}
