// How likely a memory is to be needed again, from how often and how lately it was.
import type { MemoryNode } from './node.ts';

const minuteMs = 60_000;

/** Decays of what was said word for word and of what it came to: detail fades before meaning (fuzzy-trace theory). */
export const verbatimDecay = 0.5;
export const gistDecay = 0.25;

/**
 * Base level of a node whose uses are spread over its life.
 *
 * @param nowMs Unix time in ms
 * @param decay in (0, 1); detail fades faster than meaning
 * @returns natural log-odds
 * @source optimised learning, Anderson & Lebiere 1998: ln(n / (1 − d)) − d ln L
 */
export function baseLevel(
  { uses, firstAt, lastAt }: Pick<MemoryNode, 'uses' | 'firstAt' | 'lastAt'>,
  nowMs: number,
  decay: number,
): number {
  const lifeMinutes = Math.max(1, (nowMs - firstAt) / minuteMs);
  const restMinutes = Math.max(1, (nowMs - lastAt) / minuteMs);
  return (
    Math.log(Math.max(1, uses) / (1 - decay)) - decay * (0.5 * Math.log(lifeMinutes) + 0.5 * Math.log(restMinutes))
  );
}
