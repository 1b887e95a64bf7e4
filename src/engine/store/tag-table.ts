// What the gate saw of each event at a glance: one row an event.
import type { Tags } from '../model/tags.ts';
import { type Trust, trusts } from '../model/trust.ts';
import type { SqlDatabase } from './sql-database.ts';

interface TagRow {
  readonly content: number;
  readonly valence: number;
  readonly novelty: number;
  readonly trust: number;
}

export type TagTable = ReturnType<typeof createTagTable>;

export function createTagTable(database: SqlDatabase) {
  const insert = database.prepare(
    'INSERT INTO event_tag (seq, content, valence, novelty, trust) VALUES (?, ?, ?, ?, ?)',
  );
  const bySeq = database.prepare<TagRow>('SELECT content, valence, novelty, trust FROM event_tag WHERE seq = ?');
  return {
    put: (seq: number, { content, valence, novelty, trust }: Tags) =>
      void insert.run(seq, content, valence, novelty, trusts.indexOf(trust)),

    of(seq: number): Tags | undefined {
      const row = bySeq.get(seq);
      return row && { ...row, trust: trusts[row.trust] as Trust };
    },
  };
}
