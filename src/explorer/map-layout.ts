// The nodes and links of a memory go in, a place for each node comes out: what is believed in the middle, the files
// around it in the order of their folders, the episodes outside, the latest nearest. Each node stands in the direction of
// what it is linked to, so that what belongs together lies together. Pure: the same memory gives the same map.
import type { WireMap } from '../protocol/map.ts';

/** Coordinates of the nodes, in the order of the map; the outermost ring has the radius 1. */
export interface MapLayout {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Inner and outer radius of the ring in which nodes of a kind stand. */
const rings: Readonly<Record<string, readonly [inner: number, outer: number]>> = {
  belief: [0, 0.1],
  gist: [0.13, 0.24],
  rule: [0.13, 0.24],
  file: [0.36, 0.54],
  episode: [0.68, 1],
};
const ringOfOthers = [0.27, 0.34] as const;

/** Between two top folders, as a share of the circle that all gaps take together. */
const gapShare = 0.12;
/** A direction that the linked nodes agree on less than this says nothing. */
const agreementMin = 0.12;
/** How far apart nodes of one direction are spread, in radians. */
const spread = 0.09;
const fullTurn = 2 * Math.PI;

type Nodes = WireMap['nodes'];

export function layoutMap({ nodes, links }: Pick<WireMap, 'nodes' | 'links'>): MapLayout {
  const count = nodes.kind.length;
  const angle = new Float64Array(count).fill(Number.NaN);
  placeFiles(nodes, angle);
  // Episodes look at their files, the rest at files and episodes.
  turnToNeighbours(links, angle, (node) => nodes.kind[node] === 'episode');
  turnToNeighbours(links, angle, (node) => nodes.kind[node] !== 'episode' && nodes.kind[node] !== 'file');
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const ages = rankByAge(nodes);
  for (let node = 0; node < count; node += 1) {
    const [inner, outer] = rings[nodes.kind[node]!] ?? ringOfOthers;
    const chance = hashUnit(nodes.key[node]!);
    const depth = nodes.kind[node] === 'episode' ? ages[node]! : chance;
    const radius = inner + (outer - inner) * depth;
    const direction = Number.isNaN(angle[node]!) ? chance * fullTurn : angle[node]!;
    x[node] = radius * Math.cos(direction);
    y[node] = radius * Math.sin(direction);
  }
  return { x, y };
}

/** Files in the order of their paths, evenly around the circle, with a gap between top folders. */
function placeFiles({ kind, key }: Nodes, angle: Float64Array): void {
  const files = [...kind.keys()].filter((node) => kind[node] === 'file').sort((a, b) => compare(key[a]!, key[b]!));
  const folders = new Set(files.map((file) => topFolder(key[file]!))).size;
  const gap = folders > 1 ? (fullTurn * gapShare) / folders : 0;
  const step = (fullTurn - gap * folders) / Math.max(1, files.length);
  let at = 0;
  for (const [i, file] of files.entries()) {
    if (i > 0 && topFolder(key[file]!) !== topFolder(key[files[i - 1]!]!)) at += gap;
    angle[file] = at;
    at += step;
  }
}

/** The folder that gives a file its place in the order, two levels deep where the first holds most of a project. */
function topFolder(path: string): string {
  return path.split('/').slice(0, -1).slice(0, 2).join('/');
}

/** Gives the chosen nodes the mean direction of those linked nodes that have one, weighted by strength. */
function turnToNeighbours(links: WireMap['links'], angle: Float64Array, isChosen: (node: number) => boolean): void {
  const [x, y, weight] = [0, 1, 2].map(() => new Float64Array(angle.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const pull = (node: number, towards: number, strength: number) => {
    const direction = angle[towards]!;
    if (Number.isNaN(direction) || !isChosen(node)) return;
    x[node]! += strength * Math.cos(direction);
    y[node]! += strength * Math.sin(direction);
    weight[node]! += strength;
  };
  for (let i = 0; i < links.from.length; i += 1) {
    pull(links.from[i]!, links.to[i]!, links.strength[i]!);
    pull(links.to[i]!, links.from[i]!, links.strength[i]!);
  }
  for (let node = 0; node < angle.length; node += 1) {
    if (weight[node] === 0 || Math.hypot(x[node]!, y[node]!) < agreementMin * weight[node]!) continue;
    angle[node] = Math.atan2(y[node]!, x[node]!) + spread * (hashUnit(`${node}`) - 0.5);
  }
}

/** Of the episodes: 0 for the latest, 1 for the oldest, evenly, so that busy months are not drawn on one another. */
function rankByAge({ kind, lastAt }: Nodes): Float64Array {
  const episodes = [...kind.keys()].filter((node) => kind[node] === 'episode').sort((a, b) => lastAt[b]! - lastAt[a]!);
  const ages = new Float64Array(kind.length);
  for (const [rank, node] of episodes.entries()) ages[node] = rank / Math.max(1, episodes.length - 1);
  return ages;
}

/** A number in [0, 1) that a text always gives (FNV-1a). */
function hashUnit(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The last step mixes the high bits, which short texts leave alike.
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
