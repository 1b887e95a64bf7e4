// How a place feels comes in, whether and how to say it goes out. Quiet by default: a place about which nothing stands
// out is not spoken of. Pure.

import type { WireFeeling } from '../../protocol/feel.ts';
import type { WireKnowledge } from '../../protocol/knowledge.ts';

/** Evidence of less weight says nothing worth a word. */
const precisionMin = 1.5;
const hurtMin = 0.15;

/** How much a place has hurt, in [0, 1]: risk, and by half what it cost in effort and ended badly. */
export function hurtOf({ risk, friction, outcome, precision }: WireFeeling['valence']): number {
  if (precision < precisionMin) return 0;
  return Math.min(1, Math.max(0, risk) + 0.5 * Math.max(0, friction) + 0.5 * Math.max(0, -outcome));
}

export function isFragile(feeling: WireFeeling): boolean {
  return feeling.sentence !== '' && hurtOf(feeling.valence) >= hurtMin;
}

/** What weighs most of a feeling's sentence, for the room beside a line; the rest is told where one asks why. */
export function gistOfFeeling(sentence: string): string {
  return sentence.split(';', 1)[0]!.split(', ').slice(0, 2).join(', ');
}

/** Whether to say so unasked: whoever is new to a place is told sooner than who knows it well. */
export function isWorthWarning(feeling: WireFeeling, { probability }: Pick<WireKnowledge, 'probability'>): boolean {
  return feeling.sentence !== '' && hurtOf(feeling.valence) >= hurtMin * (0.7 + 1.3 * probability);
}
