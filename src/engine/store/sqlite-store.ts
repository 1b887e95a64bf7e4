// The one room that writes. Drafts and plans come in; what they change is on disk when `append` returns. It reads as
// the tables it is made of: the log first, then the projections of it.
import type { ChangePlan } from '../model/change.ts';
import type { Draft, MemoryEvent } from '../model/event.ts';
import type { MemoryReader, MemoryStore } from '../model/ports.ts';
import { type AnswerTable, createAnswerTable } from './answer-table.ts';
import { createAppraisalTable } from './appraisal-table.ts';
import { type ProjectionTables, writeChanges } from './change-writer.ts';
import { type Compaction, shortenEvents, usedBytes } from './compaction.ts';
import { createDerivationTable } from './derivation-table.ts';
import { createEpisodeTable } from './episode-table.ts';
import { type Erased, type Erasure, eraseEvents, isScrubDue, scrubFiles, withoutReferences } from './erasure.ts';
import { createErrorCaseTable } from './error-case-table.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { createGistTable } from './gist-table.ts';
import { dropOtherSnapshots } from './index-snapshot.ts';
import { createLedgerTable, type LedgerTable } from './ledger-table.ts';
import { createLinkTable } from './link-table.ts';
import { digestMemory, dumpMemory } from './memory-dump.ts';
import { findProblems, type OpenOptions, openMemoryFile } from './memory-file.ts';
import { createNodeTable } from './node-table.ts';
import { createProjectTable } from './project-table.ts';
import { createRehearsalTable } from './rehearsal-table.ts';
import { createRowCounter } from './row-counter.ts';
import type { SqlDatabase } from './sql-database.ts';
import { createStandingTable } from './standing-table.ts';
import type { StorageFault } from './storage-fault.ts';
import { createTagTable } from './tag-table.ts';
import { createTombstoneTable, type TombstoneTable } from './tombstone-table.ts';
import { createTraceIndex } from './trace-index.ts';
import { createTranscriptTable } from './transcript-table.ts';
import { createVectorTable, type VectorSource } from './vector-table.ts';

export interface SqliteStore extends MemoryStore, VectorSource {
  /** Name of the SQLite library in use. */
  readonly driver: string;
  /** Takes events out of the log and derives all else again, in one transaction. Where `onProgress` throws, nothing has changed. */
  erase(
    erasure: Erasure,
    plan: (event: MemoryEvent) => ChangePlan,
    onProgress: (done: number, total: number) => void,
  ): Erased;
  /** Lets wording go and derives all else again, in one transaction. Where `onProgress` throws, nothing has changed. */
  compact(
    compaction: Compaction,
    plan: (event: MemoryEvent) => ChangePlan,
    onProgress: (done: number, total: number) => void,
  ): void;
  /** All that `work` reads is read as of one moment, whatever another connection writes meanwhile. */
  atOneMoment<T>(work: () => T): T;
  /** Appends one by one, waiting in between, in one transaction: where `work` throws, nothing has changed. */
  asOne(work: (append: AppendOne) => Promise<void>): Promise<void>;
  /** Cleans the files of what was taken out; see `scrubFiles`. */
  scrub(): void;
}

/** Gives the draft's place in the log; undefined where the log has it already. */
type AppendOne = (draft: Draft, plan: (event: MemoryEvent) => ChangePlan) => number | undefined;

export type OpenedStore<Store = SqliteStore> =
  | {
      readonly ok: true;
      readonly store: Store;
      /** Degradations in force, as plain sentences. */
      readonly notices: readonly string[];
    }
  | ({ readonly ok: false } & StorageFault);

/**
 * Opens the memory in a directory, or begins one there. Later calls of the store throw what SQLite throws when the
 * world fails them (a full disk, a damaged page); `storageFault` tells such errors from bugs.
 */
export function openStore(directory: string, options?: Pick<OpenOptions, 'drivers'>): OpenedStore {
  return openWith(directory, { ...options, isReadOnly: false });
}

