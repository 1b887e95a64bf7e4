// What speaks for a place: in, a cue and the statistics; out, the places that come to mind, each with a row of features.
// A feature is a number of about [0, 1] that means the same in every project; what it is worth, the ranker learns.
import { type Place, type PlaceStatistics, patchTermsMax, standingPlace } from '../model/place-statistics.ts';
import { messageTerms, termsOf } from '../model/place-term.ts';
import type { PlaceTouches } from '../model/place-touches.ts';
import type { Activation } from './activation.ts';
import {
  companionsOf,
  placesHolding,
  placesInWords,
  placesNamed,
  placesNaming,
  placesThatWrote,
  pool,
  rarestTerms,
  votesOfCommits,
} from './prime-route.ts';

/** A file is being changed: what changes with it? */
export interface PlaceCue {
  readonly kind: 'place';
  /** Unix time in ms. */
  readonly at: number;
  readonly author: string;
  readonly path: string;
  /** Changed so far, without signs. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Something is about to be done: where? */
export interface IntentCue {
  readonly kind: 'intent';
  /** Unix time in ms. */
  readonly at: number;
  readonly author: string;
  readonly message: string;
}

export type PrimeCue = PlaceCue | IntentCue;

export interface PrimeCandidate {
  readonly place: Place;
  readonly features: Float64Array;
}

type Feature = (place: Place) => number;

const recentCommits = 20;
/** Of each route only the strongest are looked at more closely. */
const candidatesOfRouteMax = 25;
const siblingsMax = 60;
const usesExact = 20;
const dayMs = 86_400_000;

/** Ways to a place that are told apart: how strongly, and how strongly beside the strongest candidate. */
const placeRoutes = ['lately', 'alike', 'closely', 'patches', 'wrote', 'inWords', 'losing'] as const;

const placeFacts = ['together', 'lift', 'odds', 'named', 'naming', 'namesake', 'sibling', 'nearFolder'] as const;

const intentRoutes = ['messages', 'sharply', 'subjects', 'patches', 'wrote', 'inWords', 'lift'] as const;
const intentFacts = ['named', 'form'] as const;
const habits = ['today', 'base', 'rate', 'fresh', 'author'] as const;

const relative = (route: string) => `${route}:best`;

/** What the last night made of all the others, and of the place itself; see `prime-night.ts`. It comes last, and is no business of `candidatesOf`. */
export const overnightFeature = 'overnight';

/** Names of the features of each kind of cue, in the order of the rows. */
export const primeFeatureNames = {
  place: [...placeRoutes, ...placeFacts, ...habits, ...placeRoutes.map(relative), overnightFeature],
  intent: [...intentRoutes, ...intentFacts, ...habits, ...intentRoutes.map(relative)],
} as const;

/** The places that come to mind, in the order of their ids. Those that nothing speaks for are left out. */
export function candidatesOf(statistics: PlaceStatistics, cue: PrimeCue): PrimeCandidate[] {
  pool.reuse();
  const evidence = cue.kind === 'place' ? placeEvidence(statistics, cue) : intentEvidence(statistics, cue);
  const routes = cue.kind === 'place' ? placeRoutes : intentRoutes;
  const facts = cue.kind === 'place' ? placeFacts : intentFacts;
  const features = [...routes, ...facts].map((name) => evidence.features[name] ?? (() => 0));
  features.push(...habitFeatures(statistics, cue));
  const width = primeFeatureNames[cue.kind].length;
  const places = candidateIds(statistics, evidence)
    .map((id) => statistics.places[id]!)
    .filter((place) => place.isAlive && place !== evidence.without);
  // All rows in one piece of memory: to ask for one each is a seventh of the cost.
  const rows = new Float64Array(places.length * width);
  const candidates = places.map((place, i) => ({ place, features: rows.subarray(i * width, (i + 1) * width) }));
  // Feature by feature, since one function that is called in a row costs half as much as many in turn.
  for (const [i, feature] of features.entries()) {
    for (const candidate of candidates) candidate.features[i] = feature(candidate.place);
  }
  compareWithBest(candidates, routes.length, features.length);
  return candidates;
}

function candidateIds(statistics: PlaceStatistics, evidence: Evidence): number[] {
  const ids = new Set<number>();
  for (const route of evidence.routes) for (const i of route.strongest(candidatesOfRouteMax)) ids.add(route.idAt(i));
  for (const { places } of statistics.commits.slice(-recentCommits)) for (const id of places) ids.add(id);
  return [...Int32Array.from(ids).sort()];
}

/** Writes, beside the first `count` features, what share each is of the greatest among the candidates. */
function compareWithBest(candidates: readonly PrimeCandidate[], count: number, offset: number): void {
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (const { features } of candidates) best = Math.max(best, features[i]!);
    if (best > 0) for (const { features } of candidates) features[offset + i] = features[i]! / best;
  }
}

