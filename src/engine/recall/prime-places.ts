// What comes next: in, a cue; out, the places it brings to mind, best first, each with its probability and its reasons.
// Answers come from what is already computed; nothing is encoded or read from disk.
import { type ChoiceEffects, effectSlots, emptyEffects, scoreByEffects } from '../model/choice-effect.ts';
import { type ChoiceForest, scoreByForest } from '../model/choice-forest.ts';
import { type ChoiceRanker, solveRanker } from '../model/choice-ranker.ts';
import type { Place, PlaceStatistics } from '../model/place-statistics.ts';
import { hashText } from '../model/text-hash.ts';
import { type ChanceTable, chanceOf } from './prime-chance.ts';
import { candidatesOf, type PrimeCandidate, type PrimeCue, primeFeatureNames } from './prime-feature.ts';
import { reasonPhrases } from './prime-reason.ts';
import type { RehearsedLists } from './rehearsed-lists.ts';

/** Everything that priming of places has learned, of one project. */
export interface PlaceMemory {
  readonly statistics: PlaceStatistics;
  readonly rankers: Readonly<Record<PrimeCue['kind'], ChoiceRanker>>;
  /** Solved from the rankers when a commit was learned. */
  readonly weights: Record<PrimeCue['kind'], Float64Array>;
  /** Commits that were predicted before they were learned. */
  rehearsals: number;
  readonly chances: Readonly<Record<PrimeCue['kind'], ChanceTable>>;
  /** Of files at hand: what is kept for the next night, how much of it is new, what the nights before made of theirs. */
  readonly lists: RehearsedLists;
  freshLists: number;
  readonly forest: ChoiceForest;
  readonly effects: ChoiceEffects;
  nights: number;
  /** Names of features to do without, for measuring what each brings. */
  readonly without: ReadonlySet<string>;
}

export interface RankedPlace extends PrimeCandidate {
  readonly score: number;
}

/** Why a place was primed. */
export interface PrimeReason {
  /** A feature's name, as in `primeFeatureNames`. */
  readonly feature: string;
  /** A plain phrase, such as `changed together lately`. */
  readonly phrase: string;
  /** What the feature adds to the score, above what it adds to the mean candidate; natural log-odds, above 0. */
  readonly weight: number;
}

export interface PrimedPlace {
  readonly path: string;
  /** That the place will change too, in (0, 1). */
  readonly probability: number;
  /** Its reasons, the strongest first; may be empty where no single thing speaks for it. */
  readonly explain: () => readonly PrimeReason[];
}

const reasonsMax = 3;

/** Places by score, the best first; of equals, the one that changed last. */
export function rankPlaces(memory: PlaceMemory, cue: PrimeCue): RankedPlace[] {
  const weights = memory.weights[cue.kind];
  const candidates = candidatesOf(memory.statistics, cue);
  if (cue.kind === 'place' && memory.nights > 0) {
    const slotsOf = effectSlotsBeside(cue.path);
    const effects = memory.without.has('effects') ? emptyEffects() : memory.effects;
    for (const { features, place } of candidates) {
      const particular = scoreByEffects(effects, slotsOf(place));
      features[features.length - 1] = scoreByForest(memory.forest, features) + particular;
    }
  }
  if (memory.without.size > 0) silence(candidates, cue.kind, memory.without);
  return candidates
    .map((candidate) => ({ ...candidate, score: dot(candidate.features, weights) }))
    .sort((a, b) => b.score - a.score || b.place.lastCommit - a.place.lastCommit || a.place.id - b.place.id);
}

/** What may be particular where a file is at hand: the place that comes up, and that its folder goes with the one of the file. */
export function effectSlotsBeside(path: string): (place: Place) => readonly [number, number] {
  const here = `${path.slice(0, Math.max(0, path.lastIndexOf('/')))}\n`;
  const slots = new Map<string, number>();
  return ({ id, folder }) => {
    const slot = slots.get(folder) ?? (hashText(here + folder) >>> 0) % effectSlots;
    slots.set(folder, slot);
    return [id % effectSlots, slot];
  };
}

function silence(candidates: readonly PrimeCandidate[], kind: PrimeCue['kind'], without: ReadonlySet<string>): void {
  for (const [i, name] of primeFeatureNames[kind].entries()) {
    if (without.has(name.replace(':best', ''))) for (const { features } of candidates) features[i] = 0;
  }
}

/** The places that a cue brings to mind, with what speaks for each. Empty where the history is. */
export function primePlaces(memory: PlaceMemory, cue: PrimeCue, limit: number): PrimedPlace[] {
  const ranked = rankPlaces(memory, cue);
  const weights = memory.weights[cue.kind];
  const mean = meanFeatures(ranked, weights.length);
  const chances = chanceOf(memory.chances[cue.kind], ranked);
  return ranked.slice(0, limit).map(({ place, features }, rank) => ({
    path: place.path,
    probability: chances[rank]!,
    explain: () => reasonsOf(cue, features, mean, weights),
  }));
}

/** Reads the weights anew from what the rankers have learned. */
export function refreshWeights(memory: PlaceMemory, kind: PrimeCue['kind']): void {
  memory.weights[kind] = solveRanker(memory.rankers[kind]);
}

/** Each phrase once, by the sum of the contributions of the features that say it. */
function reasonsOf(cue: PrimeCue, features: Float64Array, mean: Float64Array, weights: Float64Array): PrimeReason[] {
  const byPhrase = new Map<string, PrimeReason>();
  for (const [i, feature] of primeFeatureNames[cue.kind].entries()) {
    const phrase = reasonPhrases[feature.replace(':best', '')];
    if (phrase === undefined) continue;
    const weight = (features[i]! - mean[i]!) * weights[i]! + (byPhrase.get(phrase)?.weight ?? 0);
    byPhrase.set(phrase, { feature, phrase, weight });
  }
  return [...byPhrase.values()]
    .filter((reason) => reason.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, reasonsMax);
}

function meanFeatures(ranked: readonly RankedPlace[], size: number): Float64Array {
  const mean = new Float64Array(size);
  for (const { features } of ranked) for (let i = 0; i < size; i++) mean[i]! += features[i]! / ranked.length;
  return mean;
}

function dot(features: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += features[i]! * weights[i]!;
  return sum;
}
