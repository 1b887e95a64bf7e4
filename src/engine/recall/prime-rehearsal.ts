// Learns by predicting: in, a commit; before it is learned, each of its files and its message is taken as a cue, and what
// would have been primed is compared with what really changed. So the ranker trains on histories that nobody primed.
import { emptyEffects } from '../model/choice-effect.ts';
import { emptyForest } from '../model/choice-forest.ts';
import { emptyRanker, learnChoice } from '../model/choice-ranker.ts';
import { type CommitTrace, emptyPlaceStatistics, learnCommit, standingPlace } from '../model/place-statistics.ts';
import { emptyChanceTable, learnChance } from './prime-chance.ts';
import { overnightFeature, type PrimeCue, primeFeatureNames } from './prime-feature.ts';
import { effectSlotsBeside, type PlaceMemory, rankPlaces, refreshWeights } from './prime-places.ts';
import { RehearsedLists } from './rehearsed-lists.ts';

/** What a place is thought to be worth before anything was learned; from what such weights are elsewhere, rounded. */
const priorWeights: Readonly<Record<string, number>> = {
  lately: 2,
  closely: 2,
  alike: 2,
  patches: 2,
  subjects: 3,
  wrote: 2,
  inWords: 2,
  base: 2,
  author: 2,
  [overnightFeature]: 0.5,
};

const commitsBefore = 5;
/** All commits up to here are rehearsed; later ones ever more seldom, so that a long history takes hardly longer. */
const commitsDense = 1_000;
const filesMax = 10;
const cuesMax = 4;
const offeredMax = 60;

export function emptyPlaceMemory(without: readonly string[] = []): PlaceMemory {
  const prior = (kind: PrimeCue['kind']) => primeFeatureNames[kind].map((name) => priorWeights[name] ?? 0);
  const weights = { place: Float64Array.from(prior('place')), intent: Float64Array.from(prior('intent')) };
  return {
    statistics: emptyPlaceStatistics(),
    rankers: { place: emptyRanker(prior('place')), intent: emptyRanker(prior('intent')) },
    weights,
    rehearsals: 0,
    chances: { place: emptyChanceTable(), intent: emptyChanceTable() },
    lists: new RehearsedLists(primeFeatureNames.place.length - 1),
    freshLists: 0,
    forest: emptyForest(),
    effects: emptyEffects(),
    nights: 0,
    without: new Set(without),
  };
}

/** Predicts the commit, learns from the misses, then learns the commit. Changes the memory in place. */
export function rehearseCommit(memory: PlaceMemory, commit: CommitTrace, kinds: readonly PrimeCue['kind'][]): void {
  const standing = commit.changes.filter((change) => standingPlace(memory.statistics, change.path) !== undefined);
  const paths = new Set(standing.map((change) => change.path));
  if (isDue(memory.statistics.commits.length) && paths.size > 0 && paths.size <= filesMax) {
    memory.rehearsals += 1;
    const { at, author, message } = commit;
    if (kinds.includes('place') && paths.size > 1) {
      const cues = standing.slice(0, cuesMax).map((change) => ({ kind: 'place' as const, at, author, ...change }));
      for (const cue of cues) rehearse(memory, cue, paths.difference(new Set([cue.path])));
      refreshWeights(memory, 'place');
    }
    if (kinds.includes('intent')) {
      rehearse(memory, { kind: 'intent', at, author, message }, paths);
      refreshWeights(memory, 'intent');
    }
  }
  learnCommit(memory.statistics, commit);
}

/** Follows from the number of the commit alone, so that it does not matter when the history is read. */
function isDue(commits: number): boolean {
  return commits >= commitsBefore && commits % Math.ceil(commits / commitsDense) === 0;
}

function rehearse(memory: PlaceMemory, cue: PrimeCue, truth: ReadonlySet<string>): void {
  const ranked = rankPlaces(memory, cue);
  const scores = ranked.map((place) => place.score);
  if (scores.length > 0) {
    const right = ranked.map(({ place }) => truth.has(place.path));
    learnChance(memory.chances[cue.kind], scores, right);
  }
  const offered = ranked.filter(({ place }, rank) => rank < offeredMax || truth.has(place.path));
  const chosen = offered.map(({ place }) => truth.has(place.path));
  if (!chosen.includes(true)) return;
  const features = offered.map((place) => place.features);
  learnChoice(memory.rankers[cue.kind], {
    at: memory.rehearsals,
    features,
    scores: offered.map((place) => place.score),
    chosen,
  });
  if (cue.kind !== 'place') return;
  const slotsOf = effectSlotsBeside(cue.path);
  memory.lists.add(
    features,
    offered.map(({ place }) => slotsOf(place)),
    chosen,
  );
  memory.freshLists += 1;
}
