// What a room may ask of the edges, as types. The edges implement them; only a main.ts puts the two together.
import type { AppraisalCount } from './appraisal.ts';
import type { ChangePlan } from './change.ts';
import type { RefusalReason } from './engram.ts';
import type { ErrorCase } from './error-case.ts';
import type { Draft, FolderFacts, MemoryEvent, Observation } from './event.ts';
import type { Gist } from './gist.ts';
import type { AnswerTally } from './insight.ts';
import type { Episode, Link, LinkKind, LinkWay, MemoryNode, NearLink, NodeKind } from './node.ts';
import type { Project } from './project.ts';
import type { Standing } from './standing.ts';
import type { Tags } from './tags.ts';
import type { TranscriptPosition } from './transcript.ts';

/** Looks into the memory as it is now. Every call is synchronous and bounded by its `limit`. */
export interface MemoryReader {
  projects(): Project[];
  /** The episode of the project that events may still join. */
  openEpisode(project: string): Episode | undefined;
  episode(id: string): Episode | undefined;
  /** Newest first. `text` narrows to episodes whose title or events match. */
  episodes(
    project: string,
    options: { readonly limit: number; readonly offset: number; readonly text?: string },
  ): { episodes: Episode[]; total: number };
  episodeOfEvent(seq: number): Episode | undefined;
  /** In the order of the log. */
  eventsOfEpisode(id: string, limit: number): MemoryEvent[];
  /** Places of the same in the log. */
  seqsOfEpisode(id: string, limit: number): number[];
  event(id: string): MemoryEvent | undefined;
  eventAt(seq: number): MemoryEvent | undefined;
  /** Those of the project's that there are, in the order of the log; one look-up for all. */
  eventsAt(project: string, seqs: readonly number[]): MemoryEvent[];
  hasEvent(id: string): boolean;
  /** What the gate saw of the event; undefined for one that was logged before it kept that. */
  tagsOf(seq: number): Tags | undefined;
  /** The event whose id begins so, if there is exactly one in the project. */
  eventByStart(project: string, idStart: string): MemoryEvent | undefined;
  /** Edit events of the project with `afterSeq < seq < beforeSeq`, the latest first. */
  editsBetween(project: string, afterSeq: number, beforeSeq: number, limit: number): MemoryEvent[];
  /** The case that stands open under this instance. */
  openCase(project: string, instance: string): ErrorCase | undefined;
  /** Of one fingerprint, the latest appearance first. */
  cases(project: string, fingerprint: string, limit: number): ErrorCase[];
  node(project: string, kind: NodeKind, key: string): MemoryNode | undefined;
  nodeById(id: number): MemoryNode | undefined;
  /** Those that there are, in any order; one look-up for all. */
  nodesById(ids: readonly number[]): MemoryNode[];
  /** Why the node feels as it does, the most frequent reason first. */
  appraisals(nodeId: number): AppraisalCount[];
  /** The most used first. */
  nodes(project: string, kind: NodeKind, limit: number): MemoryNode[];
  /** Links from and to a node, the strongest first. */
  links(nodeId: number, options: { readonly kinds?: readonly LinkKind[]; readonly limit: number }): Link[];
  /** Of each way at most `limit` links, those first whose other end was met last for the first time. */
  newestLinks(nodeId: number, ways: readonly LinkWay[], limit: number): readonly NearLink[];
  /** Strongest links of one kind within a project. */
  strongestLinks(project: string, kind: LinkKind, limit: number): Link[];
  /** Events by kind, the latest first. */
  eventsOfKind(project: string, kind: MemoryEvent['kind'], limit: number): MemoryEvent[];
  /** Commits, reverts and steps of sleep behind `afterSeq`, in the order of the log. */
  lessonsAfter(project: string, afterSeq: number, limit: number): MemoryEvent[];
  /** How many events of these kinds the project has before `beforeSeq`. */
  countOfKinds(project: string, kinds: readonly MemoryEvent['kind'][], beforeSeq: number): number;
  /** Events of these kinds before `beforeSeq`, the latest first. */
  latestOfKinds(
    project: string,
    kinds: readonly MemoryEvent['kind'][],
    beforeSeq: number,
    limit: number,
  ): MemoryEvent[];
  /** Events whose refs hold the path, the latest first. */
  eventsAtPath(project: string, path: string, limit: number): MemoryEvent[];
  /** Places of the same in the log. */
  seqsAtPath(project: string, path: string, limit: number): number[];
  /** The latest commits and reverts without what they hold, the latest first. Cheap: 2,000 cost some 10 ms. */
  commitHeads(project: string, limit: number): CommitHead[];
  /** Place of the n-th event of the project after a place in the log; undefined where there are fewer. */
  placeAfter(project: string, afterSeq: number, n: number): number | undefined;
  /** Events of the project with `afterSeq < seq`, those that a sleep left not counted. */
  countAfter(project: string, afterSeq: number): number;
  /** Place of the last event in the log, of any project; 0 where there is none. */
  lastSeq(): number;
  /** Gists and beliefs, those with most to say first; those that were given up come last. */
  gists(project: string, limit: number): Gist[];
  gist(project: string, key: string): Gist | undefined;
  /**
   * Full-text search over traces; best first. `words` are plain words, matched by their stems, any of them.
   *
   * @param isBounded leaves out the commonest words where going through all that hold them would take long; true unless given
   */
  searchText(project: string, words: readonly string[], limit: number, isBounded?: boolean): LexicalHit[];
  /** Places in the log of traces that hold all of the words, by their stems; the latest first. */
  latestWith(project: string, words: readonly string[], limit: number): number[];
  /** How many traces of the project hold the word (by its stem). */
  documentFrequency(project: string, word: string): number;
  /** How many traces the project has. */
  documentCount(project: string): number;
  /** Unix time in ms of the event of the kind that lies so many back in the project; undefined where there are fewer. */
  timeOfRecent(project: string, kind: MemoryEvent['kind'], back: number): number | undefined;
  /** What was turned away, and what was taken out, since the memory began. */
  ledger(): LedgerEntry[];
  /** Who answered at what cost from a day on, in days since 1970; the earliest first. */
  answerTallies(fromDay: number): AnswerTally[];
  /** What the user has said of a memory; `subject` as in feedback. */
  standing(project: string, subject: string): Standing | undefined;
  /** Of all memories of the project of which something was said, by subject. */
  standings(project: string, limit: number): ReadonlyMap<string, Standing>;
  counts(project?: string): { events: number; episodes: number; nodes: number; links: number; errorCases: number };
}

