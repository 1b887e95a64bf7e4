// Why a place feels as it does: each appraisal that is added to a node's valence says for which of these reasons, and
// the memory counts them, so that a feeling can be put into words and traced to the event that gave it last.
import type { Valence } from './valence.ts';

export const appraisalReasons = [
  /** A commit changed it, and no word of repair stood in its subject. */
  'commit',
  /** A commit repaired it. */
  'repair',
  /** A commit took back what another had changed in it. */
  'revert',
  /** A commit changed lines here that soon had to be repaired. */
  'fixed-up',
  /** An error appeared. */
  'error',
  /** An error was cleared by changing the code. */
  'error-fixed',
  'exception',
  /** Tests were red, or turned red after it was edited. */
  'tests-red',
  'tests-green',
  /** An edit was taken back, or an error cleared by taking the change back. */
  'undo',
  /** A stretch of work on it took many attempts. */
  'struggle',
  /** A stretch of work on it was left with an error standing or a test red. */
  'abandoned',
  /** What an agent changed in it was turned down, or taken back by hand. */
  'corrected',
  'liked',
  'disliked',
  /** A test that turned without any change of the code: luck, which teaches nothing. */
  'flaky',
] as const;
export type AppraisalReason = (typeof appraisalReasons)[number];

/** How one event felt, and why. */
export interface Appraisal {
  readonly valence: Valence;
  /** Absent where the event says nothing. */
  readonly reason?: AppraisalReason;
}

/** How often a node was appraised for one reason. */
export interface AppraisalCount {
  readonly reason: AppraisalReason;
  readonly times: number;
  /** Unix time in ms. */
  readonly lastAt: number;
  /** Id of the event that was the last to give the reason. */
  readonly lastEvent: string;
}

/** Reasons that a place has hurt. */
export const hurtingReasons: ReadonlySet<AppraisalReason> = new Set<AppraisalReason>([
  'repair',
  'revert',
  'fixed-up',
  'exception',
  'tests-red',
  'undo',
  'struggle',
  'abandoned',
  'corrected',
]);

/**
 * The folders that hold the files, each once, from the file's own up to the project's root, whose key is the empty text.
 *
 * @param paths relative to the root, POSIX separators
 */
export function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    let end = path.lastIndexOf('/');
    while (end > 0 && !folders.has(path.slice(0, end))) {
      folders.add(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1);
    }
    folders.add('');
  }
  return [...folders];
}
