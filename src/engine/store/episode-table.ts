// Episodes: begun, joined by events, judged, read newest first. Each is also a node, whose key is the episode's id.
import type { MemoryChange } from '../model/change.ts';
import type { Actor } from '../model/event.ts';
import type { Episode, Outcome } from '../model/node.ts';
import { actorKeys, createNameTable } from './name-table.ts';
import { type ProjectTable, projectId, projectNumber } from './project-table.ts';
import type { SqlDatabase, SqlValue } from './sql-database.ts';

interface EpisodeRow {
  readonly node: number;
  readonly id: string;
  readonly project: number;
  readonly project_id: string;
  readonly title: string;
  readonly started_at: number;
  readonly ended_at: number;
  /** Its code. */
  readonly outcome: string;
  /** Their numbers, as JSON. */
  readonly actors: string;
  readonly event_count: number;
  /** Places in the log between which its events stand; null before one has joined. */
  readonly first_seq: number | null;
  readonly last_seq: number | null;
  readonly is_open: number;
}

type ChangeOf<Op extends MemoryChange['op']> = Extract<MemoryChange, { op: Op }>;

const selection = `SELECT node, id, project, ${projectId} AS project_id, title, started_at, ended_at, outcome, actors, event_count, first_seq, last_seq,
  is_open FROM episode`;

/** Outcomes are stored as their place in this list, which may grow at its end alone. */
const outcomes: readonly Outcome[] = ['resolved', 'failed', 'abandoned', 'open'];
const outcomeCode = (outcome: Outcome) => String(outcomes.indexOf(outcome));
const titleMatches = `title LIKE ? ESCAPE '\\'`;
const wordsMatch = `node IN (SELECT episode FROM event_mark WHERE seq IN (
    SELECT rowid FROM trace_word WHERE trace_word MATCH ?))`;

export type EpisodeTable = ReturnType<typeof createEpisodeTable>;

