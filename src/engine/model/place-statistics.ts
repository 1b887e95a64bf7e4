// What a history says of its files: in, one commit after another; out, the counts and postings that priming reads.
// A deterministic projection: the same commits in the same order give the same statistics.
import { LineHolders } from './line-holders.ts';
import { PairCounts } from './pair-counts.ts';
import { messageTerms, nameTerm, pathTerms, termsOf } from './place-term.ts';
import { PlaceTouches } from './place-touches.ts';
import { Postings } from './posting-list.ts';
import { TermIds } from './term-ids.ts';
import { hashText } from './text-hash.ts';

/** One file as a commit changed it. */
export interface PlaceChange {
  readonly path: string;
  /** The former path, when the file was renamed. */
  readonly was?: string;
  readonly status: 'A' | 'M' | 'D' | 'R';
  /** The lines taken away and put in, without signs; may be an excerpt. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface CommitTrace {
  /** Unix time in ms. */
  readonly at: number;
  readonly author: string;
  readonly message: string;
  readonly changes: readonly PlaceChange[];
}

/** One file through all its names. Ids count from 0 in the order of appearance. */
export interface Place {
  readonly id: number;
  path: string;
  folder: string;
  nameTerm: number;
  pathTerms: readonly number[];
  isAlive: boolean;
  /** How many commits touched it, and the number of the last of them; each is in `touches`. */
  uses: number;
  lastCommit: number;
}

export interface CommitRecord {
  readonly at: number;
  readonly author: string;
  /** Ids, without repeats. */
  readonly places: readonly number[];
  readonly patchTermCount: number;
  readonly messageTermCount: number;
}

/** How often an author changed each place, and all of them together. */
interface AuthorChanges {
  readonly byPlace: Map<number, number>;
  total: number;
}

export interface PlaceStatistics {
  readonly commits: CommitRecord[];
  readonly places: Place[];
  readonly terms: TermIds;
  readonly placeByPath: Map<string, number>;
  /** By a path at which nothing stands any more: where what stood there went. */
  readonly movedTo: Map<string, string>;
  /** Standing places by the term of their name, by any term of their path, by folder. */
  readonly placesByName: Map<number, Set<number>>;
  readonly placesByPathTerm: Map<number, Set<number>>;
  readonly placesByFolder: Map<string, Set<number>>;
  readonly touches: PlaceTouches;
  /** By term: in how many patches of a place it occurred; of a term of very many places only that. */
  readonly placesByTerm: PairCounts;
  /** By term: commits whose message or patch holds it. */
  readonly commitsByMessageTerm: Postings;
  readonly commitsByPatchTerm: Postings;
  /** Places that hold a line, by `lineKey`, as far as their patches told. */
  readonly placesByLine: LineHolders;
  readonly changesByAuthor: Map<string, AuthorChanges>;
}

/** A commit of more files says nothing of any two of them. */
export const companionsMax = 20;
/** Distinct terms kept of one patch of one file. */
export const patchTermsMax = 128;
const messageTermsMax = 128;
const pathTermsMax = 32;
const indexedFilesMax = 40;
const lineLengthMin = 8;
const linesKeptMax = 200;
/** Of a term or a place no more commits are looked at, the latest; a term that more places wrote tells none of them apart. */
export const postingsMax = 120;
/** A line that more places hold tells none of them apart. */
const holdersMax = 40;

export function emptyPlaceStatistics(): PlaceStatistics {
  return {
    commits: [],
    places: [],
    terms: new TermIds(),
    placeByPath: new Map(),
    movedTo: new Map(),
    placesByName: new Map(),
    placesByPathTerm: new Map(),
    placesByFolder: new Map(),
    touches: new PlaceTouches(postingsMax),
    placesByTerm: new PairCounts(postingsMax),
    commitsByMessageTerm: new Postings(postingsMax),
    commitsByPatchTerm: new Postings(postingsMax),
    placesByLine: new LineHolders(),
    changesByAuthor: new Map(),
  };
}

/** Learns one commit, in place. The cost grows with the commit, not with the history. */
export function learnCommit(statistics: PlaceStatistics, commit: CommitTrace): void {
  const number = statistics.commits.length;
  const places = new Set<Place>();
  const patchTerms = new Set<number>();
  for (const change of commit.changes) {
    const place = followPlace(statistics, change);
    if (places.has(place)) continue;
    places.add(place);
    const terms = termsOf([...change.removed, ...change.added], patchTermsMax).map((term) =>
      statistics.terms.learn(term),
    );
    learnPatch(statistics, place, number, terms);
    learnLines(statistics, place, change);
    for (const term of terms) patchTerms.add(term);
    countChange(statistics, commit.author, place);
  }
  const spoken = messageTerms(commit.message, messageTermsMax).map((term) => statistics.terms.learn(term));
  for (const term of spoken) statistics.commitsByMessageTerm.add(term, number);
  if (places.size <= indexedFilesMax) {
    for (const term of patchTerms) statistics.commitsByPatchTerm.add(term, number);
  }
  statistics.commits.push({
    at: commit.at,
    author: commit.author,
    places: [...places].map((place) => place.id),
    patchTermCount: patchTerms.size,
    messageTermCount: spoken.length,
  });
}

/** The place that stands at a path now. */
export function standingPlace(statistics: PlaceStatistics, path: string): Place | undefined {
  const id = statistics.placeByPath.get(path);
  const place = id === undefined ? undefined : statistics.places[id]!;
  return place?.isAlive ? place : undefined;
}

/** More renamings of one file than these are not followed. */
const movesMax = 20;

