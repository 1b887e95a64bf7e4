// A word in, how many traces hold it out, counted once: what is asked again is counted on from where it was counted to,
// since traces are only ever added. A frequent word of a large memory would else cost milliseconds each time.
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

interface Counted {
  readonly count: number;
  /** Place in the log of the last trace that was counted. */
  readonly toSeq: number;
}

/** Words whose counts are kept. */
const countsMax = 4_000;

/** The place in the log of the last event with a trace. */
export const lastTraced = 'SELECT seq FROM event_mark WHERE digest IS NOT NULL ORDER BY seq DESC LIMIT 1';

export function createTraceFrequency(database: SqlDatabase) {
  const last = database.prepare<{ seq: number }>(lastTraced);
  const traces = database.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM event_mark WHERE project = ${projectNumber} AND seq > ? AND seq <= ?`,
  );
  const words = database.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM trace_word WHERE trace_word MATCH ? AND rowid > ? AND rowid <= ?',
  );
  const counts = new Map<string, Counted>();
  let countedTo = 0;

  function countOn(key: string, countBetween: (after: number, to: number) => number): number {
    const toSeq = last.get()?.seq ?? 0;
    // Where a transaction was taken back, the last trace is before those that were counted in it.
    if (toSeq < countedTo) reload();
    const known = counts.get(key) ?? { count: 0, toSeq: 0 };
    if (known.toSeq === toSeq) return known.count;
    const count = known.count + countBetween(known.toSeq, toSeq);
    if (counts.size >= countsMax) counts.clear();
    counts.set(key, { count, toSeq });
    countedTo = Math.max(countedTo, toSeq);
    return count;
  }

  /** Traces may have gone: all is counted again. */
  function reload(): void {
    counts.clear();
    countedTo = 0;
  }

  return {
    /** @param query of FTS5; how many traces match it */
    ofQuery: (query: string) => countOn(query, (after, to) => words.get(query, after, to)!.n),
    /** How many traces a project has. */
    ofProject: (project: string) => countOn(`project ${project}`, (after, to) => traces.get(project, after, to)!.n),
    /** The trace at this place is written. What was counted at it before was taken back, or is written over. */
    note(seq: number): void {
      if (seq <= countedTo) reload();
    },
    reload,
  };
}