/** What a sleep needs of the store. */
export type ReadOnlyStore = Pick<
  SqliteStore,
  keyof VectorSource | keyof MemoryReader | 'problems' | 'atOneMoment' | 'close'
>;

/** Opens a memory that another connection writes, to read it. */
export function openStoreReadOnly(directory: string): OpenedStore<ReadOnlyStore> {
  return openWith(directory, { isReadOnly: true });
}

function openWith(directory: string, options: OpenOptions): OpenedStore {
  const opened = openMemoryFile(directory, options);
  if (!opened.ok) return opened;
  return { ok: true, store: createStore(opened.database, directory), notices: opened.notices };
}

function createStore(database: SqlDatabase, directory: string): SqliteStore {
  const log = createEventLog(database);
  const tombstones = createTombstoneTable(database);
  const ledger = createLedgerTable(database);
  const answers = createAnswerTable(database);
  const projects = createProjectTable(database);
  const tables: ProjectionTables = {
    projects,
    nodes: createNodeTable(database, projects),
    appraisals: createAppraisalTable(database),
    links: createLinkTable(database),
    episodes: createEpisodeTable(database, projects),
    errorCases: createErrorCaseTable(database),
    gists: createGistTable(database),
    standings: createStandingTable(database),
    tags: createTagTable(database),
    traces: createTraceIndex(database),
    vectors: createVectorTable(database),
  };
  return {
    driver: database.driver,
    ...reads(database, log, tables, ledger, answers),
    ...writes(database, log, tables, ledger, answers, directory),
    ...forgets(database, log, tables, tombstones, directory),
  };
}

function forgets(
  database: SqlDatabase,
  log: EventLog,
  tables: ProjectionTables,
  tombstones: TombstoneTable,
  directory: string,
) {
  return {
    erase: (erasure, plan, onProgress) =>
      orAsBefore(log, tables, () =>
        withoutReferences(database, () => {
          emptyProjections(database);
          const erased = eraseEvents(database, tombstones, erasure);
          reload(log, tables);
          log.append(erasure.record, tables.projects.numberOf(erasure.record.project));
          rebuild(database, log, tables, plan, onProgress);
          return erased;
        }),
      ),
    compact: ({ events, record }, plan, onProgress) =>
      orAsBefore(log, tables, () =>
        database.transaction(() => {
          shortenEvents(database, events);
          log.append(record, tables.projects.numberOf(record.project));
          rebuild(database, log, tables, plan, onProgress);
        }),
      ),
    isForgotten: (identities) => tombstones.has(identities),
    scrubIfDue() {
      const isDue = isScrubDue(database);
      if (isDue) scrubFiles(database, directory);
      return isDue;
    },
    scrub: () => scrubFiles(database, directory),
  } satisfies Partial<SqliteStore>;
}

function writes(
  database: SqlDatabase,
  log: EventLog,
  tables: ProjectionTables,
  ledger: LedgerTable,
  answers: AnswerTable,
  directory: string,
) {
  const transcripts = createTranscriptTable(database);
  const derivation = createDerivationTable(database);
  const rehearsals = createRehearsalTable(database);
  const append: AppendOne = (draft, plan) => {
    const event = log.append(draft, tables.projects.numberOf(draft.project));
    if (event !== undefined) writeChanges(tables, plan(event));
    return event?.seq;
  };
  const transact = <T>(work: () => T) => orAsBefore(log, tables, () => database.transaction(work));
  return {
    asOne: (work) =>
      database
        .longTransaction(async () => {
          await work(append);
          flush(tables);
        })
        .finally(() => reload(log, tables)),
    append: (drafts, plan) =>
      drafts.length === 0
        ? []
        : transact(() => {
            const added: string[] = [];
            for (const draft of drafts) {
              if (append(draft, plan) !== undefined) added.push(draft.id);
            }
            flush(tables);
            return added;
          }),
    rebuild: (plan, onProgress) =>
      transact(() => rebuild(database, log, tables, plan, onProgress ?? (() => undefined))),
    derivedBy: () => derivation.read(),
    markDerived: (by) => derivation.mark(by),
    keepVectorsOf(encoderId) {
      tables.vectors.dropOthers(encoderId);
      dropOtherSnapshots(directory, encoderId);
    },
    countTurnedAway: (entries) => (entries.length === 0 ? undefined : database.transaction(() => ledger.add(entries))),
    countAnswers: (tallies) => (tallies.length === 0 ? undefined : database.transaction(() => answers.add(tallies))),
    transcriptPosition: (project, path) => transcripts.find(project, path),
    keepTranscriptPosition: (project, position) => transcripts.keep(project, position),
    rehearsed: (project) => rehearsals.of(project),
    keepRehearsed: (project, rehearsed) => database.transaction(() => rehearsals.keep(project, rehearsed)),
    writeVectors: (encoderId, vectors) => database.transaction(() => tables.vectors.write(encoderId, vectors)),
    letGo() {
      for (const table of [log, tables.nodes, tables.links]) table.letGo();
    },
    close: () => database.close(),
  } satisfies Partial<SqliteStore>;
}