/** The path at which what once stood at this one stands now; undefined where it has not moved, or has gone since. */
export function findMoved(statistics: PlaceStatistics, path: string): string | undefined {
  let now = statistics.movedTo.get(path);
  for (let moves = 1; now !== undefined && moves < movesMax; moves += 1) {
    const next = statistics.movedTo.get(now);
    if (next === undefined) break;
    now = next;
  }
  return now === undefined || standingPlace(statistics, now) === undefined ? undefined : now;
}

/** How many commits say a word in their message or write it in their patch, whichever is more; 0 for a word of no commit. */
export function frequencyOf({ terms, ...by }: PlaceStatistics, word: string): number {
  const [id = -1] = termsOf([word], 1).map((term) => terms.of(term));
  return Math.max(by.commitsByMessageTerm.countOf(id), by.commitsByPatchTerm.countOf(id));
}

function learnPatch(statistics: PlaceStatistics, place: Place, number: number, terms: readonly number[]): void {
  place.uses += 1;
  place.lastCommit = number;
  statistics.touches.add(place.id, number, terms);
  for (const term of terms) statistics.placesByTerm.count(term, place.id);
}

function learnLines(statistics: PlaceStatistics, place: Place, change: PlaceChange): void {
  const { placesByLine } = statistics;
  for (const key of lineKeys(change.removed)) placesByLine.remove(key, place.id);
  for (const key of lineKeys(change.added)) placesByLine.add(key, place.id, holdersMax);
}

/**
 * Distinct keys of the lines that are long enough to tell one place from another, in order. Two lines rarely share one, and
 * then a place comes up once too often.
 */
export function lineKeys(lines: readonly string[]): Set<number> {
  const keys = new Set<number>();
  for (const line of lines) {
    const text = line.trim();
    if (text.length >= lineLengthMin) keys.add(hashText(text));
    if (keys.size === linesKeptMax) break;
  }
  return keys;
}

function followPlace(statistics: PlaceStatistics, change: PlaceChange): Place {
  const was = formerPlace(statistics, change);
  if (was !== undefined) return movePlace(statistics, was, change.path);
  const id = statistics.placeByPath.get(change.path);
  const place = id === undefined ? foundPlace(statistics, change.path) : statistics.places[id]!;
  if (change.status === 'D') leave(statistics, place);
  else if (!place.isAlive) settle(statistics, place, change.path);
  return place;
}

/**
 * The standing place that goes by a new name in this change: the one it names, or, since a file that is modified must
 * have been somewhere, the one whose path ends most alike when the history left out the move.
 */
function formerPlace(statistics: PlaceStatistics, change: PlaceChange): Place | undefined {
  if (change.status === 'R' && change.was !== undefined) return standingPlace(statistics, change.was);
  if (change.status !== 'M' || statistics.placeByPath.has(change.path)) return undefined;
  let best: Place | undefined;
  let sharedMax = 1;
  for (const id of statistics.placesByName.get(statistics.terms.learn(nameTerm(change.path))) ?? []) {
    const shared = sharedEnd(statistics.places[id]!.path, change.path);
    if (shared > sharedMax) [best, sharedMax] = [statistics.places[id]!, shared];
  }
  return best;
}

/** How many names, from the last, two paths have in common. */
function sharedEnd(a: string, b: string): number {
  const left = a.split('/').reverse();
  const right = b.split('/').reverse();
  const differing = left.findIndex((name, i) => name !== right[i]);
  return differing < 0 ? left.length : differing;
}

function movePlace(statistics: PlaceStatistics, place: Place, path: string): Place {
  const displaced = standingPlace(statistics, path);
  if (displaced !== undefined && displaced !== place) leave(statistics, displaced);
  leave(statistics, place);
  statistics.placeByPath.delete(place.path);
  statistics.movedTo.set(place.path, path);
  settle(statistics, place, path);
  return place;
}

function foundPlace(statistics: PlaceStatistics, path: string): Place {
  const id = statistics.places.length;
  const place: Place = {
    id,
    path,
    folder: '',
    nameTerm: -1,
    pathTerms: [],
    isAlive: false,
    uses: 0,
    lastCommit: -1,
  };
  statistics.places.push(place);
  statistics.placeByPath.set(path, id);
  return place;
}

function settle(statistics: PlaceStatistics, place: Place, path: string): void {
  place.path = path;
  place.folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  place.nameTerm = statistics.terms.learn(nameTerm(path));
  place.pathTerms = pathTerms(path, pathTermsMax).map((term) => statistics.terms.learn(term));
  place.isAlive = true;
  statistics.placeByPath.set(path, place.id);
  statistics.movedTo.delete(path);
  setOf(statistics.placesByName, place.nameTerm).add(place.id);
  setOf(statistics.placesByFolder, place.folder).add(place.id);
  for (const term of place.pathTerms) setOf(statistics.placesByPathTerm, term).add(place.id);
}

function leave(statistics: PlaceStatistics, place: Place): void {
  place.isAlive = false;
  statistics.placesByName.get(place.nameTerm)?.delete(place.id);
  statistics.placesByFolder.get(place.folder)?.delete(place.id);
  for (const term of place.pathTerms) statistics.placesByPathTerm.get(term)?.delete(place.id);
}

function countChange({ changesByAuthor }: PlaceStatistics, author: string, { id }: Place): void {
  const changes = entryOf(changesByAuthor, author, () => ({ byPlace: new Map<number, number>(), total: 0 }));
  changes.byPlace.set(id, (changes.byPlace.get(id) ?? 0) + 1);
  changes.total += 1;
}

const setOf = <K, V>(map: Map<K, Set<V>>, key: K) => entryOf(map, key, () => new Set());

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
