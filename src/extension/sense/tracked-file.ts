// What is known of the errors of one open file between looks, and what a look at it sees.
import type { WireHunk } from '../../protocol/observe.ts';
import type { Clearing, EditCause } from './error-clearing.ts';

/** An error as the editor shows it at one moment. */
export interface ErrorSighting {
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  /** Starts at 1. */
  readonly line: number;
  readonly lineText: string;
}

/** An error that is being followed. `line` and `lineText` are those of its snapshot. */
export interface StandingError extends ErrorSighting {
  readonly instance: string;
  /** Unix time in ms of the look that saw it first. */
  readonly seenAt: number;
  /** Where it stands now, or would stand; starts at 1. */
  readonly lineNow: number;
  /** The text it stood in when it was reported, or at the last look while it is not. */
  readonly snapshot: string;
  /** What had changed by then, since no error was half typed; absent where the file was opened with the error in it. */
  readonly introduced?: readonly WireHunk[] | undefined;
  readonly isReported: boolean;
  /** Unix time in ms since when it is not to be seen; absent while it stands. */
  readonly goneAt?: number | undefined;
}

export interface ResolvedError extends StandingError {
  readonly clearing: Clearing;
  readonly hunks: readonly WireHunk[];
}

/** What is known of one open file between looks. */
export interface TrackedFile {
  readonly errors: readonly StandingError[];
  /** The text at the last look. */
  readonly text?: string;
  /** The text at the last look at which no error was half typed. */
  readonly settledText?: string;
}

/** What the developer is doing in the file. */
export interface Editing {
  /** Absent while the file is not in front. Starts at 1. */
  readonly cursorLine?: number | undefined;
  /** Unix times in ms; 0 for never. */
  readonly editedAt: number;
  readonly savedByHandAt: number;
  readonly othersEditedAt: number;
  /** Of the last edit before the look's errors were reported. */
  readonly lastCause?: EditCause | undefined;
}

export interface Look {
  /** Unix time in ms. */
  readonly at: number;
  /** The text that `errors` were found in. */
  readonly text: string;
  readonly errors: readonly ErrorSighting[];
  readonly editing: Editing;
}

/** The reported errors of a file that stand now. */
export function standingErrors(file: TrackedFile): StandingError[] {
  return file.errors.filter((error) => error.isReported && error.goneAt === undefined);
}
