// Ways by which one thing brings another to mind: in, what is at hand; out, how strongly each place comes up. Every way
// is bounded, so that its cost does not grow with the history.
import { companionsMax, lineKeys, type Place, type PlaceStatistics, postingsMax } from '../model/place-statistics.ts';
import type { Postings } from '../model/posting-list.ts';

/** By place id, how strongly it comes up; absent for not at all. */
export type Activation = Map<number, number>;

const termsAskedMax = 32;
const namesakesMax = 40;

export function excite(activation: Activation, id: number, amount: number): void {
  activation.set(id, (activation.get(id) ?? 0) + amount);
}

/**
 * How rare a thing is that occurs in `frequency` of `total`: from about ln(total) down to 0.
 *
 * @source inverse document frequency of BM25, Robertson and Walker 1994
 */
export function rarity(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

/** Terms of what is at hand that the history knows, the rarest first, each with its rarity. */
export function rarestTerms(
  known: ReadonlyMap<string, number>,
  terms: readonly string[],
  postings: Postings,
  total: number,
): Map<number, number> {
  const weighed: [term: number, weight: number][] = [];
  for (const term of terms) {
    const id = known.get(term);
    const frequency = id === undefined ? 0 : postings.countOf(id);
    if (frequency > 0) weighed.push([id!, rarity(frequency, total)]);
  }
  return new Map(weighed.sort((a, b) => b[1] - a[1]).slice(0, termsAskedMax));
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
export function companionsOf(
  statistics: PlaceStatistics,
  place: Place,
  terms: ReadonlyMap<number, number>,
): Companionship {
  const found = { together: new Map(), lately: new Map(), alike: new Map(), closely: new Map() };
  const total = { seen: 0, lately: 0.5, alike: 0.1, closely: 1 };
  const { touches } = statistics;
  for (const [back, touch] of touches.latest(place.id, postingsMax).entries()) {
    const companions = statistics.commits[touches.commitOf(touch)]!.places;
    if (companions.length > companionsMax) continue;
    const late = 1 / (back + 1);
    const alike = similarity(terms, touches.termsOf(touch)) ** 2;
    const close = 1 / Math.max(1, companions.length - 1);
    total.seen++;
    total.lately += late;
    total.alike += alike;
    total.closely += close;
    for (const id of companions) {
      if (id === place.id) continue;
      excite(found.together, id, 1);
      excite(found.lately, id, late);
      excite(found.alike, id, alike);
      excite(found.closely, id, close);
    }
  }
  for (const way of ['lately', 'alike', 'closely'] as const) scale(found[way], 1 / total[way]);
  return { ...found, seen: total.seen };
}

/** Cosine of a weighed set of terms with a plain one, in [0, 1]. */
function similarity(terms: ReadonlyMap<number, number>, others: Int32Array): number {
  let shared = 0;
  let norm = 0;
  for (const weight of terms.values()) norm += weight * weight;
  for (const term of others) shared += (terms.get(term) ?? 0) ** 2;
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
  terms: ReadonlyMap<number, number>,
  postings: Postings,
  options: {
    readonly termCount: 'patchTermCount' | 'messageTermCount';
    readonly votersMax: number;
    readonly sharpness: number;
  },
): Activation {
  const scores: Activation = new Map();
  let total = 0;
  for (const [term, weight] of terms) {
    total += weight;
    for (const commit of postings.latest(term, postingsMax)) excite(scores, commit, weight);
  }
  const size = Math.max(1, terms.size);
  for (const [commit, score] of scores) {
    const length = statistics.commits[commit]![options.termCount] / size;
    scores.set(commit, score / total / (0.5 + 0.5 * Math.sqrt(length)));
  }
  const votes: Activation = new Map();
  let cast = 0.3;
  for (const [commit, score] of strongest(scores, options.votersMax)) {
    const voice = score ** options.sharpness;
    const { places } = statistics.commits[commit]!;
    cast += voice;
    for (const id of places) excite(votes, id, voice / Math.sqrt(places.length));
  }
  scale(votes, 1 / cast);
  return votes;
}

/** Places in whose patches the terms occurred, a rare term and a repeated one louder; in [0, 1]. */
export function placesThatWrote(statistics: PlaceStatistics, terms: readonly string[]): Activation {
  const activation: Activation = new Map();
  const standing = statistics.placeByPath.size;
  const { placesByTerm } = statistics;
  const weighed: [term: number, weight: number][] = [];
  for (const term of terms) {
    const id = statistics.terms.get(term) ?? -1;
    const places = placesByTerm.othersOf(id);
    if (places > 0) weighed.push([id, rarity(places, standing)]);
  }
  weighed.sort((a, b) => b[1] - a[1]);
  let total = 5;
  for (const [term, weight] of weighed.slice(0, termsAskedMax)) {
    total += weight;
    if (placesByTerm.othersOf(term) > postingsMax) continue;
    placesByTerm.visit(term, (id, count) => excite(activation, id, (weight * count) / (count + 1.5)));
  }
  scale(activation, 1 / total);
  return activation;
}

/** Places whose paths hold the terms, a rare term louder; in [0, 1]. */
export function placesInWords(statistics: PlaceStatistics, terms: readonly string[]): Activation {
  const activation: Activation = new Map();
  const standing = statistics.placeByPath.size;
  let total = 2;
  for (const term of terms) {
    const places = statistics.placesByPathTerm.get(statistics.terms.get(term) ?? -1);
    if (places === undefined || places.size === 0) continue;
    const weight = rarity(places.size, standing);
    total += weight;
    if (places.size > postingsMax) continue;
    for (const id of places) excite(activation, id, weight);
  }
  scale(activation, 1 / total);
  return activation;
}

/** Places whose own name is among the terms; 1 where it names one place alone. */
export function placesNamed(statistics: PlaceStatistics, terms: readonly string[]): Activation {
  const activation: Activation = new Map();
  for (const term of terms) {
    const places = statistics.placesByName.get(statistics.terms.get(term) ?? -1);
    if (places === undefined || places.size > namesakesMax) continue;
    for (const id of places) activation.set(id, 1 / places.size);
  }
  return activation;
}

/** Places in whose patches the name of this one occurred; louder where few did. */
export function placesNaming(statistics: PlaceStatistics, place: Place): Activation {
  const activation: Activation = new Map();
  const places = statistics.placesByTerm.othersOf(place.nameTerm);
  if (places > postingsMax) return activation;
  const weight = 1 / (1 + Math.log(Math.max(1, places)));
  statistics.placesByTerm.visit(place.nameTerm, (id) => activation.set(id, weight));
  return activation;
}

/** Places that hold the same lines, a rare line louder; in [0, 1]. */
export function placesHolding(statistics: PlaceStatistics, lines: readonly string[]): Activation {
  const activation: Activation = new Map();
  const standing = statistics.placeByPath.size;
  let total = 2;
  for (const key of lineKeys(lines)) {
    const places = statistics.placesByLine.of(key);
    const weight = rarity(places.length, standing);
    total += weight;
    for (const id of places) excite(activation, id, weight);
  }
  scale(activation, 1 / total);
  return activation;
}

/** The strongest entries, the lesser id first among equals. Costs little more than one comparison an entry. */
export function strongest(activation: Activation, limit: number): [id: number, strength: number][] {
  const best: [id: number, strength: number][] = [];
  for (const entry of activation) {
    if (best.length === limit && !isBefore(entry, best[limit - 1]!)) continue;
    let place = best.length;
    while (place > 0 && isBefore(entry, best[place - 1]!)) place -= 1;
    best.splice(place, 0, entry);
    if (best.length > limit) best.pop();
  }
  return best;
}

function isBefore(a: readonly [id: number, strength: number], b: readonly [id: number, strength: number]): boolean {
  return a[1] > b[1] || (a[1] === b[1] && a[0] < b[0]);
}

function scale(activation: Activation, factor: number): void {
  for (const [id, strength] of activation) activation.set(id, strength * factor);
}
