// What could be written down for whoever works here next: procedures that kept working, conventions that held. Each says
// how often it held and how far it may be trusted.

/**
 * From what the developer did over and over, through what was seen a few times and what only agents did, to what was
 * read from the history. Only the first two are offered unasked.
 */
export const guidanceTiers = ['proven', 'observed', 'reported', 'imported'] as const;
export type GuidanceTier = (typeof guidanceTiers)[number];

export type ProcedureTrigger =
  | { readonly when: 'before-commit' }
  /** After the file was changed; relative to the root. */
  | { readonly when: 'after-change'; readonly path: string };

export interface Procedure {
  readonly trigger: ProcedureTrigger;
  /** Command lines, in their order; at least one. */
  readonly steps: readonly string[];
  /** On so many of the occasions all steps were done and ended well. */
  readonly held: number;
  readonly occasions: number;
  readonly tier: GuidanceTier;
  /** Ids of the commits before which it held, the latest first; bounded. */
  readonly evidence: readonly string[];
  /** Unix time in ms. */
  readonly lastAt: number;
}

export interface Convention {
  readonly key: string;
  /** One plain sentence with its counts. */
  readonly statement: string;
  readonly tier: GuidanceTier;
  readonly evidence: readonly string[];
}

export interface Guidance {
  readonly procedures: readonly Procedure[];
  readonly conventions: readonly Convention[];
}
