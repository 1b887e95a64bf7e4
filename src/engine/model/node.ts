// The memory as a graph: cues and episodes are nodes, what holds them together are links.
import type { Actor } from './event.ts';
import type { Valence } from './valence.ts';

export const cueKinds = ['file', 'symbol', 'error', 'command', 'package', 'term'] as const;
export type CueKind = (typeof cueKinds)[number];
/** A `folder` is never a cue: it holds what was felt in the files under it. Its key is its path, empty for the root. */
export type NodeKind = CueKind | 'folder' | 'episode' | 'gist' | 'belief' | 'rule';

/** What a moment can be recognised by. The key is exact: a relative path, an error fingerprint, a command line. */
export interface Cue {
  readonly kind: CueKind;
  readonly key: string;
}

/**
 * Key of a symbol's node.
 *
 * @param symbol its name with the names of what encloses it: `Queue.push`
 */
export function symbolKey(path: string, symbol: string): string {
  return `${path}#${symbol}`;
}

export interface MemoryNode {
  readonly id: number;
  readonly project: string;
  readonly kind: NodeKind;
  readonly key: string;
  /** How often it was met. */
  readonly uses: number;
  /** Unix times in ms. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly valence: Valence;
}

/** Of a term's key, when it stands for a question that System 2 worked out; the id of its event follows. */
export const askedPrefix = 'asked ';

/** Stored by their place in this list: new ones go to its end. */
export const linkKinds = [
  'mentions',
  'next',
  'edited-with',
  'caused',
  'fixed-by',
  'tried',
  'supports',
  'contradicts',
  'abstracts',
  'compiled',
] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link {
  readonly from: number;
  readonly to: number;
  readonly kind: LinkKind;
  /** Learned at once, in [0, ∞). */
  readonly fast: number;
  /** Consolidated by sleep, in [0, ∞). */
  readonly slow: number;
  readonly uses: number;
  /** Unix time in ms. */
  readonly lastAt: number;
}

/** A kind of link, followed from its beginning or from its end. */
export interface LinkWay {
  readonly kind: LinkKind;
  readonly direction: 'out' | 'in';
}

/** A link as it is seen from one of its ends. */
export interface NearLink {
  /** Of the node at the other end. */
  readonly id: number;
  readonly kind: LinkKind;
  readonly strength: number;
}

export type Outcome = 'resolved' | 'failed' | 'abandoned' | 'open';

/** A contiguous stretch of work with one purpose. Its id is the id of the event that began it. */
export interface Episode {
  readonly id: string;
  readonly nodeId: number;
  readonly project: string;
  readonly title: string;
  /** Unix times in ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
  readonly actors: readonly Actor[];
  readonly eventCount: number;
  /** Events may still join it. */
  readonly isOpen: boolean;
}

/**
 * How an event stands to the episodes:
 * `alone` makes an episode of its own, closed at once, while the open one goes on; `end` does so and closes the open one
 * with it; `begin` opens a new one; `join` belongs to the open one; `none` belongs to no episode.
 */
export type EpisodeBoundary = 'alone' | 'end' | 'begin' | 'join' | 'none';
