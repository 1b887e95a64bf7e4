// Events that answer together: in, a question and an event that holds a part of it, with others that belong to it; out,
// how much of the question they hold between them. A reason often stands beside the deed and not in it.
import type { MemoryEvent } from '../model/event.ts';
import { type Coverage, coverQuestion, type WeighedQuestion, type WeighedWord } from './coverage.ts';

/** How one event belongs to another, and how far words of the one may answer for the other. */
export const chainTies = { episode: 0.95, revert: 0.95, next: 0.85, file: 0.85, together: 0.75 } as const;
export type ChainTie = keyof typeof chainTies;

export interface Neighbour {
  readonly event: MemoryEvent;
  readonly tie: ChainTie;
}

interface Member {
  readonly event: MemoryEvent;
  readonly coverage: Coverage;
}

export interface EvidenceChain {
  /** The best first; each of the others adds something. */
  readonly members: readonly Member[];
  readonly covered: ReadonlySet<WeighedWord>;
  /** Weighed share of the question that they hold together, in [0, 1]; less where it does not name the deed asked about. */
  readonly answered: number;
}

const membersMax = 3;
/** Of the question's weight; who adds less is left out. */
const gainMin = 0.04;
/** Where the deed that is asked about is named nowhere. */
const silence = 0.25;

/** Takes the neighbour that adds most, until none adds anything to speak of. */
export function chainEvidence(
  seed: MemoryEvent,
  neighbours: readonly Neighbour[],
  question: WeighedQuestion,
): EvidenceChain {
  const total = question.words.reduce((sum, word) => sum + word.weight, 0) || 1;
  const first = coverQuestion(seed, question);
  const members: Member[] = [{ event: seed, coverage: first }];
  const covered = new Set(first.covered);
  let share = first.share;
  const others = neighbours.map(({ event, tie }) => ({ event, tie, coverage: coverQuestion(event, question) }));
  while (members.length < membersMax) {
    const gains = others.map((other) => ({ ...other, gain: chainTies[other.tie] * massAdded(other.coverage) }));
    const best = gains.reduce((most, each) => (each.gain > most.gain ? each : most), { gain: 0 } as (typeof gains)[0]);
    if (best.gain < gainMin * total) break;
    members.push({ event: best.event, coverage: best.coverage });
    for (const word of best.coverage.covered) covered.add(word);
    share += best.gain / total;
  }
  const namesDeed = question.words.every((word) => word.kin.size === 0 || covered.has(word));
  return { members, covered, answered: Math.max(0, Math.min(1, share) - (namesDeed ? 0 : silence)) };

  function massAdded(coverage: Coverage): number {
    return coverage.covered.reduce((sum, word) => sum + (covered.has(word) ? 0 : word.weight), 0);
  }
}