interface Evidence {
  /** By name; one that is missing speaks for no place. */
  readonly features: Readonly<Record<string, Feature>>;
  readonly routes: readonly Activation[];
  /** The place at hand itself. */
  readonly without?: Place;
}

const strengthIn = (activation: Activation): Feature => {
  return (place) => activation.of(place.id);
};

function withStrengths(
  routes: Readonly<Record<string, Activation>>,
  rest: Omit<Evidence, 'routes'> & Partial<Evidence>,
) {
  const strengths = Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, strengthIn(route)]));
  return {
    ...rest,
    features: { ...strengths, ...rest.features },
    routes: [...Object.values(routes), ...(rest.routes ?? [])],
  };
}

function placeEvidence(statistics: PlaceStatistics, cue: PlaceCue): Evidence {
  const { commitsByPatchTerm, commits } = statistics;
  const here = standingPlace(statistics, cue.path);
  const terms = termsOf([...cue.removed, ...cue.added], patchTermsMax);
  const written = rarestTerms(statistics.terms, terms, commitsByPatchTerm, commits.length);
  const routes = {
    patches: votesOfCommits(statistics, written, commitsByPatchTerm, {
      termCount: 'patchTermCount',
      votersMax: 30,
      sharpness: 2,
    }),
    wrote: placesThatWrote(statistics, terms),
    inWords: placesInWords(statistics, terms),
    named: placesNamed(statistics, terms),
    losing: placesHolding(statistics, cue.removed),
  };
  return withStrengths(routes, here === undefined ? { features: {} } : surroundings(statistics, here, written));
}

/** What is known of the place at hand: its companions, its namesakes, its neighbours. */
function surroundings(statistics: PlaceStatistics, here: Place, terms: Activation): Evidence {
  const total = statistics.commits.length;
  const { seen, together: shared, ...ways } = companionsOf(statistics, here, terms);
  const together = strengthIn(shared);
  const namesakes = statistics.placesByName.get(here.nameTerm) ?? new Set();
  const siblings = [...(statistics.placesByFolder.get(here.folder) ?? [])].slice(-siblingsMax);
  const nearFolder = nearnessTo(here.folder);
  const features: Record<string, Feature> = {
    together: (place) => together(place) / (seen + 2),
    lift: (place) => liftOf(together(place), seen, place.uses, total),
    odds: (place) => Math.log((together(place) + 0.2) / (seen + 2)) / 5,
    namesake: (place) => Number(namesakes.has(place.id)),
    sibling: (place) => Number(place.folder === here.folder),
    nearFolder: (place) => nearFolder(place.folder),
  };
  const around = pool.take();
  for (const id of new Set([...siblings, ...[...namesakes].slice(-siblingsMax)])) around.excite(id, 1);
  return withStrengths(
    { ...ways, naming: placesNaming(statistics, here) },
    { features, routes: [shared, around], without: here },
  );
}

