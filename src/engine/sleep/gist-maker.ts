// Occasions on which a gist could have held, mostly commits, in, the gist out, if there is one: weighed, counted, dated and put into a
// sentence. What all forms of gists share.
import { type GistDraft, type GistWitness, witnessesMax } from '../model/gist.ts';
import { dayOf } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import { combineValence, neutralValence, type Valence } from '../model/valence.ts';
import { type Claim, filterBelief } from './belief-filter.ts';
import type { CommitHistory, PastCommit } from './commit-history.ts';

export interface Occasion extends GistWitness {
  /** Unix time in ms. */
  readonly at: number;
  /** It is counted and teaches nothing. */
  readonly isSweeping?: boolean;
}

export interface GistIdea<Met extends Occasion = PastCommit>
  extends Pick<GistDraft, 'key' | 'form' | 'level' | 'place' | 'paths'> {
  readonly claim: Claim;
  /** What it could have held on, oldest first. */
  readonly occasions: readonly Met[];
  /** What they are called; `commits` where nothing is said. */
  readonly noun?: string;
  /** Earlier ones were left out, because it could not have held on them: so the counts are of those since. */
  readonly isLate?: boolean;
  readonly holds: (occasion: Met) => boolean;
  /** The sentence around its counts: `14 of 16 commits`, with ` since 2021-03-04` where it was not always so. */
  readonly phrase: (counts: string) => string;
}

/** What was once taken up is asked for less: it is to be given up by what speaks against it, not for lack of more of the same. */
const laxity = { rateMin: 0.8, supportMin: 0.6, gainMin: 0.5 };
/** What claimed to hold mostly is not worth saying any more once it holds no more than half of the times. */
const mostly = 0.5;

function laxly({ baseRate, rateMin, supportMin, gainMin }: Claim): Claim {
  return {
    baseRate,
    rateMin: laxity.rateMin * rateMin,
    supportMin: Math.ceil(laxity.supportMin * supportMin),
    gainMin: laxity.gainMin * gainMin,
  };
}

/**
 * @param isKnown it is held since an earlier night
 * @returns the gist as it stands: held, or given up; undefined where there was never anything to say, or it has come to
 * hold so seldom that it is not worth saying
 */
export function makeGist<Met extends Occasion>(
  idea: GistIdea<Met>,
  { isCut }: Pick<CommitHistory, 'isCut'>,
  valence: Valence,
  isKnown: boolean,
): GistDraft | undefined {
  const { occasions, holds } = idea;
  const claim = isKnown ? laxly(idea.claim) : idea.claim;
  const trials = occasions.map((commit) => ({ holds: holds(commit), teaches: commit.isSweeping !== true }));
  const belief = filterBelief(trials, claim);
  if (belief === undefined) return undefined;
  const span = occasions.slice(belief.first, belief.end);
  const held = span.filter((_, i) => trials[belief.first + i]!.holds);
  const broken = span.filter((_, i) => !trials[belief.first + i]!.holds);
  const share = held.length / span.length;
  if (share <= claim.rateMin || (idea.claim.rateMin >= mostly && share <= mostly)) return undefined;
  const isWhole = belief.first === 0 && !isCut && idea.isLate !== true;
  const since = isWhole ? '' : ` since ${dayOf(span[0]!.at)}`;
  const { key, form, level, place, paths, noun = 'commits' } = idea;
  return {
    ...{ key, form, level, place, paths, valence },
    statement: idea.phrase(`${held.length} of ${span.length} ${noun}${since}`),
    support: held.length,
    contra: broken.length,
    baseRate: claim.baseRate,
    confidence: belief.confidence,
    gain: belief.gain,
    heldFrom: span[0]!.at,
    ...(!belief.isHeld && { heldTo: occasions[belief.end]!.at }),
    lastAt: span.at(-1)!.at,
    evidence: witnesses(held),
    counterEvidence: witnesses(broken),
  };
}

/** How files feel, as one: the mean of theirs, trusted as far as all of them. */
export function valenceOfFiles(paths: readonly string[], project: string, memory: MemoryReader): Valence {
  return paths
    .map((path) => memory.node(project, 'file', path)?.valence ?? neutralValence)
    .reduce(combineValence, neutralValence);
}

/** How often one in so many candidates would stand out by chance: the more there are, the more there must be to say. */
export function gainMinAmong(candidates: number): number {
  return Math.log(Math.max(2, candidates)) + 2;
}

export function shareOf(commits: readonly PastCommit[], holds: (commit: PastCommit) => boolean): number {
  return (commits.filter(holds).length + 0.5) / (commits.length + 1);
}

function witnesses(occasions: readonly Occasion[]): GistWitness[] {
  return occasions
    .slice(-witnessesMax)
    .reverse()
    .map(({ seq, id }) => ({ seq, id }));
}
