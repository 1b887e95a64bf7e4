// System 2: in, a question that a first look did not settle; out, the chain of evidence that answers it best, and what
// finding it cost. It goes one way to evidence after another and stops when the answer settles or the budget ends.
import type { MemoryEvent } from '../model/event.ts';
import type { Link } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { coverQuestion, massOf, type WeighedQuestion, type WeighedWord } from './coverage.ts';
import { type ChainTie, chainEvidence, type EvidenceChain, gainMin, type Neighbour } from './evidence-chain.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';

/** Ways to evidence, in the order in which they are gone: the likeliest and cheapest first. */
export const deliberationRoutes = ['kin', 'episode', 'revert', 'file', 'next'] as const;
type Route = (typeof deliberationRoutes)[number];

export interface Deliberation {
  readonly chain: EvidenceChain | undefined;
  readonly steps: number;
  /** Events read beyond the first look. */
  readonly events: number;
}

const seedsMax = 8;
const eventsMax = 600;
const eventsOfEpisodeMax = 40;
const eventsAtPathMax = 20;
const pathsMax = 3;
const linksMax = 6;
const hitsMax = 60;
/** Of a word that stands in more traces the latest are known. Each costs 2 µs. */
const holdersMax = 2_000;
/** Nats; what moves the distribution over answers less has settled it. */
const entropyStep = 0.02;
/** How sharply what is answered more is preferred. */
const sharpness = 12;
/** Enough to stop at once. */
const answeredSurely = 0.95;

/** What says nothing of what happened. */
const mute = new Set<MemoryEvent['kind']>(['recall', 'prime', 'feedback', 'open', 'save', 'dwell', 'forget']);

/**
 * Whether more of the question may be found than the first look found: the words that the memory has met at all must
 * weigh enough to answer it. Otherwise it costs and changes nothing [MASH].
 */
export function mayAnswer({ weighed, found, isTold }: QuestionSearch, enough: number): boolean {
  const { words } = weighed;
  const met = words.filter((word) => word.frequency > 0 || word.kin.size > 0);
  return words.length > 1 && massOf(met) >= enough * massOf(words) && found.events.some((event) => !isTold(event));
}

export function deliberate(request: RecallRequest, search: QuestionSearch): Deliberation {
  const { weighed, found, isTold } = search;
  const memory = readOnce(request.memory);
  const pool = new Map(found.events.filter((event) => !isTold(event)).map((event) => [event.seq, event]));
  const neighbours = new Map<number, Neighbour[]>();
  let holders: Holders | undefined;
  let best: EvidenceChain | undefined;
  let entropy = Number.POSITIVE_INFINITY;
  let steps = 0;
  let events = 0;
  for (const route of deliberationRoutes) {
    if (request.without?.has(route)) continue;
    steps += 1;
    if (route === 'kin') events += addKin(pool, request, search);
    const seeds = chooseSeeds(pool.values(), weighed);
    if (route !== 'kin') {
      holders ??= readHolders(weighed, request);
      for (const seed of seeds) {
        const { covered } = coverQuestion(seed, weighed);
        const lacked = [...holders].flatMap(([word, seqs]) => (covered.includes(word) ? [] : [seqs]));
        events += addNeighbours(neighbours, seed, route, lacked, memory);
      }
    }
    const chains = seeds.map((seed) => chainEvidence(seed, neighbours.get(seed.seq) ?? [], weighed, request.without));
    chains.sort((a, b) => b.answered - a.answered || b.members[0]!.event.at - a.members[0]!.event.at);
    best = chains[0];
    const settled = entropyOf(chains.map((chain) => chain.answered));
    const isSettled = Math.abs(settled - entropy) < entropyStep && (best?.answered ?? 0) >= answeredSurely;
    entropy = settled;
    if ((best?.answered ?? 0) >= answeredSurely && (isSettled || best!.members.length === 1)) break;
    if (events >= eventsMax) break;
  }
  return { chain: best, steps, events };
}

/** Seeds of one question stand at the same places, so each place is read once. */
function readOnce(memory: MemoryReader): MemoryReader {
  const seqs = new Map<string, number[]>();
  const links = new Map<string, Link[]>();
  return {
    ...memory,
    seqsAtPath: (project, path, limit) =>
      readAs(seqs, `${limit} ${path}`, () => memory.seqsAtPath(project, path, limit)),
    links: (nodeId, options) => readAs(links, `${nodeId} ${options.kinds}`, () => memory.links(nodeId, options)),
  };
}

