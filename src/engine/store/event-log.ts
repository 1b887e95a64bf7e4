// Drafts in, events with their place in the log out. Rows are added and read, and go only when they are forgotten on
// request; they are changed only when their wording is let go (`compaction.ts`): everything else in the database can be derived from them again.
import type { Draft, EventKind, MemoryEvent } from '../model/event.ts';
import type { CommitHead } from '../model/ports.ts';
import { EventCache } from './event-cache.ts';
import { kindCode, kindCodes, kindOfCode } from './event-kind.ts';
import { actorKeys, createNameTable } from './name-table.ts';
import { projectId, projectNumber } from './project-table.ts';
import { RecentTimes } from './recent-times.ts';
import type { SqlDatabase, SqlValue } from './sql-database.ts';

interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  /** Its code. */
  readonly kind: string;
  /** Its number. */
  readonly actor: string;
  readonly project_id: string;
  /** Numbers of paths, as JSON. */
  readonly refs: string;
  readonly text: string;
  readonly data: string;
}

type HeadRow = Pick<EventRow, 'seq' | 'id' | 'at' | 'kind' | 'refs' | 'text'>;

const pageSize = 500;
/** What priming learns from. */
const lessonKinds: readonly EventKind[] = ['commit', 'revert', 'sleep'];

const columns = `seq, id, at, kind, actor, ${projectId} AS project_id, refs, text, data`;

export type EventLog = ReturnType<typeof createEventLog>;