export function createEpisodeTable(database: SqlDatabase, projects: Pick<ProjectTable, 'numberIfKnown'>) {
  const close = database.prepare('UPDATE episode SET is_open = 0 WHERE project = ? AND is_open = 1');
  const end = database.prepare('UPDATE episode SET is_open = 0 WHERE id = ?');
  const insert = database.prepare(
    `INSERT INTO episode (node, id, project, title, started_at, ended_at, outcome, actors, event_count, is_open)
     VALUES (?, ?, ?, ?, ?, ?, '${outcomeCode('open')}', ?, 0, ?)`,
  );
  const update = database.prepare(
    `UPDATE episode SET title = ?, started_at = ?, ended_at = ?, outcome = ?, actors = ?, event_count = ?,
     first_seq = ?, last_seq = ? WHERE node = ?`,
  );
  const judge = database.prepare('UPDATE episode SET outcome = ? WHERE id = ?');
  const addEvent = database.prepare(
    'INSERT INTO event_mark (seq, episode) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET episode = excluded.episode',
  );
  const byId = database.prepare<EpisodeRow>(`${selection} WHERE id = ?`);
  const open = database.prepare<EpisodeRow>(`${selection} WHERE project = ? AND is_open = 1`);
  const ofEvent = database.prepare<EpisodeRow>(
    `${selection} WHERE node = (SELECT episode FROM event_mark WHERE seq = ?)`,
  );
  // An episode is a stretch of work, and what stands in between is little.
  const seqsBetween = database.prepare<{ seq: number }>(
    'SELECT seq FROM event_mark WHERE seq BETWEEN ? AND ? AND episode = ? ORDER BY seq LIMIT ?',
  );
  const page = (condition: string) => ({
    rows: database.prepare<EpisodeRow>(
      `${selection} WHERE project = ${projectNumber} ${condition}
       ORDER BY started_at DESC, node DESC LIMIT ? OFFSET ?`,
    ),
    total: database.prepare<{ n: number }>(
      `SELECT count(*) AS n FROM episode WHERE project = ${projectNumber} ${condition}`,
    ),
  });
  const pages = {
    all: page(''),
    byTitle: page(`AND ${titleMatches}`),
    byTitleOrWords: page(`AND (${titleMatches} OR ${wordsMatch})`),
  };

  const actors = createNameTable(database, actorKeys);

  /** By project, the open episode: every event of work joins it. */
  const openAtHand = new Map<number, EpisodeRow>();
  /** Projects of whose open episode the database does not say all yet. */
  const unwritten = new Set<number>();

  function flush(): void {
    for (const project of unwritten) write(openAtHand.get(project)!);
    unwritten.clear();
  }

  function write(row: EpisodeRow): void {
    const { node, title, started_at, ended_at, outcome, actors, event_count, first_seq, last_seq } = row;
    update.run(title, started_at, ended_at, outcome, actors, event_count, first_seq, last_seq, node);
  }

  function reload(): void {
    openAtHand.clear();
    unwritten.clear();
    actors.reload();
  }

  function putAway(): void {
    flush();
    reload();
  }

  function readOpen(project: string): EpisodeRow | undefined {
    const number = projects.numberIfKnown(project);
    if (number === undefined) return undefined;
    const row = openAtHand.get(number) ?? open.get(number);
    if (row !== undefined) openAtHand.set(number, row);
    return row;
  }

  function atHandOf(id: string): EpisodeRow | undefined {
    for (const row of openAtHand.values()) if (row.id === id) return row;
    return undefined;
  }

  function read(row: EpisodeRow | undefined): Episode | undefined {
    return row === undefined ? undefined : readRow(row);
  }

  function readRow(row: EpisodeRow): Episode {
    return {
      id: row.id,
      nodeId: row.node,
      project: row.project_id,
      title: row.title,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      outcome: outcomes[Number(row.outcome)]!,
      actors: (JSON.parse(row.actors) as number[]).map((number) => actors.nameOf(number) as Actor),
      eventCount: row.event_count,
      isOpen: row.is_open === 1,
    };
  }

  function readPage(of: keyof typeof pages, limit: number, offset: number, ...values: SqlValue[]) {
    const { rows, total } = pages[of];
    return { episodes: rows.all(...values, limit, offset).map(readRow), total: total.get(...values)!.n };
  }

  return {
    begin(project: number, node: number, { id, title, at, actor, isOpen }: ChangeOf<'begin-episode'>): void {
      if (isOpen) {
        putAway();
        close.run(project);
      }
      insert.run(node, id, project, title, at, at, JSON.stringify([actors.numberOf(actor)]), isOpen ? 1 : 0);
    },

    /** @throws if the episode has not begun */
    join({ id, seq, at, actor, title, outcome }: ChangeOf<'join-episode'>): void {
      const row = atHandOf(id) ?? byId.get(id);
      if (row === undefined) throw new Error(`Event ${seq} cannot join episode ${id}, which has not begun.`);
      const joined: EpisodeRow = {
        ...row,
        title: title ?? row.title,
        started_at: Math.min(row.started_at, at),
        ended_at: Math.max(row.ended_at, at),
        outcome: outcome === undefined ? row.outcome : outcomeCode(outcome),
        actors: withActor(row.actors, actors.numberOf(actor)),
        event_count: row.event_count + 1,
        first_seq: Math.min(row.first_seq ?? seq, seq),
        last_seq: Math.max(row.last_seq ?? seq, seq),
      };
      addEvent.run(seq, row.node);
      if (row.is_open === 0) write(joined);
      else {
        openAtHand.set(row.project, joined);
        unwritten.add(row.project);
      }
    },

    /** @throws if the episode has not begun */
    end({ id }: ChangeOf<'end-episode'>): void {
      putAway();
      if (Number(end.run(id).changes) === 0) throw new Error(`Episode ${id} has not begun.`);
    },

    /** @throws if the episode has not begun */
    judge({ id, outcome }: ChangeOf<'judge-episode'>): void {
      putAway();
      if (Number(judge.run(outcomeCode(outcome), id).changes) === 0) throw new Error(`Episode ${id} has not begun.`);
    },

    byId: (id: string) => read(atHandOf(id) ?? byId.get(id)),
    open: (project: string) => read(readOpen(project)),
    /** Due before a transaction ends. */
    flush,
    /** Episodes may have gone, or another connection may have changed them. What is not written yet is lost. */
    reload,

    /** Places in the log, ascending. */
    seqsOf(id: string, limit: number): number[] {
      const row = atHandOf(id) ?? byId.get(id);
      return row === undefined
        ? []
        : seqsBetween.all(row.first_seq, row.last_seq, row.node, limit).map(({ seq }) => seq);
    },

    ofEvent(seq: number): Episode | undefined {
      flush();
      return read(ofEvent.get(seq));
    },

    /**
     * A page of the project's episodes, newest first.
     *
     * @param text narrows to those whose title holds it
     * @param query FTS5 query; lets in those with a matching event as well
     */
    page(project: string, limit: number, offset: number, text?: string, query?: string) {
      flush();
      if (text === undefined) return readPage('all', limit, offset, project);
      const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
      if (query === undefined) return readPage('byTitle', limit, offset, project, pattern);
      return readPage('byTitleOrWords', limit, offset, project, pattern, query);
    },
  };
}

/** @param actors as JSON */
function withActor(actors: string, actor: number): string {
  const known = JSON.parse(actors) as number[];
  return known.includes(actor) ? actors : JSON.stringify([...known, actor]);
}
