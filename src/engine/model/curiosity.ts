// What the memory would like to know: a place or a belief, why, and what a look at it has brought.
import type { CommitData } from './event.ts';

export const wonderKinds = ['area', 'belief', 'file'] as const;
export type WonderKind = (typeof wonderKinds)[number];

export interface Wonder {
  /** Unique in the project: the kind and what it is about. */
  readonly key: string;
  readonly kind: WonderKind;
  /** What is wondered about, as the user knows it: a path, a folder ending in `/`, the sentence of a belief. */
  readonly title: string;
  /** A plain sentence. */
  readonly reason: string;
  /** A file, or a folder ending in `/`, relative to the root. */
  readonly place: string;
  /** Files that stand for it, at most three. */
  readonly paths: readonly string[];
  /** What a look is expected to bring to the work that comes next, in [0, 1]. */
  readonly worth: number;
}

/** A wonder that was looked into, and what was found. */
export interface Finding {
  readonly text: string;
  /** Unix time in ms. */
  readonly at: number;
}

export interface CuriousItem extends Wonder {
  readonly finding?: Finding;
}

/** What was found at a place, and by which commands. */
export interface Investigation {
  readonly text: string;
  readonly command: string;
}

/** A commit as git tells it, by which it is known whether it was forgotten. */
export type ToldCommit = Pick<CommitData, 'sha' | 'author' | 'subject' | 'body'> & {
  /** Unix time in ms. */
  readonly at: number;
};

/** What git may be heard of: git keeps what was forgotten, and what was never to be remembered. */
export interface Hearing {
  readonly isForgotten: (commit: ToldCommit) => boolean;
  /** Whether the memory itself has met something in the folder, which ends in `/`. */
  readonly isMet: (folder: string) => boolean;
}

/** Looks into a place with read-only commands on this machine. Undefined where there is nothing to be seen. Never rejects. */
export type InvestigatePlace = (
  root: string,
  place: string,
  hearing: Hearing,
  signal: AbortSignal,
) => Promise<Investigation | undefined>;
