// What the memory should become. Rooms that think return these; the store alone makes them true.

import type { AppraisalReason } from './appraisal.ts';
import type { Trace } from './engram.ts';
import type { ErrorCase } from './error-case.ts';
import type { Actor, Clearing, Hunk } from './event.ts';
import type { GistDraft } from './gist.ts';
import type { LinkKind, NodeKind, Outcome } from './node.ts';
import type { Project } from './project.ts';
import type { Standing } from './standing.ts';
import type { Tags } from './tags.ts';
import type { Valence } from './valence.ts';

/** A node by its natural key, inside the project of the change. */
export interface NodeRef {
  readonly kind: NodeKind;
  readonly key: string;
}

export type MemoryChange =
  | { readonly op: 'know-project'; readonly project: Project }
  /** Begins an episode. One that begins open closes the one that was open in the project; one that begins closed leaves it. */
  | {
      readonly op: 'begin-episode';
      readonly id: string;
      readonly title: string;
      readonly at: number;
      readonly actor: Actor;
      readonly isOpen: boolean;
    }
  /** The event at `seq` joins the episode. */
  | {
      readonly op: 'join-episode';
      readonly id: string;
      readonly seq: number;
      readonly at: number;
      readonly actor: Actor;
      readonly title?: string;
      readonly outcome?: Outcome;
    }
  /** No event joins it any more. */
  | { readonly op: 'end-episode'; readonly id: string }
  /** What came later shows how an earlier episode ended. */
  | { readonly op: 'judge-episode'; readonly id: string; readonly outcome: Outcome }
  /** A node was met: it is made if it is new, its use is counted, its valence updated, the reason for that counted. */
  | {
      readonly op: 'meet';
      readonly node: NodeRef;
      readonly at: number;
      readonly valence: Valence;
      readonly because?: { readonly reason: AppraisalReason; readonly seq: number };
    }
  /** A link is made if it is new, else strengthened by `delta`. Both ends must have been met. */
  | {
      readonly op: 'strengthen';
      readonly from: NodeRef;
      readonly to: NodeRef;
      readonly kind: LinkKind;
      readonly delta: number;
      readonly at: number;
    }
  /** A file goes by another name; what is known of it goes along. */
  | { readonly op: 'rename'; readonly kind: NodeKind; readonly was: string; readonly key: string }
  | { readonly op: 'open-case'; readonly errorCase: Omit<ErrorCase, 'project' | 'cleared'> }
  | {
      readonly op: 'clear-case';
      readonly instance: string;
      readonly seq: number;
      readonly at: number;
      readonly how: Clearing;
      readonly hunks: readonly Hunk[];
    }
  /** A gist is as the draft says, whatever was known of it; `at` is when that was learned. */
  | { readonly op: 'hold-gist'; readonly gist: GistDraft; readonly at: number }
  /** A gist is given up: what it spoke of is no more. */
  | { readonly op: 'end-gist'; readonly key: string; readonly heldTo: number; readonly at: number }
  /** `words` may stand for a gist's sentence, for as long as it is this one. */
  | { readonly op: 'word-gist'; readonly key: string; readonly sentence: string; readonly words: string }
  /** What the user has said of a memory; `subject` as in feedback. */
  | { readonly op: 'set-standing'; readonly subject: string; readonly standing: Standing }
  /** What the gate saw of the event at a glance. */
  | { readonly op: 'tag'; readonly seq: number; readonly tags: Tags }
  /** Makes the event's text findable. */
  | { readonly op: 'index'; readonly seq: number; readonly trace: Trace };

/** All that one event changes. Committed as one. */
export interface ChangePlan {
  readonly project: string;
  readonly changes: readonly MemoryChange[];
}