function intentEvidence(statistics: PlaceStatistics, cue: IntentCue): Evidence {
  const { commitsByMessageTerm, commitsByPatchTerm, commits } = statistics;
  const terms = messageTerms(cue.message, patchTermsMax);
  const subjectTerms = messageTerms(cue.message.split('\n', 1)[0]!, patchTermsMax);
  const spoken = rarestTerms(statistics.terms, terms, commitsByMessageTerm, commits.length);
  const subject = rarestTerms(statistics.terms, subjectTerms, commitsByMessageTerm, commits.length);
  const written = rarestTerms(statistics.terms, subjectTerms, commitsByPatchTerm, commits.length);
  const heard = (asked: Activation, votersMax: number, sharpness: number) =>
    votesOfCommits(statistics, asked, commitsByMessageTerm, { termCount: 'messageTermCount', votersMax, sharpness });
  const routes = {
    messages: heard(spoken, 50, 1),
    sharply: heard(spoken, 10, 3),
    subjects: heard(subject, 30, 2),
    patches: votesOfCommits(statistics, written, commitsByPatchTerm, {
      termCount: 'patchTermCount',
      votersMax: 30,
      sharpness: 1,
    }),
    wrote: placesThatWrote(statistics, terms),
    inWords: placesInWords(statistics, terms),
    named: placesNamed(statistics, terms),
    ...termLifts(statistics, terms, spoken),
  };
  return withStrengths(routes, { features: {} });
}

const commitsOfTermMax = 100;

/** Places that change more often when a term is said than they do otherwise, by the sum of the logarithms of the lifts. */
function termLifts(
  statistics: PlaceStatistics,
  terms: readonly string[],
  spoken: Activation,
): { lift: Activation; form: Activation } {
  const total = statistics.commits.length;
  const lift = pool.take();
  const form = pool.take();
  const counts = pool.take();
  for (const term of terms) {
    const id = statistics.terms.of(term);
    if (spoken.of(id) === 0) continue;
    const commits = statistics.commitsByMessageTerm.latest(id, commitsOfTermMax);
    if (commits.length < 2) continue;
    counts.clear();
    for (const commit of commits) {
      for (const place of statistics.commits[commit]!.places) counts.excite(place, 1);
    }
    for (let i = 0; i < counts.size; i++) {
      const [place, count] = [counts.idAt(i), counts.strengthAt(i)];
      const uses = statistics.places[place]!.uses;
      const gain = Math.log((((count + 0.5) / (commits.length + 2)) * (total + 2)) / (uses + 0.5));
      if (gain > 0) lift.excite(place, (gain * count) / (count + 1) / (terms.length + 3));
      if (term.includes(':')) form.excite(place, count / (commits.length + 2));
    }
  }
  return { lift, form };
}

/** How used a place is, whatever is at hand: lately, all in all, by this author. */
function habitFeatures(statistics: PlaceStatistics, cue: PrimeCue): Feature[] {
  const total = statistics.commits.length;
  const { touches, changesByAuthor } = statistics;
  const byAuthor = changesByAuthor.get(cue.author);
  const authorTotal = byAuthor?.total ?? 0;
  return [
    (place) => Math.exp(-Math.max(0, cue.at - statistics.commits[place.lastCommit]!.at) / (3 * dayMs)),
    (place) => baseLevel(place, touches, total) / 5,
    (place) => place.uses / total,
    (place) => 1 / (1 + place.uses),
    (place) => (byAuthor?.byPlace.get(place.id) ?? 0) / (authorTotal + 1),
  ];
}

/**
 * How likely a place is to be needed, by the power law of use, counting in commits; the latest uses alone.
 *
 * @source base-level learning, Anderson et al. 2004
 */
function baseLevel(place: Place, touches: PlaceTouches, total: number): number {
  let sum = 0.01;
  for (const touch of touches.latest(place.id, usesExact)) sum += 1 / Math.sqrt(total - touches.commitOf(touch));
  return Math.log(sum);
}

/** How much more often than by chance two places change together, as a logarithm. */
function liftOf(together: number, seen: number, uses: number, total: number): number {
  return together === 0 ? 0 : Math.log1p((together * total) / ((seen + 1) * (uses + 1))) / 5;
}

/** Share of the folders that a path has in common with this one, from the root, in [0, 1]. */
function nearnessTo(folder: string): (other: string) => number {
  const names = folder.split('/');
  const known = new Map<string, number>();
  return (other) => {
    const near = known.get(other) ?? nearness(names, other.split('/'));
    known.set(other, near);
    return near;
  };
}

function nearness(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared / Math.max(a.length, b.length);
}
