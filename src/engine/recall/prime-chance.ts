// How sure a prime is: in, ranked places and how earlier ones of the same standing turned out; out, a probability for
// each. Counts add up and can be subtracted, so what was forgotten leaves no trace.
import { softmax } from '../model/choice-ranker.ts';

/** By bin of the share of attention: how many places were offered with it, and how many were right. */
export interface ChanceTable {
  readonly offered: number[];
  readonly right: number[];
}

/** Upper bounds of the bins, as shares of all candidates' attention; the last bin is open. */
const shareBounds = [0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.12, 0.2, 0.3, 0.45, 0.65, 0.85];
const priorMass = 4;

export function emptyChanceTable(): ChanceTable {
  const bins = shareBounds.length + 1;
  return { offered: new Array<number>(bins).fill(0), right: new Array<number>(bins).fill(0) };
}

/** Counts what became of an offer: `scores` and `chosen` in the same order. */
export function learnChance(table: ChanceTable, scores: readonly number[], chosen: readonly boolean[]): void {
  for (const [i, share] of softmax(scores).entries()) {
    const bin = binOf(share);
    table.offered[bin]! += 1;
    if (chosen[i]) table.right[bin]! += 1;
  }
}

/** A probability for each, in the order given; where nothing was counted yet, its share of the attention. */
export function chanceOf(table: ChanceTable, ranked: readonly { readonly score: number }[]): number[] {
  if (ranked.length === 0) return [];
  return softmax(ranked.map((place) => place.score)).map((share) => {
    const bin = binOf(share);
    return (table.right[bin]! + priorMass * share) / (table.offered[bin]! + priorMass);
  });
}

function binOf(share: number): number {
  const bin = shareBounds.findIndex((bound) => share < bound);
  return bin < 0 ? shareBounds.length : bin;
}