/** What was gathered for fewer writes is written; the last thing that a transaction does. */
function flush({ nodes, appraisals, episodes, links }: ProjectionTables): void {
  for (const table of [nodes, appraisals, episodes, links]) table.flush();
}

/** Whatever is kept at hand may not be as the database has it. */
function reload(log: EventLog, tables: ProjectionTables): void {
  const { projects, nodes, appraisals, links, episodes, errorCases, traces, vectors } = tables;
  const keeping = [log, projects, nodes, appraisals, links, episodes, errorCases, traces, vectors];
  for (const table of keeping) table.reload();
}

/** What is kept at hand was written in the transaction, too: where that is taken back, it must be read again. */
function orAsBefore<T>(log: EventLog, tables: ProjectionTables, transaction: () => T): T {
  let isDone = false;
  try {
    const result = transaction();
    isDone = true;
    return result;
  } finally {
    if (!isDone) reload(log, tables);
  }
}

/** How many events lie between two reports of progress. */
const progressStep = 500;

function rebuild(
  database: SqlDatabase,
  log: EventLog,
  tables: ProjectionTables,
  plan: (event: MemoryEvent) => ChangePlan,
  onProgress: (done: number, total: number) => void,
): void {
  const total = log.count();
  emptyProjections(database);
  reload(log, tables);
  let done = 0;
  log.replay((event) => {
    writeChanges(tables, plan(event));
    done += 1;
    if (done % progressStep === 0 || done === total) onProgress(done, total);
  });
  flush(tables);
  tables.vectors.sweep();
}

function emptyProjections(database: SqlDatabase): void {
  database.exec(`
    INSERT INTO trace_word (trace_word) VALUES ('delete-all');
    DELETE FROM event_mark;
    DELETE FROM rehearsal;
    DELETE FROM standing;
    DELETE FROM wording;
    DELETE FROM error_case;
    DELETE FROM fingerprint_key;
    DELETE FROM episode;
    DELETE FROM appraisal;
    DELETE FROM gist;
    DELETE FROM link;
    DELETE FROM node;
    DELETE FROM project;
  `);
}

