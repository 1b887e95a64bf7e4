// One stay of one error at one place: when it appeared, whether and how it went away. What déjà vu recalls.
import type { Clearing, Hunk } from './event.ts';

export interface ErrorCase {
  readonly project: string;
  readonly fingerprint: string;
  readonly instance: string;
  readonly path: string;
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  /** Starts at 1. */
  readonly line: number;
  readonly lineText: string;
  /** Id of the episode in which it appeared. */
  readonly episode: string;
  readonly appearedSeq: number;
  /** Unix time in ms. */
  readonly appearedAt: number;
  /** Absent while the error stands. */
  readonly cleared?: {
    readonly seq: number;
    /** Unix time in ms. */
    readonly at: number;
    readonly how: Clearing;
    /** Nearest to the error first; of other files where `how` is `elsewhere`. */
    readonly hunks: readonly Hunk[];
  };
}

/** Whether the case shows how to fix the error: it was cleared by changing the code, not by taking the code away. */
export function teachesFix(errorCase: ErrorCase): boolean {
  const how = errorCase.cleared?.how;
  return (how === 'edit' || how === 'elsewhere') && errorCase.cleared!.hunks.length > 0;
}
