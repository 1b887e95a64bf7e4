// What happened, as the log keeps it. Every other thing the memory knows is derived from these events and can be
// derived again.

export const eventKinds = [
  'edit',
  'save',
  'open',
  'dwell',
  'diagnostic',
  'command',
  'exception',
  'test',
  'commit',
  'revert',
  'checkout',
  'agent-turn',
  'agent-action',
  'recall',
  'prime',
  'feedback',
  'note',
  'investigation',
  'wording',
  'forget',
  'sleep',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** Who did it. `history` is what an import found, so nobody was watched doing it. */
export type Actor = 'developer' | 'history' | `agent:${string}` | `tool:${string}`;

/** One changed stretch of a text. Lines carry no line ends. */
export interface Hunk {
  /** Relative to the project's root, POSIX separators, in an event; absolute in an observation. */
  readonly path: string;
  /** First line of the stretch in the text before; line numbers start at 1. For a pure insertion, the line it pushes down. */
  readonly startLine: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The unchanged lines directly above, at most `contextLinesMax`, so that the change can be read; teaches nothing. */
  readonly lead?: readonly string[];
  /** The unchanged lines directly below, likewise. */
  readonly trail?: readonly string[];
  /** The definition that it stands in afterwards, with what encloses that: `Queue.push`; absent where nobody said. */
  readonly symbol?: string;
}

/** How much of what surrounds a change is remembered with it, above and below. */
export const contextLinesMax = 3;

/** What an event says beside its encoded trace may be let go for want of space. */
export interface Fading {
  readonly faded?: true;
}

/** Whether only the encoded trace of the event is left. */
export function isFaded({ data }: Pick<MemoryEvent, 'data'>): boolean {
  return 'faded' in data && data.faded === true;
}

/** Changes of which the lines are known still. */
export function hunksLeft(event: MemoryEvent): readonly Hunk[] {
  if (!('hunks' in event.data)) return [];
  // An edit keeps what it changed.
  return isFaded(event) && event.kind !== 'edit' ? [] : event.data.hunks;
}

/** In the record of a forgetting: the wording of events was let go, to keep within the budget of space. */
export const budgetSelector = 'budget';

/** How an error went away. Only `edit` and `elsewhere` teach a fix. */
export const clearings = ['edit', 'undo', 'removal', 'elsewhere'] as const;
export type Clearing = (typeof clearings)[number];

export interface DiagnosticAppeared {
  readonly change: 'appeared';
  /** Ties the appearance to its resolution; unique for one stay of one error at one place. */
  readonly instance: string;
  /** The tool that reported it: `ts`, `eslint`, ... */
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  /** Starts at 1. */
  readonly line: number;
  readonly lineText: string;
}

export interface DiagnosticResolved extends Omit<DiagnosticAppeared, 'change'> {
  readonly change: 'resolved';
  readonly clearing: Clearing;
  /** What changed in the file between the appearance and the resolution, nearest to the error first. */
  readonly hunks: readonly Hunk[];
}

/** A command that ended, typed into a terminal or run as a task (`tool:task`). The event's text is its command line. */
export interface CommandData extends Fading {
  /** Absent where the shell did not say, as after an interruption. */
  readonly exitCode?: number;
  readonly durationMs: number;
  /** The end of what it wrote, as plain text; empty where nothing could be read. */
  readonly output: string;
}

export function hasFailed({ exitCode }: CommandData): boolean {
  return exitCode !== undefined && exitCode !== 0;
}

/** An exception that a debugger stopped at, or that ended the program. The event's text is `type: message`. */
export interface ExceptionData {
  readonly type: string;
  readonly message: string;
  /** The innermost call in the project's own code; its file is the event's first ref. */
  readonly frame?: { readonly function: string /** Starts at 1. */; readonly line: number };
  /** The program has run to its end again, without it. */
  readonly gone?: true;
}

/** A run of tests as a report told of it, in the form of a `TestRun`. The event's text is the report's name. */
export interface TestReport {
  readonly tool: 'junit';
  /** By name, bounded. */
  readonly failed: readonly string[];
  readonly passed: readonly string[];
  readonly failedCount: number;
  readonly passedCount: number;
}

/** One file as a commit changed it. */
export interface FileChange {
  readonly path: string;
  /** The former path, when the file was renamed. */
  readonly was?: string;
  readonly status: 'A' | 'M' | 'D' | 'R';
  /** Lines. */
  readonly added: number;
  readonly deleted: number;
}

export interface CommitData extends Fading {
  readonly sha: string;
  readonly author: string;
  readonly subject: string;
  readonly body: string;
  readonly files: readonly FileChange[];
  /** Bounded excerpts of the patch, so that what was written can be found; not the whole diff. */
  readonly hunks: readonly Hunk[];
  /** The commit that this one takes back, for a `revert`. */
  readonly reverts?: string;
}

/** What System 2 made of a question, which is the event's text; links are compiled from it. */
export interface RecallData {
  /** Of a dream: the id of the event that holds the question. It has no words of its own, so that they are forgotten with it. */
  readonly again?: string;
  readonly state: string;
  /** Share of the question that the evidence answers, in [0, 1]. */
  readonly answered: number;
  /** What the question asks about: stems, words for one deed sharing one. */
  readonly terms: readonly string[];
  /** Ids of the events that answer together, the best first; none where nothing does. */
  readonly evidence: readonly string[];
  /** 0 where the first look saw that thinking it over would bring nothing: the question stays open. */
  readonly steps: number;
  readonly events: number;
}

/** A belief in the words of the editor's language model, which are the event's text. */
export interface WordingData {
  /** Of the gist. */
  readonly key: string;
  /** The gist's own, as it was put to the model. */
  readonly sentence: string;
  /** Its name. */
  readonly model: string;
  /** Ids of the events on which the gist rests: what is said of them goes with any of them. */
  readonly evidence: readonly string[];
}

export const sleepStages = ['places', 'areas', 'project', 'habits', 'rules'] as const;
export type SleepStage = (typeof sleepStages)[number];

/**
 * One step of a night: the log between two of its places was gone through for one purpose. What it taught is no part
 * of the event; whoever derives the memory plans it anew from the state at this place of the log.
 */
export interface SleepData {
  readonly stage: SleepStage;
  /** Places in the log; the step covers `fromSeq < seq <= toSeq`. */
  readonly fromSeq: number;
  readonly toSeq: number;
  /** What the whole night covers, likewise. */
  readonly nightFromSeq: number;
  readonly nightToSeq: number;
}

/** Facts that identify a project: see `project.ts`. An `open` event without a path opens the folder itself. */
export interface FolderFacts {
  readonly name: string;
  /** Real path of the git common directory; the folder itself where there is no repository. Shared by worktrees. */
  readonly commonDir: string;
  /** Normalised, such as `host/owner/name`; absent where there is none. */
  readonly remote?: string;
  /** Sha of the first root commit; absent in a shallow clone and where there is no commit. */
  readonly firstCommit?: string;
}

/** Something said in an agent's session, by the developer or by the agent: the event's actor tells. Its text is what was said. */
export interface AgentTurnData extends Fading {
  readonly session: string;
  /** Of what was said in full, where its wording was let go: see `turnDigest`. */
  readonly digest?: string;
  /** The developer turns down what the agent just did. */
  readonly corrects?: true;
  /** The conversation went back to before it. */
  readonly deadEnd?: true;
}

/** What an agent did beside editing and running commands, and edits that failed. Its text says what. */
export interface AgentActionData extends Fading {
  readonly session: string;
  readonly tool: string;
  readonly failed?: true;
  /** The end of what a failed one said. */
  readonly output?: string;
  readonly deadEnd?: true;
}

/** The last four are about the memory itself: see `standing.ts`. */
export const feedbackVerdicts = [
  'accepted',
  'opened',
  'ignored',
  'dismissed',
  'corrected',
  'restored',
  'pinned',
  'unpinned',
] as const;
export type FeedbackVerdict = (typeof feedbackVerdicts)[number];

/** Of kinds, those that a sensor saw or a history tells: what was done, and what came of it. */
export const happenings: ReadonlySet<EventKind> = new Set<EventKind>([
  'edit',
  'diagnostic',
  'command',
  'exception',
  'test',
  'commit',
  'revert',
]);

export interface EventDataByKind {
  edit: Fading & { readonly hunks: readonly Hunk[]; readonly cause: 'typed' | 'undo' | 'redo' | 'external' };
  save: { readonly manual: boolean };
  open: { readonly folder?: FolderFacts };
  dwell: { readonly durationMs: number };
  diagnostic: DiagnosticAppeared | DiagnosticResolved;
  command: CommandData;
  exception: ExceptionData;
  test: TestReport;
  commit: CommitData;
  revert: CommitData;
  /** The first digits of the commit stand for a branch where there is none. */
  checkout: { readonly branch: string; readonly was?: string };
  'agent-turn': AgentTurnData;
  'agent-action': AgentActionData;
  recall: RecallData;
  prime: { readonly surface: string; readonly subject: string };
  feedback: {
    readonly verdict: FeedbackVerdict;
    /** Id of an event or an episode, or `kind:key` of a node. */
    readonly subject: string;
    readonly reason?: string;
    /** Of what is corrected: it was true until then. Unix time in ms. */
    readonly until?: number;
    /** The probability with which it was given as an answer, in [0, 1]. */
    readonly claimed?: number;
    /** Of an answer: its probability before what users said of others was heeded, in [0, 1]. */
    readonly estimated?: number;
  };
  note: Record<string, never>;
  /**
   * What a look at a place brought is the event's text; `subject` is what was wondered about, as in feedback. `place` is a
   * file, or a folder ending in `/`, relative to the root.
   */
  investigation: { readonly command: string; readonly subject?: string; readonly place?: string };
  wording: WordingData;
  /**
   * The kind of the selector and how many events went; never what was asked for. For want of space, `budgetSelector`: no
   * event went, but the wording of so many, which stand in so many episodes.
   */
  forget: { readonly selector: string; readonly removed: number; readonly episodes?: number };
  sleep: SleepData;
}

interface ObservationOf<K extends EventKind> {
  /** Given by the client. Two observations with one id are one event, so a redelivery is harmless. */
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly kind: K;
  readonly actor: Actor;
  /** Absolute path of the folder it happened in. */
  readonly folder: string;
  /** Absolute paths of the files concerned, the main one first. */
  readonly paths: readonly string[];
  readonly text: string;
  readonly data: EventDataByKind[K];
}

/** What a sensor or an import reports. It has not passed the gate: it may hold secrets and foreign paths. */
export type Observation = { [K in EventKind]: ObservationOf<K> }[EventKind];

interface EventOf<K extends EventKind> {
  /** Place in the log, ascending, never reused. */
  readonly seq: number;
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly kind: K;
  readonly actor: Actor;
  /** Id of the project: see `project.ts`. */
  readonly project: string;
  /** Paths relative to the project's root, POSIX separators, the main one first. */
  readonly refs: readonly string[];
  readonly text: string;
  readonly data: EventDataByKind[K];
}

/** An observation that passed the gate and was acknowledged. */
export type MemoryEvent = { [K in EventKind]: EventOf<K> }[EventKind];

/** An event before the log gives it its place. */
export type Draft = { [K in EventKind]: Omit<EventOf<K>, 'seq'> }[EventKind];