/** How many observations of a kind were turned away for a reason; `redacted` counts secrets taken out of admitted ones. */
export interface LedgerEntry {
  readonly reason: RefusalReason | 'redacted';
  /** An event kind; empty for what had none that could be read. */
  readonly kind: string;
  readonly count: number;
}

/** A commit without its patch. */
export interface CommitHead {
  readonly seq: number;
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly kind: 'commit' | 'revert';
  readonly subject: string;
  readonly paths: readonly string[];
}

/** See `recall/rehearsal-record.ts`. */
export interface Rehearsed {
  /** Place in the log of the last commit that was predicted, or passed over. */
  readonly lastSeq: number;
  readonly numbers: Float64Array;
  /** See `recall/rehearsed-lists.ts`. */
  readonly lists: Uint8Array;
}

export interface LexicalHit {
  readonly seq: number;
  /** BM25, higher is better, in (0, ∞). */
  readonly score: number;
}

export interface VectorHit {
  readonly seq: number;
  /** Cosine similarity in [-1, 1]. */
  readonly similarity: number;
}

/** Finds traces that are near in meaning. */
export interface VectorSearch {
  /** Best first; empty while there is no encoder. */
  search(project: string, vector: Float32Array, limit: number): VectorHit[];
}

/** The disposable index over the stored vectors of one encoder. */
export interface VectorIndex extends VectorSearch {
  /** `exact` scans all; `hnsw` is approximate and quick. */
  readonly mode: 'hnsw' | 'exact';
  /** What keeps the index from being quick, as a plain sentence, where something does. */
  readonly notice?: string;
  add(project: string, vectors: readonly { readonly seq: number; readonly vector: Float32Array }[]): void;
  /** A sleep may have written the cache anew: the next search reads it. */
  refresh(): void;
}

