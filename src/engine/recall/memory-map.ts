// A project in, a picture's worth of its memory out: the nodes that matter most, of each kind its share, and the
// strongest links among them. For the explorer's map.
import { baseLevel } from '../model/base-level.ts';
import { linkKinds, type MemoryNode, type NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { MapNode, MemoryMap } from '../model/recollection.ts';
import { feelingOf } from '../model/valence.ts';
import { labelNode, nameGist } from './node-label.ts';

export interface MapLimits {
  readonly nodesMax: number;
  readonly linksMax: number;
}

/**
 * What is few and says much comes first and whole; of the rest each kind gets its share of the room that is left when
 * its turn comes.
 */
const shares: readonly (readonly [kind: NodeKind, share: number])[] = [
  ['belief', 1],
  ['gist', 0.5],
  ['rule', 0.5],
  ['file', 0.4],
  ['error', 0.3],
  ['symbol', 0.2],
  ['command', 0.1],
  ['package', 0.1],
  ['term', 0.05],
  ['episode', 1],
];

const gistKinds: ReadonlySet<NodeKind> = new Set<NodeKind>(['gist', 'belief']);

/** Decay of the base level; detail fades faster, but a map compares within a kind. */
const decay = 0.5;
const labelCharsMax = 120;

/**
 * Cost: one look-up a node and a scan of the project's links; some 100 ms for 10,000 nodes with 50,000 links.
 *
 * @param nowMs Unix time against which activation is measured
 */
export function mapMemory(project: string, limits: MapLimits, nowMs: number, memory: MemoryReader): MemoryMap {
  const chosen = chooseNodes(project, limits.nodesMax, memory);
  const places = new Map(chosen.map((node, place) => [node.id, place]));
  const { nodes, links } = memory.counts(project);
  return {
    nodes: toMapNodes(chosen, project, nowMs, memory),
    links: chooseLinks(project, places, limits.linksMax, memory),
    total: { nodes, links },
  };
}

function chooseNodes(project: string, nodesMax: number, memory: MemoryReader): MemoryNode[] {
  const chosen: MemoryNode[] = [];
  for (const [kind, share] of shares) {
    const room = Math.ceil((nodesMax - chosen.length) * share);
    if (room > 0) chosen.push(...nodesOfKind(project, kind, room, memory));
  }
  return chosen;
}

/** The latest episodes; of anything else what was used most. */
function nodesOfKind(project: string, kind: NodeKind, limit: number, memory: MemoryReader): MemoryNode[] {
  if (kind !== 'episode') return memory.nodes(project, kind, limit);
  const { episodes } = memory.episodes(project, { limit, offset: 0 });
  return episodes.map((episode) => memory.nodeById(episode.nodeId)!);
}

function toMapNodes(chosen: readonly MemoryNode[], project: string, nowMs: number, memory: MemoryReader): MapNode[] {
  const levels = chosen.map((node) => baseLevel(node, nowMs, decay));
  const ranges = new Map<NodeKind, { min: number; max: number }>();
  for (const [i, { kind }] of chosen.entries()) {
    const range = ranges.get(kind) ?? { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
    ranges.set(kind, { min: Math.min(range.min, levels[i]!), max: Math.max(range.max, levels[i]!) });
  }
  return chosen.map((node, i) => {
    const { min, max } = ranges.get(node.kind)!;
    const gist = gistKinds.has(node.kind) ? memory.gist(project, node.key) : undefined;
    const own = gist?.wording === undefined ? undefined : gist.statement;
    return {
      kind: node.kind,
      key: node.key,
      label: (nameGist(gist) ?? labelNode(node.kind, node.key, project, memory)).slice(0, labelCharsMax),
      feeling: feelingOf(node.valence),
      activation: max > min ? (levels[i]! - min) / (max - min) : 0.5,
      lastAt: node.lastAt,
      ...(own !== undefined && { own }),
    };
  });
}

function chooseLinks(
  project: string,
  places: ReadonlyMap<number, number>,
  linksMax: number,
  memory: MemoryReader,
): MemoryMap['links'] {
  if (linksMax === 0) return [];
  const links = linkKinds.flatMap((kind) =>
    memory.strongestLinks(project, kind, 2 * linksMax).flatMap((link) => {
      const from = places.get(link.from);
      const to = places.get(link.to);
      return from === undefined || to === undefined || from === to
        ? []
        : [{ from, to, kind, strength: link.fast + link.slow }];
    }),
  );
  return links.sort((a, b) => b.strength - a.strength).slice(0, linksMax);
}
