// What is particular to single things: in, lists that were offered, with two things named in each row, and the scores of the
// rows; out, by thing, how much likelier or less likely it comes than the scores say. Whoever learns by day what holds for all
// cannot tell; a night that has many choices before it can, and holds each thing back the more, the less is known of it.
import { type OfferedLists, slopesOf } from './choice-forest.ts';

/** How many things a row names, each by a number of its own kind. */
export const effectKinds = 2;
/** Numbers of one kind; two things may share one. */
export const effectSlots = 4_096;

/** Natural log-odds, kind by kind. */
export type ChoiceEffects = Float64Array;

/** Curvature that stands against each thing: with less of its own, less than half of what would fit is believed. */
const ridge = 10;
const rounds = 6;
/** All rows of a list move against one another, so that each step goes half the way. */
const stride = 0.5;

export function emptyEffects(): ChoiceEffects {
  return new Float64Array(effectKinds * effectSlots);
}

/** @param slots one of each kind */
export function scoreByEffects(effects: ChoiceEffects, slots: ArrayLike<number>): number {
  let sum = 0;
  for (let kind = 0; kind < effectKinds; kind += 1) sum += effects[kind * effectSlots + slots[kind]!]!;
  return sum;
}

/**
 * Kind by kind, in turn, some steps of Newton's method on the listwise log-loss and a penalty on the squares. Hands over after each
 * step, some milliseconds for 40,000 rows.
 *
 * @source random effects beside a common ranking, GLMix, Zhang et al. 2016
 */
export function* fitEffects(lists: OfferedLists, from: Float64Array): Generator<undefined, ChoiceEffects> {
  const effects = emptyEffects();
  const scores = Float64Array.from(from);
  for (let step = 0; step < rounds * effectKinds; step += 1) {
    stepKind(lists, scores, effects, step % effectKinds);
    yield;
  }
  return effects;
}

/** Changes the effects of one kind, and the scores by them. */
function stepKind(lists: OfferedLists, scores: Float64Array, effects: ChoiceEffects, kind: number): void {
  const { gradient, curvature } = slopesOf(lists, scores);
  const slotOf = (row: number) => lists.slots[row * effectKinds + kind]!;
  const pulls = new Float64Array(effectSlots);
  const weights = new Float64Array(effectSlots);
  for (let row = 0; row < scores.length; row += 1) {
    pulls[slotOf(row)]! += gradient[row]!;
    weights[slotOf(row)]! += curvature[row]!;
  }
  const held = effects.subarray(kind * effectSlots, (kind + 1) * effectSlots);
  const steps = pulls.map((pull, slot) => (stride * (pull - ridge * held[slot]!)) / (weights[slot]! + ridge));
  for (const [slot, moved] of steps.entries()) held[slot]! += moved;
  for (let row = 0; row < scores.length; row += 1) scores[row]! += steps[slotOf(row)]!;
}
