// What hangs together with a moment beside its files: in, what is at hand; out, the commands, episodes, symbols and gists
// that the links of the memory bring up, each with the way it came.
import { baseLevel } from '../model/base-level.ts';
import type { LinkKind, NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { PrimeContext, PrimedItem, PrimedKind, PrimeMode } from '../model/priming.ts';
import { chanceOfKind, type PrimeStanding } from './prime-standing.ts';
import { type ExcitedNode, type Seed, spreadActivation } from './spreading-activation.ts';

/** Mechanisms that a benchmark can switch off. */
export const associationMechanisms = ['spreading', 'base-level', 'inhibition', 'mode', 'words'] as const;

export interface AssociationRequest {
  readonly project: string;
  readonly context: PrimeContext;
  /** Of the error at hand. */
  readonly fingerprint?: string;
  readonly atMs: number;
  /** Of what is said, the rarest; few. */
  readonly words: readonly string[];
  readonly memory: MemoryReader;
  readonly standing: PrimeStanding;
  readonly without: ReadonlySet<string>;
}

const evenGains: Readonly<Record<LinkKind, number>> = {
  mentions: 1,
  next: 0.5,
  // What changes together is for the memory of places, which knows more of it than a weight.
  'edited-with': 0,
  caused: 0,
  'fixed-by': 1,
  tried: 0,
  supports: 0.5,
  contradicts: 0,
  abstracts: 1,
  compiled: 1,
};
/** What a mode is keen on. */
const modeGains: Readonly<Record<PrimeMode, Partial<Record<LinkKind, number>>>> = {
  debugging: { 'fixed-by': 6, next: 0.2 },
  building: {},
  refactoring: { next: 0.2 },
  exploring: { abstracts: 3, compiled: 3 },
};

const kinds: Partial<Record<NodeKind, Exclude<PrimedKind, 'file' | 'warning'>>> = {
  command: 'command',
  episode: 'episode',
  symbol: 'symbol',
  gist: 'gist',
};
const hitsMax = 8;
/** From a file to its episodes, and to what else was at work in them. A third hop cost a fifth of a prime and found no more. */
const hopsMax = 2;
/** Of the strongest of its kind; what is weaker is crowded out. */
const shareOfBestMin = 0.3;
const levelGain = 0.3;
const decay = 0.5;
const decayOfGist = 0.25;
const phraseOf: Partial<Record<LinkKind, string>> = {
  mentions: 'was at work together with it',
  next: 'came right before or after it',
  'fixed-by': 'fixed this error',
  abstracts: 'says what such work came to',
  compiled: 'answered this before',
};

export function modeOf({ mode, error, text }: PrimeContext): PrimeMode {
  if (mode !== undefined) return mode;
  if (error !== undefined) return 'debugging';
  return text === undefined ? 'exploring' : 'building';
}

/** How readily activation passes over each kind of link. */
export function gainsOf(mode: PrimeMode): Readonly<Record<LinkKind, number>> {
  return { ...evenGains, ...modeGains[mode] };
}

/** The likeliest first; each labelled with its key, since most are cut before anyone reads what they are called. */
export function associate(request: AssociationRequest): PrimedItem[] {
  const { memory, context, without } = request;
  if (without.has('spreading')) return [];
  const gains = without.has('mode') ? evenGains : gainsOf(modeOf(context));
  const excited = spreadActivation(findSeeds(request), memory, { gains, hopsMax });
  const byKind = Map.groupBy(excited, ({ node }) => kinds[node.kind]);
  byKind.delete(undefined);
  return [...byKind]
    .flatMap(([kind, nodes]) => compete(kind!, nodes, request))
    .sort((a, b) => b.probability - a.probability);
}

/** Exact cues first, then what holds the rarest words; without any of them, the work under way. */
function findSeeds({ project, context, fingerprint, memory, words }: AssociationRequest): Seed[] {
  const { path, error } = context;
  const seeds: (Seed | undefined)[] = [
    path === undefined ? undefined : seedOf(memory.node(project, 'file', path), 1, path),
    fingerprint === undefined ? undefined : seedOf(memory.node(project, 'error', fingerprint), 1, error!.message),
  ];
  for (const { seq, share } of findByWords(words, project, memory)) {
    const episode = memory.episodeOfEvent(seq);
    if (episode !== undefined) seeds.push(seedOf(memory.nodeById(episode.nodeId), 0.5 * share, words.join(' ')));
  }
  const found = seeds.filter((seed) => seed !== undefined);
  const open = found.length === 0 ? memory.openEpisode(project) : undefined;
  if (open === undefined) return found;
  return [{ node: memory.nodeById(open.nodeId)!, strength: 1, cue: 'the work under way' }];
}

function seedOf(node: Seed['node'] | undefined, strength: number, cue: string): Seed | undefined {
  return node === undefined ? undefined : { node, strength, cue };
}

/** Shares add up to 1. */
function findByWords(words: readonly string[], project: string, memory: MemoryReader) {
  if (words.length === 0) return [];
  const hits = memory.searchText(project, words, hitsMax);
  const total = hits.reduce((sum, { score }) => sum + score, 0);
  return hits.map(({ seq, score }) => ({ seq, share: score / total }));
}

/** Those of one kind share the chance that one of the kind is wanted; the weak give way to the strong. */
function compete(
  kind: Exclude<PrimedKind, 'file' | 'warning'>,
  excited: readonly ExcitedNode[],
  { atMs, standing, without }: AssociationRequest,
): PrimedItem[] {
  const levelOf = ({ node }: ExcitedNode) =>
    without.has('base-level') ? 0 : levelGain * baseLevel(node, atMs, kind === 'gist' ? decayOfGist : decay);
  const scored = excited.map((each) => ({ each, score: each.activation * Math.exp(levelOf(each)) }));
  const best = Math.max(...scored.map(({ score }) => score));
  const winners = scored.filter(({ score }) => without.has('inhibition') || score >= shareOfBestMin * best);
  const total = winners.reduce((sum, { score }) => sum + score, 0);
  const chance = chanceOfKind(standing, kind);
  return winners.map(({ each: { node, cue, way, activation }, score }) => ({
    kind,
    key: node.key,
    label: node.key,
    probability: chance * (score / total),
    reasons: [{ phrase: phraseOf[way.at(-1)!] ?? 'hangs together with it', cue, weight: Math.log1p(activation) }],
    ...(node.valence.precision > 0 && { valence: node.valence }),
  }));
}
