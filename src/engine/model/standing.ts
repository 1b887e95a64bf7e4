// What the user has said of a memory itself: that it is to be kept, that it is wrong, that it was true until some day, that
// nobody wants to be told of it. The memory keeps what it knew; how it stands decides whether it is asserted, and whether
// it is spoken of unasked.
import type { EventDataByKind } from './event.ts';

export interface Correction {
  /** When the user said so; Unix time in ms. */
  readonly at: number;
  /** In the user's words; may be empty. */
  readonly reason: string;
  /** It was true until then, Unix time in ms; absent where it was never true. */
  readonly until?: number;
}

export interface Standing {
  readonly pinned: boolean;
  readonly correction?: Correction;
  /** How often it was turned down by the user when it was shown unasked. */
  readonly dismissals: number;
}

export const plainStanding: Standing = { pinned: false, dismissals: 0 };

const dismissalsMax = 2;

/** Dismissed twice, it is gone: a hint of whatever kind is not given again, in any window. */
export function isGone({ dismissals }: Pick<Standing, 'dismissals'>): boolean {
  return dismissals >= dismissalsMax;
}

/**
 * How a memory stands after a word of feedback; undefined where the word says nothing of that. The last word counts: a
 * correction takes the place of an earlier one, `restored` takes it back and leaves the pin. Dismissals add up.
 */
export function standingAfter(
  before: Standing,
  at: number,
  { verdict, reason = '', until }: EventDataByKind['feedback'],
): Standing | undefined {
  switch (verdict) {
    case 'pinned':
      return { ...before, pinned: true };
    case 'unpinned':
      return { ...before, pinned: false };
    case 'corrected':
      return { ...before, correction: { at, reason, ...(until !== undefined && { until }) } };
    case 'restored':
      return { pinned: before.pinned, dismissals: before.dismissals };
    case 'dismissed':
      return { ...before, dismissals: before.dismissals + 1 };
    default:
      return undefined;
  }
}

/** It was never true, as far as the user knows: nothing may be answered by it. */
export function isDenied({ correction }: Standing): boolean {
  return correction !== undefined && correction.until === undefined;
}
