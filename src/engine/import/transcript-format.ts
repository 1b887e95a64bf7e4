// What a parser of one agent's transcripts is: it says where the files are and reads them into steps. Each stands in a
// file of its own with a version, since the formats are not ours and drift: a higher version reads all files again.
import type { AgentPlaces } from '../model/transcript.ts';
import type { AgentStep } from './agent-step.ts';

export interface TranscriptFile {
  readonly path: string;
  /** The folder the session worked in, where the file's place tells it. */
  readonly folder?: string;
  readonly session?: string;
  /** Another file of the same session, which may not be there. */
  readonly companion?: string;
}

/** A call of a tool, as it is begun. */
export interface BegunCall {
  readonly id: string;
  readonly tool: string;
  readonly input: unknown;
  /** Unix time in ms. */
  readonly at: number;
}

/** What reading the lines so far has left. */
export interface LineState {
  session?: string;
  /** The folder the session works in. */
  folder?: string;
  /** The line that the next one is expected to follow. */
  lastLine?: string;
  /** Unix time in ms. */
  lastAt: number;
  /** Calls without a result yet. */
  calls: BegunCall[];
}

export interface Reading {
  readonly session: string | undefined;
  readonly folder: string | undefined;
  readonly steps: readonly AgentStep[];
}

interface FormatHead {
  readonly version: number;
  /** Files of sessions that worked in the folder, and maybe of others: what is read tells. */
  find(places: AgentPlaces, folder: string): Promise<TranscriptFile[]>;
}

/** Grows by whole lines of JSON. */
export interface LineFormat extends FormatHead {
  readonly shape: 'lines';
  /** Any JSON value may come; what is not understood gives nothing. Never throws. */
  readLine(line: unknown, state: LineState): AgentStep[];
}

/** Is written anew as a whole. */
export interface DocumentFormat extends FormatHead {
  readonly shape: 'document';
  /**
   * Any text may come. Never throws.
   *
   * @param companion what stands in the file beside it; empty without one
   */
  readDocument(text: string, file: TranscriptFile, companion: string): Reading;
}

export type TranscriptFormat = LineFormat | DocumentFormat;

const callsMax = 100;

export function beginCall(state: LineState, call: BegunCall): void {
  state.calls.push(call);
  if (state.calls.length > callsMax) state.calls.shift();
}

/** The call that the result belongs to, which then waits no more. */
export function endCall(state: LineState, id: string): BegunCall | undefined {
  const index = state.calls.findIndex((call) => call.id === id);
  return index < 0 ? undefined : state.calls.splice(index, 1)[0];
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller's files are another program's, half-written or in a form of tomorrow.
  }
}
