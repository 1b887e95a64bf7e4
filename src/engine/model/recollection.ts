// What recall gives back: never a bare claim, always with how sure it is and the evidence to open.
import type { AppraisalCount } from './appraisal.ts';
import type { Hunk } from './event.ts';
import type { Episode, LinkKind, NodeKind } from './node.ts';
import type { ReportedError } from './syntax-error.ts';
import type { Valence } from './valence.ts';

/** From design: graded knowing. `known` has verbatim evidence; `unknown` abstains. */
export const epistemicStates = ['known', 'familiar', 'tip-of-the-tongue', 'contested', 'stale', 'unknown'] as const;
export type EpistemicState = (typeof epistemicStates)[number];

/** Something a person can open and check. */
export interface Evidence {
  /** Id of the event. */
  readonly event: string;
  /** Id of the episode the event belongs to. */
  readonly episode: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly title: string;
  /** The lines that answer, verbatim from the log; may be empty. */
  readonly excerpt: string;
  /** Set for a commit. */
  readonly sha?: string;
  readonly paths: readonly string[];
  /** In (0, 1]; 1 for the best. */
  readonly weight: number;
  /** Why it was recalled, such as `words: retry queue` or `near in meaning`. */
  readonly reasons: readonly string[];
  /** What has become of it: `superseded` by a later statement, `stale` since the place has changed. Absent: it stands. */
  readonly standing?: 'superseded' | 'stale';
  /** What has changed since, for evidence that does not stand as it was; plain words. */
  readonly change?: string;
}

/** A conversation that may hold the answer. */
export interface Talk {
  /** Id of the episode. */
  readonly episode: string;
  /** When it began; Unix time in ms. */
  readonly at: number;
  /** Id of the line in it that answers best. */
  readonly event: string;
  /** That it is the one which answers, if any does; in (0, 1]. */
  readonly share: number;
}

/** System 1 answers from what is computed already; System 2 looks further, within a budget. */
export const recallModes = ['auto', 'system1', 'system2'] as const;
export type RecallMode = (typeof recallModes)[number];

export interface RecallCost {
  /** Ways to evidence that were gone. */
  readonly steps: number;
  /** Events that were read beyond the first look. */
  readonly events: number;
  /** To read the answer with its evidence, about. */
  readonly tokens: number;
  readonly durationMs: number;
}

/** An answer, by which system it came and what it cost. */
export interface Reply extends Answer {
  readonly system: 'system1' | 'system2';
  /** System 2 worked it out before; System 1 gives it again. */
  readonly compiled: boolean;
  /** The probability before what users said of other answers was heeded, in [0, 1]. */
  readonly estimated: number;
  readonly cost: RecallCost;
}

export interface Answer {
  readonly question: string;
  readonly state: EpistemicState;
  /** That the evidence answers the question, in [0, 1]. */
  readonly probability: number;
  /** Where evidence conflicts: that what leads holds is certain to this degree at least, and possible to this one at most. */
  readonly bounds?: { readonly necessity: number; readonly possibility: number };
  /** One plain sentence. For `unknown`, what was looked for and not found. */
  readonly summary: string;
  /** Best first; empty only for `unknown`. */
  readonly evidence: readonly Evidence[];
  /** For `unknown`: what was said that comes nearest, without being taken for an answer; best first. */
  readonly nearest?: readonly Evidence[];
  /** Conversations in which it was said, whether or not it is taken for an answer; best first. */
  readonly talks?: readonly Talk[];
  /** Words of the question that no evidence holds. */
  readonly missing: readonly string[];
}

/** An error as it stands in the editor now. */
export interface ErrorCue {
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  /** Relative to the project's root. */
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
  /** The lines around the error, `lines[errorIndex]` being the one it stands on. */
  readonly lines: readonly string[];
  readonly errorIndex: number;
  /** Of the standing error itself, so that it does not recall itself. */
  readonly instance?: string;
  /** The other errors that stand in the file now, as the asker sees them. */
  readonly beside: readonly ReportedError[];
}

/** A replacement of whole lines, in the file where the error stands now. */
export interface LineEdit {
  /** First line replaced; starts at 1. */
  readonly startLine: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface PastFix {
  /** Id of the event that cleared the error. */
  readonly event: string;
  readonly episode: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly path: string;
  readonly hunks: readonly Hunk[];
  /** A gerund phrase such as "awaiting `close()`"; it follows "fixed by". */
  readonly phrase: string;
  /** The same change, fitted to where the error stands now; absent where it does not fit. */
  readonly transfer?: LineEdit;
}

/** Either the error was met and cleared before, or the memory says nothing. */
export type DejaVu =
  | {
      readonly recognised: true;
      readonly fingerprint: string;
      /** Cases that were cleared before; at least 1. */
      readonly seen: number;
      /** Most useful first: those that fit, then the latest. At least one. */
      readonly fixes: readonly PastFix[];
      /** In [0, 1]. */
      readonly probability: number;
    }
  | {
      readonly recognised: false;
      readonly fingerprint: string;
      readonly reason: 'never-met' | 'never-cleared' | 'syntax' | 'refused';
    };

/** One hop of spreading activation; nodes by their place in the trace. */
export interface TraceHop {
  /** The most excited first; activations in (0, 1]. What is at hand says why it is. */
  readonly reached: readonly { readonly node: number; readonly activation: number; readonly cue?: string }[];
  /** What carried it there, the most first; empty for what is at hand. */
  readonly links: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: LinkKind;
    readonly amount: number;
  }[];
}

