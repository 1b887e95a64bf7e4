// Events that answer together: in, a question and an event that holds a part of it, with others that belong to it; out,
// how much of the question they hold between them. A reason often stands beside the deed and not in it.
import type { MemoryEvent } from '../model/event.ts';
import {
  areDeedsNamed,
  type Coverage,
  coverQuestion,
  massOf,
  unsaidCost,
  type WeighedQuestion,
  type WeighedWord,
} from './coverage.ts';
import { isNameTorn, type NamePair, namePairsOf, tornNameCost } from './name-pair.ts';

/** How one event belongs to another, and how far words of the one may answer for the other. */
export const chainTies = { episode: 0.95, revert: 0.95, next: 0.85, file: 0.85 } as const;
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
  /** One of them mentions the files that were asked about and never met. */
  readonly namesFiles: boolean;
  /** Weighed share of the question that they hold together, in [0, 1]; less where they do not name the deed or file asked about. */
  readonly answered: number;
}

const membersMax = 3;
/** Of the question's weight; who adds less is left out. */
export const gainMin = 0.04;
/** Mechanisms that a benchmark can switch off: that what tells of another place counts less. */
export const chainMechanisms = ['elsewhere'] as const;

/** What tells of other places alone belongs less likely than what tells of the same place, or of none. */
const elsewhereFit = 0.85;

function isElsewhere({ refs }: MemoryEvent, seed: MemoryEvent): boolean {
  return refs.length > 0 && seed.refs.length > 0 && !refs.some((path) => seed.refs.includes(path));
}

/** Takes the neighbour that adds most, until none adds anything to speak of; one that holds all of the seed's leads instead. */
export function chainEvidence(
  seed: MemoryEvent,
  neighbours: readonly Neighbour[],
  question: WeighedQuestion,
  without?: ReadonlySet<string>,
): EvidenceChain {
  const total = massOf(question.words) || 1;
  const first = coverQuestion(seed, question);
  const members: Member[] = [{ event: seed, coverage: first }];
  const covered = new Set(first.covered);
  let share = first.share;
  const pairs = namePairsOf(question.words);
  const others = neighbours.map(({ event, tie }) => ({
    event,
    fit: chainTies[tie] * (isElsewhere(event, seed) && !without?.has('elsewhere') ? elsewhereFit : 1),
    coverage: coverQuestion(event, question),
  }));
  while (members.length < membersMax) {
    const gains = others.map((other) => ({ ...other, gain: other.fit * massAdded(other.coverage) }));
    const best = gains.reduce((most, each) => (each.gain > most.gain ? each : most), { gain: 0 } as (typeof gains)[0]);
    if (best.gain < gainMin * total) break;
    members.push({ event: best.event, coverage: best.coverage });
    for (const word of best.coverage.covered) if (!tearsName(word, best.coverage, covered, pairs)) covered.add(word);
    share += best.gain / total;
  }
  const sole = members.slice(1).find(({ coverage }) => first.covered.every((word) => coverage.covered.includes(word)));
  if (sole !== undefined) {
    return chainEvidence(
      sole.event,
      neighbours.filter(({ event }) => event.seq !== sole.event.seq),
      question,
      without,
    );
  }
  const torn = isNameTorn(question, (word) => covered.has(word)) ? tornNameCost : 0;
  const namesDeed = areDeedsNamed(question, covered);
  const namesFiles = members.some(({ coverage }) => coverage.namesFiles);
  const unsaid = unsaidCost({ namesDeed, namesFiles });
  return { members, covered, namesFiles, answered: Math.max(0, Math.min(1, share) - unsaid - torn) };

  function massAdded(coverage: Coverage): number {
    const added = coverage.covered.filter((word) => !covered.has(word) && !tearsName(word, coverage, covered, pairs));
    return massOf(added);
  }
}

/** One half of a name here and the other there is no name: a backup parser and a parcel planner are no backup planner. */
function tearsName(
  word: WeighedWord,
  { covered: held }: Coverage,
  covered: ReadonlySet<WeighedWord>,
  pairs: readonly NamePair<WeighedWord>[],
): boolean {
  return pairs.some(([one, other]) => {
    if (word !== one && word !== other) return false;
    const half = word === one ? other : one;
    return covered.has(half) && !held.includes(half);
  });
}
