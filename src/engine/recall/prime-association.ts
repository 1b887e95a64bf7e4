// What hangs together with a moment beside its files: in, what is at hand; out, the commands, episodes, symbols and gists
// that the links of the memory bring up, each with the way it came.
import { baseLevel } from '../model/base-level.ts';
import type { LinkKind, NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { PrimeContext, PrimedItem, PrimedKind } from '../model/priming.ts';
import { chanceOfKind, type PrimeStanding } from './prime-standing.ts';
import { type ExcitedNode, type Seed, spreadActivation } from './spreading-activation.ts';

/** Mechanisms that a benchmark can switch off. */
export const associationMechanisms = ['spreading', 'base-level', 'inhibition', 'words'] as const;

export interface AssociationRequest {
  readonly project: string;
  readonly context: PrimeContext;
  /** Of the error at hand. */
  readonly fingerprint?: string;
  readonly atMs: number;
  /** Of what is said, the rarest; few. Costs look-ups. */
  readonly words: () => readonly string[];
  readonly memory: MemoryReader;
  readonly standing: PrimeStanding;
  readonly without: ReadonlySet<string>;
}

/**
 * How readily activation passes over each kind of link. Other gains for each thing that one may be about, such as a fix where
 * an error stands, changed nothing that is primed.
 */
export const linkGains: Readonly<Record<LinkKind, number>> = {
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
/**
 * Of what happened once, or was made of what happened. How often a command or a symbol was used is in the shares of its links
 * already: counted twice, what is in use everywhere led wherever one was.
 */
const decays: Partial<Record<PrimedKind, number>> = { episode: 0.5, gist: 0.25 };
const phraseOf: Partial<Record<LinkKind, string>> = {
  mentions: 'was at work together with it',
  next: 'came right before or after it',
  'fixed-by': 'fixed this error',
  abstracts: 'says what such work came to',
  compiled: 'answered this before',
};

/** The likeliest first; each labelled with its key, since most are cut before anyone reads what they are called. */
export function associate(request: AssociationRequest): PrimedItem[] {
  const { memory, without } = request;
  if (without.has('spreading')) return [];
  const excited = spreadActivation(findSeeds(request), memory, { gains: linkGains, hopsMax });
  const byKind = Map.groupBy(excited, ({ node }) => kinds[node.kind]);
  byKind.delete(undefined);
  return [...byKind]
    .flatMap(([kind, nodes]) => compete(kind!, nodes, request))
    .sort((a, b) => b.probability - a.probability);
}

/**
 * Exact cues; without any, what holds the rarest words; without those, the work under way. Beside an exact cue words only
 * led astray, the more there was that held them by chance.
 */
function findSeeds({ project, context, fingerprint, memory, words }: AssociationRequest): Seed[] {
  const { path, error } = context;
  const exact = [
    path === undefined ? undefined : seedOf(memory.node(project, 'file', path), 1, path),
    fingerprint === undefined ? undefined : seedOf(memory.node(project, 'error', fingerprint), 1, error!.message),
  ].filter((seed) => seed !== undefined);
  if (exact.length > 0) return exact;
  const said = findByWords(words(), project, memory);
  if (said.length > 0) return said;
  const open = memory.openEpisode(project);
  return open === undefined ? [] : [{ node: memory.nodeById(open.nodeId)!, strength: 1, cue: 'the work under way' }];
}

function seedOf(node: Seed['node'] | undefined, strength: number, cue: string): Seed | undefined {
  return node === undefined ? undefined : { node, strength, cue };
}

/** Strengths add up to 1, or less where no episode holds what was found. */
function findByWords(words: readonly string[], project: string, memory: MemoryReader): Seed[] {
  if (words.length === 0) return [];
  const hits = memory.searchText(project, words, hitsMax);
  const total = hits.reduce((sum, { score }) => sum + score, 0);
  return hits.flatMap(({ seq, score }) => {
    const episode = memory.episodeOfEvent(seq);
    return (episode && seedOf(memory.nodeById(episode.nodeId), score / total, words.join(' '))) ?? [];
  });
}

/** Those of one kind share the chance that one of the kind is wanted; the weak give way to the strong. */
function compete(
  kind: Exclude<PrimedKind, 'file' | 'warning'>,
  excited: readonly ExcitedNode[],
  { atMs, standing, without }: AssociationRequest,
): PrimedItem[] {
  const decay = without.has('base-level') ? undefined : decays[kind];
  const levelOf = ({ node }: ExcitedNode) => (decay === undefined ? 0 : levelGain * baseLevel(node, atMs, decay));
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
