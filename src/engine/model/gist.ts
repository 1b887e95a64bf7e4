// What repeats over episodes, in one plain sentence with its counts: a gist of a situation, or a belief about an area or
// the whole project. It is derived in a sleep, and held for as long as what happens does not speak against it.
import type { NodeKind } from './node.ts';
import type { Valence } from './valence.ts';

export const gistForms = [
  'co-change',
  'together',
  'follows',
  'test-with',
  'fix-prone',
  'reverted',
  'word-place',
  'convention',
  'before-commit',
  'flaky',
  'fix-habit',
  'edit-rule',
] as const;
export type GistForm = (typeof gistForms)[number];

/** Forms that say which files change together: what one of them says, another may say in its place. */
export const sayTogether: ReadonlySet<GistForm> = new Set<GistForm>(['co-change', 'together']);

/** From one situation (a file, a pair of files) over an area (a folder) to the whole project. */
export const gistLevels = ['situation', 'intermediate', 'core'] as const;
export type GistLevel = (typeof gistLevels)[number];

/** An event that speaks for or against a gist. */
export interface GistWitness {
  readonly seq: number;
  readonly id: string;
}

/** A gist as a sleep plans it. */
export interface GistDraft {
  /** Unique in the project: the form and what it is about. */
  readonly key: string;
  readonly form: GistForm;
  readonly level: GistLevel;
  /** A path, a folder ending in `/`, or empty for the whole project. */
  readonly place: string;
  /** Files it speaks of, at most a few. */
  readonly paths: readonly string[];
  readonly statement: string;
  /** Occasions on which it held, and on which it did not. */
  readonly support: number;
  readonly contra: number;
  /** How often it would hold if the gist said nothing, in (0, 1). */
  readonly baseRate: number;
  /** Probability that it holds more often than it claims to, in [0, 1]. */
  readonly confidence: number;
  /** Nats by which it predicts its episodes better than the base rate does: how much there is to say. */
  readonly gain: number;
  /** Unix times in ms: from the first occasion counted; to the one at which it was given up, absent while it is held. */
  readonly heldFrom: number;
  readonly heldTo?: number;
  readonly lastAt: number;
  readonly valence: Valence;
  /** The latest first, at most `witnessesMax` each. */
  readonly evidence: readonly GistWitness[];
  readonly counterEvidence: readonly GistWitness[];
}

export const witnessesMax = 20;

export interface Gist extends Omit<GistDraft, 'evidence' | 'counterEvidence' | 'lastAt' | 'valence'> {
  readonly nodeId: number;
  /** Event ids, the latest first. */
  readonly evidence: readonly string[];
  readonly counterEvidence: readonly string[];
  readonly valence: Valence;
  /** What the editor's language model made of the statement, of just this one. For people to read: nothing is answered by it. */
  readonly wording?: string;
  /** Unix times in ms of the sleeps in which it was first learned, and in which it was given up. */
  readonly learnedAt: number;
  readonly unlearnedAt?: number;
}

/**
 * Gists of situations are nodes of their own kind, and so are rules that say what to do; what holds for an area or the
 * project is a belief.
 */
export function nodeKindOf({
  level,
  form,
}: Pick<GistDraft, 'level' | 'form'>): Extract<NodeKind, 'gist' | 'belief' | 'rule'> {
  if (form === 'edit-rule') return 'rule';
  return level === 'situation' ? 'gist' : 'belief';
}