function readAs<Value>(known: Map<string, Value>, key: string, read: () => Value): Value {
  const value = known.get(key) ?? read();
  known.set(key, value);
  return value;
}

/** Of each word that counts, the places in the log of what holds it or names the same deed, as the index has them. */
type Holders = ReadonlyMap<WeighedWord, ReadonlySet<number>>;

function readHolders({ words }: WeighedQuestion, { project, memory }: RecallRequest): Holders {
  const weightMin = gainMin * massOf(words);
  const counting = words.filter(({ weight }) => weight >= weightMin);
  return new Map(
    counting.map((word) => {
      const names = [word.parts, ...[...word.kin].map((stem) => [stem])];
      return [word, new Set(names.flatMap((parts) => memory.latestWith(project, parts, holdersMax)))];
    }),
  );
}

/** Searches for the other names of what was done, together with what it was done to. */
function addKin(
  pool: Map<number, MemoryEvent>,
  { project, memory, without }: RecallRequest,
  { weighed: question, isTold }: QuestionSearch,
): number {
  // The first look has searched for the words themselves.
  if (question.words.every(({ kin }) => kin.size === 0)) return 0;
  const words = question.words.flatMap((word) => [...word.parts, ...word.kin]);
  const seqs = memory.searchText(project, words, hitsMax, !without?.has('bound')).map(({ seq }) => seq);
  const unread = seqs.filter((seq) => !pool.has(seq));
  const events = memory.eventsAt(project, unread).filter((event) => !isTold(event));
  for (const event of events) pool.set(event.seq, event);
  return events.length;
}

function chooseSeeds(events: Iterable<MemoryEvent>, question: WeighedQuestion): MemoryEvent[] {
  return [...events]
    .map((event) => ({ event, share: coverQuestion(event, question).share }))
    .sort((a, b) => b.share - a.share || b.event.seq - a.event.seq)
    .slice(0, seedsMax)
    .map(({ event }) => event);
}

/** @param lacked places of what holds a word that the seed lacks: nothing else adds to a chain, and it is not read */
function addNeighbours(
  known: Map<number, Neighbour[]>,
  seed: MemoryEvent,
  tie: Exclude<Route, 'kin'>,
  lacked: readonly ReadonlySet<number>[],
  memory: MemoryReader,
): number {
  const list = known.get(seed.seq) ?? [];
  known.set(seed.seq, list);
  const seqs = new Set([seed.seq, ...list.map(({ event }) => event.seq)]);
  const others = [...new Set(goRoute[tie](seed, memory))].filter(
    (seq) => !seqs.has(seq) && lacked.some((held) => held.has(seq)),
  );
  const read = new Map(memory.eventsAt(seed.project, others).map((event) => [event.seq, event]));
  // In the order of the route, at a place the latest first: of those that add as much the first is taken.
  const events = others.flatMap((seq) => read.get(seq) ?? []).filter(({ kind }) => !mute.has(kind));
  list.push(...events.map((event) => ({ event, tie })));
  return events.length;
}

/** Places in the log. */
const goRoute: Record<ChainTie, (seed: MemoryEvent, memory: MemoryReader) => number[]> = {
  episode(seed, memory) {
    const episode = memory.episodeOfEvent(seed.seq);
    return episode === undefined ? [] : memory.seqsOfEpisode(episode.id, eventsOfEpisodeMax);
  },
  revert: (seed, memory) => seqsBehind(seed, ['contradicts'], memory),
  next: (seed, memory) => seqsBehind(seed, ['next'], memory),
  file: (seed, memory) =>
    seed.refs.slice(0, pathsMax).flatMap((path) => memory.seqsAtPath(seed.project, path, eventsAtPathMax)),
};

function seqsBehind(seed: MemoryEvent, kinds: readonly ['contradicts'] | readonly ['next'], memory: MemoryReader) {
  const episode = memory.episodeOfEvent(seed.seq);
  if (episode === undefined) return [];
  return memory.links(episode.nodeId, { kinds, limit: linksMax }).flatMap((link) => {
    const other = memory.nodeById(link.from === episode.nodeId ? link.to : link.from);
    return other === undefined ? [] : memory.seqsOfEpisode(other.key, eventsOfEpisodeMax);
  });
}

/** Of the answers, were one chosen by how much of the question it answers; in nats. */
function entropyOf(answered: readonly number[]): number {
  const top = Math.max(0, ...answered);
  const grown = answered.map((each) => Math.exp(sharpness * (each - top)));
  const total = grown.reduce((sum, each) => sum + each, 0) || 1;
  return grown.reduce((sum, each) => sum - (each / total) * Math.log(each / total), 0);
}