/** The one room that writes. */
export interface MemoryStore extends MemoryReader {
  /** How far a file of an agent's sessions was read for the project. */
  transcriptPosition(project: string, path: string): TranscriptPosition | undefined;
  keepTranscriptPosition(project: string, position: TranscriptPosition): void;
  /**
   * Appends the drafts and commits, in one transaction, what `plan` makes of each; drafts whose id is in the log
   * already are passed over. When it returns, they are on disk.
   *
   * @returns ids of those that were new
   */
  append(drafts: readonly Draft[], plan: (event: MemoryEvent) => ChangePlan): string[];
  /** Empties every projection and derives it again from the log, in one transaction. */
  rebuild(plan: (event: MemoryEvent) => ChangePlan, onProgress?: (done: number, total: number) => void): void;
  /** The version that derived the projections; empty where none said so. */
  derivedBy(): string;
  markDerived(by: string): void;
  /** Adds to the ledger: counts, no text. */
  countTurnedAway(entries: readonly LedgerEntry[]): void;
  /** Adds to the sums of their days. */
  countAnswers(tallies: readonly AnswerTally[]): void;
  /** What priming learned of the project by predicting its commits, as it was kept last. */
  rehearsed(project: string): Rehearsed | undefined;
  keepRehearsed(project: string, rehearsed: Rehearsed): void;
  /** Places in the log of traces that have no vector of this encoder yet, oldest first. */
  unencoded(encoderId: string, limit: number): number[];
  /** Vectors of all other encoders go, and their indexes. */
  keepVectorsOf(encoderId: string): void;
  writeVectors(encoderId: string, vectors: readonly { seq: number; vector: Float32Array }[]): void;
  vectorsOf(encoderId: string): Iterable<{ seq: number; project: string; vector: Float32Array }>;
  vectorCount(encoderId: string): number;
  /** A canonical text of all projections, without row numbers, for comparing two memories. */
  dump(): string;
  /** The same for two memories when their dumps are. Costs no memory, however much is remembered. */
  digest(): string;
  /** The whole log, from the first event to the last. */
  log(): Iterable<MemoryEvent>;
  /** Whether something was forgotten on request that had one of these identities; see `forget/identity.ts`. */
  isForgotten(identities: readonly string[]): boolean;
  /**
   * Cleans the files of what was taken out of the log, where a crash kept that from being done then.
   *
   * @returns whether it was due
   */
  scrubIfDue(): boolean;
  /** Another process has written to the memory: what is kept of it outside the database is read again. */
  reload(): void;
  /** Lets go of what is kept at hand for speed alone; it is read again when it is asked for. */
  letGo(): void;
  /** What the memory takes up on the disk. */
  usedBytes(): number;
  /** Runs the database's own check. Empty when it is sound. */
  problems(): string[];
  close(): void;
}

/**
 * Words, by their stems, to how near they are to each other in meaning.
 *
 * @returns cosines in [-1, 1], for each of `said` those with all of `asked`, in order
 */
export type CompareWords = (asked: readonly string[], said: readonly string[]) => Float32Array;

/** A question as the encoder has it; empty while there is none, and recall is lexical then. */
export interface QuestionMeaning {
  readonly vectors?: VectorSearch;
  /** All zero where the encoder knows no word of the question. */
  readonly queryVector?: Float32Array;
  /** Absent where the encoder compares no words; a word is then near to itself alone. */
  readonly compareWords?: CompareWords | undefined;
}

/** Text to vectors. */
export interface Encoder {
  /** Names model and version; vectors of different encoders never meet. */
  readonly id: string;
  readonly dimensions: number;
  /** One unit vector a text, in order. A text without any known word gives a zero vector. */
  encode(texts: readonly string[]): Promise<Float32Array[]>;
  /** Absent where it knows texts only as wholes. What it gives is used at once and not kept. */
  wordComparer?(): Promise<CompareWords>;
  close(): Promise<void>;
}

/** Of paths relative to a working tree's root, those that the repository ignores. Never rejects. */
export type FindIgnored = (root: string, paths: readonly string[]) => Promise<ReadonlySet<string>>;

/** Reads a folder's identity from disk. */
export type IdentifyFolder = (folder: string) => Promise<{ root: string; facts: FolderFacts; problems: string[] }>;

/** The name under which the developer commits in a folder; undefined where there is none. Never rejects. */
export type FindAuthor = (folder: string) => Promise<string | undefined>;

export interface HistoryProgress {
  readonly done: number;
  readonly total: number;
}

/** What an import of the past brought. */
export interface ImportReport {
  readonly imported: number;
  readonly alreadyKnown: number;
  readonly cancelled: boolean;
  readonly durationMs: number;
  /** Plain sentences for the user. */
  readonly problems: readonly string[];
}

/** Reads the commits of a repository that are not yet known, oldest first, in batches. */
export type ReadHistory = (options: {
  readonly root: string;
  /** Put before the sha to make an event id, so that forks in one memory do not share commits. */
  readonly idPrefix: string;
  /** Whether this commit is in the log already, by the event id it would get. */
  readonly isKnown: (eventId: string) => boolean;
  readonly signal: AbortSignal;
  readonly onProblem: (problem: string) => void;
}) => AsyncIterable<HistoryProgress & { readonly observations: Observation[] }>;