/** What something brings to mind, hop by hop; the first hop is what is at hand. */
export interface ActivationTrace {
  readonly nodes: readonly { readonly kind: NodeKind; readonly key: string; readonly label: string }[];
  readonly hops: readonly TraceHop[];
}

/** What a trace begins with: a question, or a node such as the file at hand. */
export type TraceCue =
  | { readonly by: 'question'; readonly question: string }
  | { readonly by: 'node'; readonly kind: NodeKind; readonly key: string };

/** One plain sentence that anyone can check. */
export interface Fact {
  readonly sentence: string;
  /** A read-only command that shows it, such as `git log --oneline -- src/a.ts`. */
  readonly check: string;
  readonly paths: readonly string[];
  /** Events that support it, the latest first, bounded. */
  readonly evidence: readonly string[];
}

export interface FeltPlace {
  readonly kind: 'symbol' | 'file' | 'folder';
  readonly key: string;
}

/** How a place feels, and why. */
export interface Feeling {
  /** The place asked for, or the nearest one above it that anything is known of. */
  readonly place: FeltPlace;
  readonly valence: Valence;
  /** One plain line, such as `reverted 2×, 5 fixes in 9 commits; last hurt 12 Mar 2024`; empty where nothing is known. */
  readonly sentence: string;
  /** Reasons that hurt first, the latest of them first; bounded. */
  readonly evidence: readonly AppraisalCount[];
}

/** What an editor is told of a place. */
export interface ToldFeeling extends Feeling {
  /** A warning of this place was turned down for good. */
  readonly isUnwanted: boolean;
}

export interface FragilePlace {
  readonly path: string;
  readonly valence: Valence;
  readonly reason: string;
}

export interface Orientation {
  readonly project: string;
  readonly name: string;
  /** A few sentences, in reading order. */
  readonly summary: readonly string[];
  readonly facts: readonly Fact[];
  readonly fragile: readonly FragilePlace[];
}

/** An episode as a list shows it. */
export interface EpisodeEntry extends Episode {
  /** A few files it touched, the most telling first; relative to the project's root. */
  readonly places: readonly string[];
}

/** A page of the timeline, newest first. */
export interface TimelinePage {
  readonly episodes: readonly EpisodeEntry[];
  /** Episodes that match, on all pages. */
  readonly total: number;
}

/** A link of the selected episode, told from its side. */
export interface Neighbour {
  readonly kind: LinkKind;
  readonly nodeKind: NodeKind;
  readonly key: string;
  /** What to show for it: a title for an episode, the key for a cue. */
  readonly label: string;
  readonly strength: number;
  readonly direction: 'out' | 'in';
}

export interface EpisodeDetail {
  readonly episode: EpisodeEntry;
  readonly events: readonly {
    readonly id: string;
    readonly at: number;
    readonly kind: string;
    readonly summary: string;
    readonly paths: readonly string[];
    readonly sha?: string;
    /** Whether there are hunks to show. */
    readonly hasDiff: boolean;
    /** Its wording was let go. */
    readonly isFaded?: true;
    /** Of a step: how many errors and red tests it did away with; below 0 where it brought more. Absent where nothing told. */
    readonly progress?: number;
    /** It was taken back, turned down, or changed nothing of what stood in the way. */
    readonly isDeadEnd?: true;
  }[];
  readonly neighbours: readonly Neighbour[];
  readonly valence: Valence;
}

/** A node as the map shows it. */
export interface MapNode {
  readonly kind: NodeKind;
  readonly key: string;
  readonly label: string;
  /** What the memory itself says, where the label is a model's wording of it. */
  readonly own?: string;
  /** In [-1, 1]: see `feelingOf`. */
  readonly feeling: number;
  /** Beside the others of its kind, in [0, 1]. */
  readonly activation: number;
  /** Unix time in ms. */
  readonly lastAt: number;
}

/** What a picture of the memory is made of. */
export interface MemoryMap {
  readonly nodes: readonly MapNode[];
  /** `from` and `to` are places in `nodes`; the strongest first. */
  readonly links: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: LinkKind;
    readonly strength: number;
  }[];
  readonly total: { readonly nodes: number; readonly links: number };
}