function reads(
  database: SqlDatabase,
  log: EventLog,
  tables: ProjectionTables,
  ledger: LedgerTable,
  answers: AnswerTable,
) {
  const { projects, nodes, appraisals, links, episodes, errorCases, gists, standings, tags, traces, vectors } = tables;
  const countRows = createRowCounter(database);
  return {
    projects: () => projects.all(),
    openEpisode: (project) => episodes.open(project),
    episode: (id) => episodes.byId(id),
    episodes(project, { limit, offset, text }) {
      if (text === undefined || text.trim() === '') return episodes.page(project, limit, offset);
      return episodes.page(project, limit, offset, text.trim(), traces.queryForTyped(project, text));
    },
    episodeOfEvent: (seq) => episodes.ofEvent(seq),
    eventsOfEpisode: (id, limit) => log.at(episodes.seqsOf(id, limit)),
    seqsOfEpisode: (id, limit) => episodes.seqsOf(id, limit),
    event: (id) => log.byId(id),
    eventByStart: (project, idStart) => log.byStart(project, idStart),
    eventAt: (seq) => log.bySeq(seq),
    eventsAt: (project, seqs) => log.bySeqs(project, seqs),
    hasEvent: (id) => log.has(id),
    tagsOf: (seq) => tags.of(seq),
    log: () => log.all(),
    reload: () => reload(log, tables),
    editsBetween: (project, afterSeq, beforeSeq, limit) => log.editsBetween(project, afterSeq, beforeSeq, limit),
    openCase: (project, instance) => errorCases.openCase(project, instance),
    cases: (project, fingerprint, limit) => errorCases.byFingerprint(project, fingerprint, limit),
    node: (project, kind, key) => nodes.byKey(project, kind, key),
    nodeById: (id) => nodes.byId(id),
    nodesById: (ids) => nodes.byIds(ids),
    appraisals: (nodeId) => appraisals.of(nodeId),
    nodes: (project, kind, limit) => nodes.mostUsed(project, kind, limit),
    links: (nodeId, { kinds, limit }) => links.of(nodeId, kinds, limit),
    newestLinks: (nodeId, ways, limit) => links.newest(nodeId, ways, limit),
    strongestLinks: (project, kind, limit) => links.strongest(project, kind, limit),
    timeOfRecent: (project, kind, back) => log.timeOfRecent(project, kind, back),
    ledger: () => ledger.all(),
    answerTallies: (fromDay) => answers.since(fromDay),
    eventsOfKind: (project, kind, limit) => log.ofKind(project, kind, limit),
    lessonsAfter: (project, afterSeq, limit) => log.lessonsAfter(project, afterSeq, limit),
    countOfKinds: (project, kinds, beforeSeq) => log.countOfKinds(project, kinds, beforeSeq),
    latestOfKinds: (project, kinds, beforeSeq, limit) => log.latestOfKinds(project, kinds, beforeSeq, limit),
    eventsAtPath: (project, path, limit) => log.at(log.seqsAtPath(project, path, limit)),
    seqsAtPath: (project, path, limit) => log.seqsAtPath(project, path, limit),
    commitHeads: (project, limit) => log.commitHeads(project, limit),
    placeAfter: (project, afterSeq, n) => log.placeAfter(project, afterSeq, n),
    countAfter: (project, afterSeq) => log.countAfter(project, afterSeq),
    lastSeq: () => log.lastSeq(),
    gists(project, limit) {
      nodes.flush();
      return gists.all(project, limit);
    },
    gist(project, key) {
      nodes.flush();
      return gists.byKey(project, key);
    },
    searchText: traces.search,
    latestWith: traces.latestWith,
    documentFrequency: (project, word) => traces.frequency(project, word),
    documentCount: (project) => traces.count(project),
    standing: (project, subject) => standings.of(project, subject),
    standings: (project, limit) => standings.all(project, limit),
    counts: (project) => ({ events: log.count(project), ...countRows(project) }),
    unencoded: (encoderId, limit) => vectors.unencoded(encoderId, limit),
    vectorsOf: (encoderId) => vectors.all(encoderId),
    vectorCount: (encoderId) => vectors.count(encoderId),
    projectsWithVectors: (encoderId) => vectors.projects(encoderId),
    vectorExtent: (encoderId, project, lastRow) => vectors.extent(encoderId, project, lastRow),
    vectorRows: (encoderId, project, afterRow, limit) => vectors.rows(encoderId, project, afterRow, limit),
    atOneMoment: (work) => {
      // The connection that writes is another one.
      reload(log, tables);
      return database.atOneMoment(work);
    },
    dump: () => dumpMemory(database, links),
    digest: () => digestMemory(database, links),
    usedBytes: () => usedBytes(database),
    problems: () => findProblems(database, 'integrity_check'),
  } satisfies Omit<SqliteStore, 'driver' | keyof ReturnType<typeof writes> | keyof ReturnType<typeof forgets>>;
}
