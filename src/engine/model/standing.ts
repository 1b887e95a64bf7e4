// What the user has said of a memory itself: that it is to be kept, that it is wrong, that it was true until some day.
// The memory keeps what it knew; how it stands decides whether it is asserted.
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
}

export const plainStanding: Standing = { pinned: false };

/**
 * How a memory stands after a word of feedback; undefined where the word says nothing of that. The last word counts: a
 * correction takes the place of an earlier one, `restored` takes it back and leaves the pin.
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
      return { pinned: before.pinned, correction: { at, reason, ...(until !== undefined && { until }) } };
    case 'restored':
      return { pinned: before.pinned };
    default:
      return undefined;
  }
}

/** It was never true, as far as the user knows: nothing may be answered by it. */
export function isDenied({ correction }: Standing): boolean {
  return correction !== undefined && correction.until === undefined;
}
