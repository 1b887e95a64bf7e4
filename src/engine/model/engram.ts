// An event made ready to be learned: what it can be recognised by, what can be found in it, how it felt.
import type { AppraisalReason } from './appraisal.ts';
import type { Draft, MemoryEvent } from './event.ts';
import type { Cue } from './node.ts';
import type { OutputError } from './output-error-reader.ts';
import type { TestRun } from './test-run.ts';
import type { Valence } from './valence.ts';

export const refusalReasons = [
  'malformed',
  'excluded',
  'ignored',
  'outside',
  'too-large',
  'paused',
  'duplicate',
  'forgotten',
  'unremarkable',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** The gate's verdict on one observation. */
export type Admission =
  | { readonly admitted: true; readonly draft: Draft /** Secrets taken out. */; readonly redactions: number }
  | { readonly admitted: false; readonly id: string; readonly reason: RefusalReason };

/** The searchable text of an event, by field, since a word in a title weighs more than one in a patch. */
export interface Trace {
  readonly title: string;
  readonly body: string;
  /** Paths and symbols, as words too: `src/retry-queue.ts retry queue`. */
  readonly places: string;
}

export interface Engram {
  readonly event: MemoryEvent;
  /** Without repeats, the main one first. */
  readonly cues: readonly Cue[];
  /** Of an error event: what stays the same when the error is met elsewhere. */
  readonly fingerprint?: string;
  /** Of a command that ran tests. */
  readonly testRun?: TestRun;
  /** Of a command that failed: what it told of, each recognisable as if it were met in the editor. */
  readonly outputErrors?: readonly (OutputError & { readonly fingerprint: string })[];
  /** Absent where there is nothing to find. */
  readonly trace?: Trace;
  readonly valence: Valence;
  /** Why it felt so; absent where it says nothing. */
  readonly reason?: AppraisalReason;
}
