// Ways by which one thing brings another to mind: in, what is at hand; out, how strongly each place comes up. Every way
// is bounded, so that its cost does not grow with the history.
import { companionsMax, lineKeys, type Place, type PlaceStatistics, postingsMax } from '../model/place-statistics.ts';
import type { Postings } from '../model/posting-list.ts';
import type { TermIds } from '../model/term-ids.ts';
import { type Activation, ActivationPool } from './activation.ts';

/** One cue is worked out at a time, and nothing of it is waited for. */
export const pool = new ActivationPool();

const termsAskedMax = 32;
const namesakesMax = 40;

/**
 * How rare a thing is that occurs in `frequency` of `total`: from about ln(total) down to 0.
 *
 * @source inverse document frequency of BM25, Robertson and Walker 1994
 */
export function rarity(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

/** Terms of what is at hand that the history knows, the rarest first, each with its rarity. */
export function rarestTerms(known: TermIds, terms: readonly string[], postings: Postings, total: number): Activation {
  const weighed: [term: number, weight: number][] = [];
  for (const term of terms) {
    const id = known.of(term);
    const frequency = postings.countOf(id);
    if (frequency > 0) weighed.push([id, rarity(frequency, total)]);
  }
  const rarest = pool.take();
  for (const [id, weight] of weighed.sort((a, b) => b[1] - a[1]).slice(0, termsAskedMax)) rarest.excite(id, weight);
  return rarest;
}

/** What changed together with a place, seen four ways. */
export interface Companionship {
  /** Commits looked at. */
  readonly seen: number;
  /** Commits in which both changed. */
  readonly together: Activation;
  /** Share of the commits, a late one weighing more by the power law of forgetting, in [0, 1]. */
  readonly lately: Activation;
  /** Share of the commits, one with a patch alike weighing more, in [0, 1]. */
  readonly alike: Activation;
  /** Share of the commits, a small one weighing more, in [0, 1]. */
  readonly closely: Activation;
}

/** Looks through the latest commits of a place. `terms` are those of the patch at hand with their rarities. */
export function companionsOf(statistics: PlaceStatistics, place: Place, terms: Activation): Companionship {
  const found = {
    together: pool.take(),
    lately: pool.take(),
    alike: pool.take(),
    closely: pool.take(),
  };
  const total = { seen: 0, lately: 0.5, alike: 0.1, closely: 1 };
  const { touches } = statistics;
  const norm = squareOf(terms);
  for (const [back, touch] of touches.latest(place.id, postingsMax).entries()) {
    const companions = statistics.commits[touches.commitOf(touch)]!.places;
    if (companions.length > companionsMax) continue;
    const late = 1 / (back + 1);
    const alike = similarity(terms, norm, touches.termsOf(touch)) ** 2;
    const close = 1 / Math.max(1, companions.length - 1);
    total.seen++;
    total.lately += late;
    total.alike += alike;
    total.closely += close;
    for (const id of companions) {
      if (id === place.id) continue;
      found.together.excite(id, 1);
      found.lately.excite(id, late);
      found.alike.excite(id, alike);
      found.closely.excite(id, close);
    }
  }
  for (const way of ['lately', 'alike', 'closely'] as const) found[way].scale(1 / total[way]);
  return { ...found, seen: total.seen };
}

function squareOf(terms: Activation): number {
  let sum = 0;
  for (let i = 0; i < terms.size; i++) sum += terms.strengthAt(i) * terms.strengthAt(i);
  return sum;
}

/** Cosine of a weighed set of terms with a plain one, in [0, 1]. */
function similarity(terms: Activation, norm: number, others: Int32Array): number {
  let shared = 0;
  for (const term of others) shared += terms.of(term) ** 2;
  if (shared === 0) return 0;
  return Math.min(1, shared / Math.sqrt(norm * norm * Math.max(1, others.length / terms.size)));
}

/**
 * Past commits that share rare terms vote for their places, a small one louder.
 *
 * @param terms with their rarities in these postings
 * @param sharpness how much more the most alike commits count; 1 for in proportion
 * @returns shares of the vote, in [0, 1]
 */
export function votesOfCommits(
  statistics: PlaceStatistics,
  terms: Activation,
  postings: Postings,
  options: {
    readonly termCount: 'patchTermCount' | 'messageTermCount';
    readonly votersMax: number;
    readonly sharpness: number;
  },
): Activation {
  const scores = pool.take();
  let total = 0;
  for (let i = 0; i < terms.size; i++) {
    const weight = terms.strengthAt(i);
    total += weight;
    for (const commit of postings.latest(terms.idAt(i), postingsMax)) scores.excite(commit, weight);
  }
  const size = Math.max(1, terms.size);
  for (let i = 0; i < scores.size; i++) {
    const length = statistics.commits[scores.idAt(i)]![options.termCount] / size;
    scores.setAt(i, scores.strengthAt(i) / total / (0.5 + 0.5 * Math.sqrt(length)));
  }
  const votes = pool.take();
  let cast = 0.3;
  for (const voter of scores.strongest(options.votersMax)) {
    const voice = scores.strengthAt(voter) ** options.sharpness;
    const { places } = statistics.commits[scores.idAt(voter)]!;
    cast += voice;
    for (const id of places) votes.excite(id, voice / Math.sqrt(places.length));
  }
  votes.scale(1 / cast);
  return votes;
}

/** Places in whose patches the terms occurred, a rare term and a repeated one louder; in [0, 1]. */
export function placesThatWrote(statistics: PlaceStatistics, terms: readonly string[]): Activation {
  const activation = pool.take();
  const standing = statistics.placeByPath.size;
  const { placesByTerm } = statistics;
  const weighed: [term: number, weight: number][] = [];
  for (const term of terms) {
    const id = statistics.terms.of(term);
    const places = placesByTerm.othersOf(id);
    if (places > 0) weighed.push([id, rarity(places, standing)]);
  }
  weighed.sort((a, b) => b[1] - a[1]);
  let total = 5;
  for (const [term, weight] of weighed.slice(0, termsAskedMax)) {
    total += weight;
    if (placesByTerm.othersOf(term) > postingsMax) continue;
    placesByTerm.visit(term, (id, count) => activation.excite(id, (weight * count) / (count + 1.5)));
  }
  activation.scale(1 / total);
  return activation;
}

/** Places whose paths hold the terms, a rare term louder; in [0, 1]. */
export function placesInWords(statistics: PlaceStatistics, terms: readonly string[]): Activation {
  const activation = pool.take();
  const standing = statistics.placeByPath.size;
  let total = 2;
  for (const term of terms) {
    const places = statistics.placesByPathTerm.get(statistics.terms.of(term));
    if (places === undefined || places.size === 0) continue;
    const weight = rarity(places.size, standing);
    total += weight;
    if (places.size > postingsMax) continue;
    for (const id of places) activation.excite(id, weight);
  }
  activation.scale(1 / total);
  return activation;
}

/** Places whose own name is among the terms; 1 where it names one place alone. */
export function placesNamed(statistics: PlaceStatistics, terms: readonly string[]): Activation {
  const activation = pool.take();
  for (const term of terms) {
    const places = statistics.placesByName.get(statistics.terms.of(term));
    if (places === undefined || places.size > namesakesMax) continue;
    for (const id of places) activation.excite(id, 1 / places.size);
  }
  return activation;
}

/** Places in whose patches the name of this one occurred; louder where few did. */
export function placesNaming(statistics: PlaceStatistics, place: Place): Activation {
  const activation = pool.take();
  const places = statistics.placesByTerm.othersOf(place.nameTerm);
  if (places > postingsMax) return activation;
  const weight = 1 / (1 + Math.log(Math.max(1, places)));
  statistics.placesByTerm.visit(place.nameTerm, (id) => activation.excite(id, weight));
  return activation;
}

/** Places that hold the same lines, a rare line louder; in [0, 1]. */
export function placesHolding(statistics: PlaceStatistics, lines: readonly string[]): Activation {
  const activation = pool.take();
  const standing = statistics.placeByPath.size;
  let total = 2;
  for (const key of lineKeys(lines)) {
    const places = statistics.placesByLine.of(key);
    const weight = rarity(places.length, standing);
    total += weight;
    for (const id of places) activation.excite(id, weight);
  }
  activation.scale(1 / total);
  return activation;
}
