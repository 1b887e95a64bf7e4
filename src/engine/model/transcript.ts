// Sessions that coding agents have left on this machine: which agents are known, where their files lie, and how far each
// file has been read.
import type { Observation } from './event.ts';

export const agentSources = ['copilot', 'claude-code', 'codex', 'gemini-cli', 'cline', 'roo'] as const;
export type AgentSource = (typeof agentSources)[number];

/** Where agents leave their files. All paths absolute. */
export interface AgentPlaces {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The editor's folder `User`; absent where the caller is no editor. */
  readonly editorUser?: string;
  /** The editor's storage for the folder asked about; absent where the caller is no editor. */
  readonly editorStorage?: string;
}

/** How far a file has been read. It holds nothing of what was said in it. */
export interface TranscriptPosition {
  readonly path: string;
  /** Of the parser; another one begins anew. */
  readonly version: number;
  /** Bytes. */
  readonly offset: number;
  /** Tells whether it is the same file still. */
  readonly stamp: string;
  /** What the parser must know to go on. */
  readonly state: {
    readonly session?: string;
    readonly folder?: string;
    readonly lastLine?: string;
    readonly lastAt: number;
  };
}

export interface TranscriptBatch {
  /** Files. */
  readonly done: number;
  readonly total: number;
  readonly observations: readonly Observation[];
  /** To be kept once the observations are on disk. */
  readonly position: TranscriptPosition;
}

export interface TranscriptRequest {
  /** The project's root; sessions that worked elsewhere are left alone. */
  readonly root: string;
  readonly places: AgentPlaces;
}

/** Reads what is new in the files of the sources that the user consented to. */
export type ReadTranscripts = (
  options: TranscriptRequest & {
    readonly sources: readonly AgentSource[];
    readonly positionOf: (path: string) => TranscriptPosition | undefined;
    readonly signal: AbortSignal;
    readonly onProblem: (problem: string) => void;
  },
) => AsyncIterable<TranscriptBatch>;

/** How many files each source seems to have, without reading what was said in them. */
export type CountTranscripts = (
  options: TranscriptRequest,
) => Promise<{ readonly source: AgentSource; readonly files: number }[]>;
