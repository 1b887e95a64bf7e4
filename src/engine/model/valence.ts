// How a place feels before anything about it is read: five numbers and how far to trust them.

/** Each in [-1, 1]. */
export interface Valence {
  /** Did it end well? */
  readonly outcome: number;
  /** Effort, retries, undos. */
  readonly friction: number;
  /** Reverts, fixes of fixes, red after green. */
  readonly risk: number;
  /** Surprise. */
  readonly novelty: number;
  /** What the developer accepts, pins, dismisses. */
  readonly affinity: number;
  /** Weight of the evidence behind the five, 0 for none; adds up. */
  readonly precision: number;
}

export const neutralValence: Valence = { outcome: 0, friction: 0, risk: 0, novelty: 0, affinity: 0, precision: 0 };

/** The precision-weighted mean of two appraisals; order does not matter. Neutral where neither has any weight. */
export function combineValence(a: Valence, b: Valence): Valence {
  const precision = a.precision + b.precision;
  if (precision === 0) return neutralValence;
  const mean = (x: number, y: number) => (x * a.precision + y * b.precision) / precision;
  return {
    outcome: mean(a.outcome, b.outcome),
    friction: mean(a.friction, b.friction),
    risk: mean(a.risk, b.risk),
    novelty: mean(a.novelty, b.novelty),
    affinity: mean(a.affinity, b.affinity),
    precision,
  };
}

/** What is judged but once or twice is trusted by half. */
const precisionHalf = 1.5;

/**
 * One number for how a place feels, for a colour: what went well and is liked, less what hurt.
 *
 * @returns in [-1, 1], near 0 where little was judged
 */
export function feelingOf({ outcome, affinity, risk, friction, precision }: Valence): number {
  const pull = outcome + 0.5 * affinity - Math.max(0, risk) - 0.5 * Math.max(0, friction);
  return Math.max(-1, Math.min(1, pull)) * (precision / (precision + precisionHalf));
}