export function createEventLog(database: SqlDatabase) {
  const insert = database.prepare(
    `INSERT INTO event (id, at, kind, actor, project, refs, text, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertRef = database.prepare('INSERT OR IGNORE INTO event_ref (project, path, seq) VALUES (?, ?, ?)');
  const select = (rest: string) => database.prepare<EventRow>(`SELECT ${columns} FROM event ${rest}`);
  const seqOfId = database.prepare<{ seq: number }>('SELECT seq FROM event WHERE id = ? AND seq <= ?');
  const byStart = select(`WHERE project = ${projectNumber} AND id >= ? AND id < ? AND seq <= ? ORDER BY id LIMIT 2`);
  const bySeq = select('WHERE seq = ? AND seq <= ?');
  const bySeqs = select('WHERE seq IN (SELECT value FROM json_each(?))');
  const edits = select(
    `WHERE project = ${projectNumber} AND kind = '${kindCode('edit')}' AND seq > ? AND seq < ? AND seq <= ?
     ORDER BY seq DESC LIMIT ?`,
  );
  const byKind = select(`WHERE project = ${projectNumber} AND kind = ? AND seq <= ? ORDER BY seq DESC LIMIT ?`);
  const kindAfter = `SELECT seq FROM event WHERE project = ${projectNumber} AND kind = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`;
  const eachKindAfter = lessonKinds.map(() => `SELECT * FROM (${kindAfter})`).join(' UNION ALL ');
  const lessonsAfter = select(`WHERE seq IN (${eachKindAfter}) ORDER BY seq LIMIT ?`);
  const timesOfKind = database.prepare<{ at: number }>(
    `SELECT at FROM event WHERE project = ${projectNumber} AND kind = ? AND seq <= ? ORDER BY seq DESC LIMIT ?`,
  );
  const ofKinds = `project = ${projectNumber} AND kind IN (SELECT value FROM json_each(?)) AND seq < ? AND seq <= ?`;
  const byKinds = select(`WHERE ${ofKinds} ORDER BY seq DESC LIMIT ?`);
  const countKinds = database.prepare<{ n: number }>(`SELECT count(*) AS n FROM event WHERE ${ofKinds}`);
  const atPath = database.prepare<{ seq: number }>(
    `SELECT seq FROM event_ref WHERE project = ${projectNumber} AND path = (SELECT number FROM path_key WHERE path = ?)
     AND seq <= ? ORDER BY seq DESC LIMIT ?`,
  );
  const heads = database.prepare<HeadRow>(
    `SELECT seq, id, at, kind, refs, text FROM event
     WHERE project = ${projectNumber} AND kind IN (${kindCodes(['commit', 'revert'])}) AND seq <= ? ORDER BY seq DESC LIMIT ?`,
  );
  // The + keeps SQLite from the index by kind, by which it would gather and sort all that the project ever logged.
  const place = database.prepare<{ seq: number }>(
    `SELECT seq FROM event WHERE seq > ? AND seq <= ? AND +project = ${projectNumber} ORDER BY seq LIMIT 1 OFFSET ?`,
  );
  const countAfter = database.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM event
     WHERE seq > ? AND seq <= ? AND project = ${projectNumber} AND kind NOT IN (${kindCodes(['sleep', 'prime', 'recall', 'investigation', 'wording'])})`,
  );
  const last = database.prepare<{ seq: number | null }>('SELECT max(seq) AS seq FROM event WHERE seq <= ?');
  const after = select('WHERE seq > ? ORDER BY seq LIMIT ?');
  const has = database.prepare<object>('SELECT 1 FROM event WHERE id = ? AND seq <= ?');
  const count = database.prepare<{ n: number }>('SELECT count(*) AS n FROM event WHERE seq <= ?');
  const countIn = database.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM event WHERE project = ${projectNumber} AND seq <= ?`,
  );
  // In a replay, what comes later in the log must not be seen yet, or it would not give the same state again.
  let lastVisibleSeq = Number.MAX_SAFE_INTEGER;
  const atHand = new EventCache();
  const recentTimes = new RecentTimes();
  const paths = createNameTable(database, { table: 'path_key', column: 'path' });
  const actors = createNameTable(database, actorKeys);
  const pathsOf = (refs: string) => (JSON.parse(refs) as number[]).map(paths.nameOf);
  const read = (row: EventRow | undefined) => (row === undefined ? undefined : readRow(row));
  const readAll = (rows: readonly EventRow[]) => rows.map(readRow);

  function readRow({ seq, id, at, kind, actor, project_id: project, refs, text, data }: EventRow): MemoryEvent {
    // What went in was a MemoryEvent, so this is one.
    const named = { kind: kindOfCode(kind), actor: actors.nameOf(Number(actor)), refs: pathsOf(refs) };
    const event = { seq, id, at, project, ...named, text, data: JSON.parse(data) };
    return event as MemoryEvent;
  }

  function readHead({ seq, id, at, kind, refs, text }: HeadRow): CommitHead {
    return { seq, id, at, kind: kindOfCode(kind) as CommitHead['kind'], subject: text, paths: pathsOf(refs) };
  }

  /** Those of the places in the log that there are, in the order given; one look-up for all that are not at hand. */
  function readSeqs(seqs: readonly number[]): MemoryEvent[] {
    const events = new Map(seqs.map((seq) => [seq, atHand.get(seq)]));
    const unread = seqs.filter((seq) => events.get(seq) === undefined);
    if (unread.length > 0) {
      for (const row of bySeqs.all(JSON.stringify(unread))) {
        const event = readRow(row);
        events.set(row.seq, event);
        atHand.put(event, row.data.length + row.text.length);
      }
    }
    return seqs.flatMap((seq) => events.get(seq) ?? []);
  }

  const timesOf = (project: string, kind: string, limit: number) =>
    timesOfKind.all(project, kindCode(kind), lastVisibleSeq, limit).map(({ at }) => at);

  return {
    /** @returns undefined where the log holds the id already */
    append(draft: Draft, project: number): MemoryEvent | undefined {
      // SQLite keeps text as UTF-8, which has no lone surrogates; `plan` must see what a replay will read back.
      const [id, actor, text] = [draft.id, draft.actor, draft.text].map((part) => part.toWellFormed());
      if (has.get(id!, Number.MAX_SAFE_INTEGER) !== undefined) return undefined;
      const named = draft.refs.map((path) => paths.numberOf(path.toWellFormed()));
      const refs = JSON.stringify(named);
      const data = JSON.stringify(draft.data);
      const [kind, by] = [kindCode(draft.kind), String(actors.numberOf(actor!))];
      const { lastInsertRowid } = insert.run(id!, draft.at, kind, by, project, refs, text!, data);
      const seq = Number(lastInsertRowid);
      for (const path of named) insertRef.run(project, path, seq);
      recentTimes.push(draft.project, draft.kind, draft.at);
      const event = readRow({
        seq,
        id: id!,
        at: draft.at,
        kind,
        actor: by,
        text: text!,
        project_id: draft.project,
        refs,
        data,
      });
      // Its episode is soon gone over. Where the last transaction was taken back, the place was another event's.
      atHand.put(event, data.length + event.text.length);
      return event;
    },

    has: (id: string) => has.get(id, lastVisibleSeq) !== undefined,
    byId(id: string): MemoryEvent | undefined {
      const found = seqOfId.get(id, lastVisibleSeq);
      return found && readSeqs([found.seq])[0];
    },
    byStart(project: string, idStart: string): MemoryEvent | undefined {
      const rows = byStart.all(project, idStart, `${idStart}\u{10ffff}`, lastVisibleSeq);
      return rows.length === 1 ? read(rows[0]) : undefined;
    },
    bySeq: (seq: number) => read(bySeq.get(seq, lastVisibleSeq)),
    bySeqs: (project: string, seqs: readonly number[]) =>
      readSeqs(seqs.filter((seq) => seq <= lastVisibleSeq).sort((a, b) => a - b)).filter(
        (event) => event.project === project,
      ),
    editsBetween: (project: string, afterSeq: number, beforeSeq: number, limit: number) =>
      readAll(edits.all(project, afterSeq, beforeSeq, lastVisibleSeq, limit)),
    ofKind: (project: string, kind: string, limit: number) =>
      readAll(byKind.all(project, kindCode(kind), lastVisibleSeq, limit)),
    lessonsAfter(project: string, afterSeq: number, limit: number): MemoryEvent[] {
      const values = lessonKinds.flatMap((kind): SqlValue[] => [
        project,
        kindCode(kind),
        afterSeq,
        lastVisibleSeq,
        limit,
      ]);
      return readAll(lessonsAfter.all(...values, limit));
    },
    timeOfRecent: (project: string, kind: string, back: number) =>
      lastVisibleSeq === Number.MAX_SAFE_INTEGER
        ? recentTimes.back(project, kind, back, () => timesOf(project, kind, back))
        : timesOf(project, kind, back)[back - 1],
    countOfKinds: (project: string, kinds: readonly string[], beforeSeq: number) =>
      countKinds.get(project, JSON.stringify(kinds.map(kindCode)), beforeSeq, lastVisibleSeq)!.n,
    latestOfKinds: (project: string, kinds: readonly string[], beforeSeq: number, limit: number) =>
      readAll(byKinds.all(project, JSON.stringify(kinds.map(kindCode)), beforeSeq, lastVisibleSeq, limit)),
    seqsAtPath: (project: string, path: string, limit: number) =>
      atPath.all(project, path, lastVisibleSeq, limit).map(({ seq }) => seq),
    commitHeads: (project: string, limit: number) => heads.all(project, lastVisibleSeq, limit).map(readHead),
    placeAfter: (project: string, afterSeq: number, n: number) =>
      place.get(afterSeq, lastVisibleSeq, project, n - 1)?.seq,
    countAfter: (project: string, afterSeq: number) => countAfter.get(afterSeq, lastVisibleSeq, project)!.n,
    lastSeq: () => last.get(lastVisibleSeq)!.seq ?? 0,
    /** In the order given. */
    at: (seqs: readonly number[]) => readSeqs(seqs),
    letGo: () => atHand.clear(),
    /** Events may have gone. */
    reload() {
      atHand.clear();
      recentTimes.clear();
      paths.reload();
      actors.reload();
    },
    count(project?: string): number {
      const values: SqlValue[] = project === undefined ? [lastVisibleSeq] : [project, lastVisibleSeq];
      return (project === undefined ? count : countIn).get(...values)!.n;
    },

    /** The whole log in order, in pages; what is appended meanwhile is handed out too. */
    *all(): Generator<MemoryEvent> {
      for (let page = after.all(0, pageSize); page.length > 0; page = after.all(page.at(-1)!.seq, pageSize)) {
        for (const row of page) yield readRow(row);
      }
    },

    /** Hands out the whole log in order, hiding from every other read what lies after the event handed out. */
    replay(visit: (event: MemoryEvent) => void): void {
      try {
        lastVisibleSeq = 0;
        for (let page = after.all(0, pageSize); page.length > 0; page = after.all(page.at(-1)!.seq, pageSize)) {
          for (const row of page) {
            lastVisibleSeq = row.seq;
            visit(readRow(row));
          }
        }
      } finally {
        lastVisibleSeq = Number.MAX_SAFE_INTEGER;
      }
    },
  };
}
