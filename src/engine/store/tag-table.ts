// What the gate saw of each event at a glance: one number an event.
import type { Tags } from '../model/tags.ts';
import { trusts } from '../model/trust.ts';
import type { SqlDatabase } from './sql-database.ts';

/** Of a channel between 0 and 1. */
const steps = 500;
const levels = steps + 1;

export type TagTable = ReturnType<typeof createTagTable>;

export function createTagTable(database: SqlDatabase) {
  const mark = database.prepare(
    'INSERT INTO event_mark (seq, tags) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET tags = excluded.tags',
  );
  const bySeq = database.prepare<{ tags: number | null }>('SELECT tags FROM event_mark WHERE seq = ?');
  return {
    put: (seq: number, tags: Tags) => void mark.run(seq, packTags(tags)),

    of(seq: number): Tags | undefined {
      const tags = bySeq.get(seq)?.tags ?? undefined;
      return tags === undefined ? undefined : readTags(tags);
    },
  };
}

/** Four bytes; each channel as the nearest of 500 steps. */
function packTags({ content, valence, novelty, trust }: Tags): number {
  const channels = [content, valence, novelty].map((value) => Math.round(steps * Math.max(0, Math.min(1, value))));
  return channels.reduce((packed, level) => packed * levels + level, trusts.indexOf(trust));
}

function readTags(packed: number): Tags {
  const levelAt = (place: number) => (Math.floor(packed / levels ** place) % levels) / steps;
  return {
    content: levelAt(2),
    valence: levelAt(1),
    novelty: levelAt(0),
    trust: trusts[Math.floor(packed / levels ** 3)]!,
  };
}
