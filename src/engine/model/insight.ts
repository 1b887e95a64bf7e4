// What the memory knows of its own working: who answered at what cost, how right it was, how its memories fade.

/** Answers of one day by one system, of all projects; sums. It holds no text. */
export interface AnswerTally {
  /** Days since 1 January 1970, UTC. */
  readonly day: number;
  readonly system: 'system1' | 'system2';
  readonly answers: number;
  /** Of them, those that were worked out before and given again. */
  readonly compiled: number;
  readonly steps: number;
  readonly durationMs: number;
  readonly tokens: number;
}

/** What was claimed with about one probability, and what came of it. */
export interface CalibrationBin {
  /** Mean of the claims, in [0, 1]. */
  readonly claimed: number;
  readonly judged: number;
  readonly right: number;
}

export interface FadingMemory {
  /** `kind:key` */
  readonly subject: string;
  readonly kind: string;
  readonly label: string;
  readonly uses: number;
  /** Unix time in ms. */
  readonly lastAt: number;
  /** `days` from now on; chances in [0, 1] to be needed if it is not used again. */
  readonly points: readonly { readonly days: number; readonly verbatim: number; readonly gist: number }[];
}

/** What was forgotten on request: how it was selected, and how many events went. */
export interface Forgetting {
  /** Unix time in ms. */
  readonly atMs: number;
  readonly by: string;
  readonly removed: number;
}

export interface Insights {
  readonly forgettings: readonly Forgetting[];
  readonly answers: readonly AnswerTally[];
  readonly calibration: readonly CalibrationBin[];
  readonly fading: readonly FadingMemory[];
}
