// What hangs together with what is at hand: in, nodes that are excited; out, the nodes that their links excite, with the
// way it went. Three hops at most over links whose weights are shares, so that a node with many links passes on no more
// than one with few.
import type { LinkKind, LinkWay, MemoryNode, NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';

export interface Seed {
  readonly node: MemoryNode;
  /** In (0, 1]. */
  readonly strength: number;
  /** What at hand it stands for. */
  readonly cue: string;
}

export interface ExcitedNode {
  readonly node: MemoryNode;
  /** In (0, 1]; all of them and what the seeds keep add up to what the seeds had. */
  readonly activation: number;
  /** What at hand excited it most. */
  readonly cue: string;
  /** Links from that cue to the node by the strongest way, such as `mentions`; at least one. */
  readonly way: readonly LinkKind[];
}

/** Activation that went over one link in one hop; ids of nodes. */
export interface Passage {
  readonly from: number;
  readonly to: number;
  readonly kind: LinkKind;
  /** In (0, 1]. */
  readonly amount: number;
}

export interface SpreadOptions {
  /** Of each kind of link, how readily activation passes; 0 for not at all. */
  readonly gains: Readonly<Record<LinkKind, number>>;
  readonly hopsMax: number;
  /** Called after each hop with all that went over links in it. */
  readonly watch?: (passages: readonly Passage[]) => void;
}

/** Share that stays where it is at each hop. */
const restart = 0.35;
/** Only the most excited pass on. */
const frontierMax = 12;
const linksOfKindMax = 16;
/** Weaker ones are not looked at. */
const excitedMax = 80;

const into = (kind: LinkKind): LinkWay => ({ kind, direction: 'in' });
const outOf = (kind: LinkKind): LinkWay => ({ kind, direction: 'out' });
const episodeWays = [outOf('mentions'), outOf('next'), into('next'), into('fixed-by'), into('abstracts')];
const cueWays = [into('mentions'), into('abstracts')];
const errorWays = [...cueWays, outOf('fixed-by')];
const gistWays = [outOf('abstracts')];

function waysOf(kind: NodeKind): readonly LinkWay[] {
  if (kind === 'episode') return episodeWays;
  if (kind === 'error') return errorWays;
  return kind === 'gist' || kind === 'belief' || kind === 'rule' ? gistWays : cueWays;
}

/** A node on the way: how it was reached first decides what is said of it; how strongly, all ways together. */
interface Trail {
  activation: number;
  readonly cue: string;
  readonly way: readonly LinkKind[];
}

/**
 * Cost: some 30 nodes are looked at, each by a handful of index look-ups; it does not grow with the memory.
 *
 * @returns the most excited first, seeds not among them
 * @source spreading activation as a random walk with restart, Collins & Loftus 1975; Tong et al. 2006
 */
export function spreadActivation(seeds: readonly Seed[], memory: MemoryReader, options: SpreadOptions): ExcitedNode[] {
  const total = new Map<number, Trail>();
  const seedIds = new Set(seeds.map(({ node }) => node.id));
  const nodes = new Map(seeds.map(({ node }) => [node.id, node]));
  let frontier = new Map<number, Trail>();
  for (const { node, strength, cue } of seeds) addTo(frontier, node.id, { activation: strength, cue, way: [] });
  for (let hop = 0; hop < options.hopsMax; hop++) {
    const next = new Map<number, Trail>();
    const passages: Passage[] = [];
    const strongest = strongestOf(frontier);
    readNodes(strongest, nodes, memory);
    for (const [id, trail] of strongest) passages.push(...passOn(nodes.get(id)!, trail, next, memory, options));
    options.watch?.(passages);
    for (const [id, trail] of next) addTo(total, id, trail);
    frontier = next;
  }
  const excited = [...total]
    .filter(([id]) => !seedIds.has(id))
    .sort(([a, s], [b, t]) => t.activation - s.activation || a - b)
    .slice(0, excitedMax);
  readNodes(excited, nodes, memory);
  return excited.map(([id, trail]) => ({ node: nodes.get(id)!, ...trail }));
}

function passOn(
  node: MemoryNode,
  trail: Trail,
  next: Map<number, Trail>,
  memory: MemoryReader,
  { gains }: SpreadOptions,
): Passage[] {
  const ways = waysOf(node.kind).filter(({ kind }) => gains[kind] > 0);
  const links = ways.length === 0 ? [] : memory.newestLinks(node.id, ways, linksOfKindMax);
  const weighed = links.map(({ id, kind, strength }) => ({ id, kind, weight: gains[kind] * Math.sqrt(strength) }));
  const sum = weighed.reduce((total, { weight }) => total + weight, 0);
  const share = ((1 - restart) * trail.activation) / sum;
  return weighed.map(({ id, kind, weight }) => {
    addTo(next, id, { activation: share * weight, cue: trail.cue, way: [...trail.way, kind] });
    return { from: node.id, to: id, kind, amount: share * weight };
  });
}

function addTo(trails: Map<number, Trail>, id: number, { activation, cue, way }: Trail): void {
  const known = trails.get(id);
  if (known === undefined) trails.set(id, { activation, cue, way });
  else known.activation += activation;
}

function strongestOf(frontier: ReadonlyMap<number, Trail>): [number, Trail][] {
  return [...frontier].sort(([a, s], [b, t]) => t.activation - s.activation || b - a).slice(0, frontierMax);
}

/** One look-up for all that are not known yet: each by itself they were a third of what priming cost. */
function readNodes(
  trails: readonly (readonly [number, Trail])[],
  nodes: Map<number, MemoryNode>,
  memory: MemoryReader,
) {
  const unread = trails.map(([id]) => id).filter((id) => !nodes.has(id));
  if (unread.length > 0) for (const node of memory.nodesById(unread)) nodes.set(node.id, node);
}
