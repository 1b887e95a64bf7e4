// What is at hand and what it brings to mind. A prime is offered unasked, so each says why it came and how likely it is
// to be needed.
import type { ErrorCue } from './recollection.ts';
import type { Valence } from './valence.ts';

/** All may be missing; paths are relative to the project's root. */
export interface PrimeContext {
  readonly path?: string;
  /** What changes in the file at hand, without signs. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** What is to be done, in words. */
  readonly text?: string;
  readonly error?: Pick<ErrorCue, 'tool' | 'code' | 'message'>;
  /** Paths that need not be named. */
  readonly exclude: readonly string[];
}

export type PrimedKind = 'file' | 'symbol' | 'command' | 'episode' | 'gist' | 'warning';

export interface PrimingReason {
  /** Follows "because it", such as `changes together with this file`. */
  readonly phrase: string;
  /** What at hand it follows from: a path, a word, an error's message. */
  readonly cue: string;
  /** Natural log-odds, above 0. */
  readonly weight: number;
  /** That it belongs with what is at hand, and not only that it changes often; said of files. */
  readonly isTie?: boolean;
}

export interface PrimedItem {
  readonly kind: PrimedKind;
  /** Relative path for a file and a warning, id for an episode, else the node's key. */
  readonly key: string;
  readonly label: string;
  /** That it will be needed, in [0, 1]. */
  readonly probability: number;
  /** The strongest first. */
  readonly reasons: readonly PrimingReason[];
  /** Absent where nothing was judged. */
  readonly valence?: Valence;
}

export interface Priming {
  /** Best first. */
  readonly items: readonly PrimedItem[];
  /** False where a deliberate recall may find what this did not. */
  readonly isSure: boolean;
  /** False while the history is still being learned. */
  readonly isWhole: boolean;
}
