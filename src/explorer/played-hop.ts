// A hop of a trace and the map it is played on go in; what is to be lit comes out: nodes by their place on the map, with
// places for those that the map does not hold, and the links that carried activation. Pure.
import type { WireMap } from '../protocol/map.ts';
import type { WireTrace } from '../protocol/trace.ts';
import type { MapLayout } from './map-layout.ts';

export interface PlayedNode {
  /** The node's name in the graph: its place on the map, or `played:` with its place in the trace. */
  readonly graphKey: string;
  readonly kind: string;
  readonly label: string;
  /** Beside the most excited of the hop, in (0, 1]. */
  readonly share: number;
  /** Where to draw it, for what the map does not hold. */
  readonly guest?: { readonly x: number; readonly y: number };
}

export interface PlayedHop {
  readonly nodes: readonly PlayedNode[];
  /** Ends by their names in the graph; every one of them is in `nodes` or was in those of a hop before. */
  readonly links: readonly { readonly from: string; readonly to: string; readonly share: number }[];
}

/** How far a guest stands from the node that brought it; the map's radius is 1. */
const guestDistance = 0.07;

/** Nodes of all hops up to this one; those of earlier hops keep a small share, since their links end in them. */
export function playHop(trace: WireTrace, hop: number, map: WireMap, layout: MapLayout): PlayedHop {
  const places = placesOf(trace, map);
  const shares = new Map<number, number>();
  for (const { reached } of trace.hops.slice(0, hop + 1)) {
    for (const node of shares.keys()) shares.set(node, earlierShare);
    const most = reached[0]?.activation ?? 1;
    for (const { node, activation } of reached) shares.set(node, Math.max(earlierShare, activation / most));
  }
  const graphKey = (node: number) => (places[node] === undefined ? `played:${node}` : String(places[node]));
  const { links } = trace.hops[hop]!;
  const most = links[0]?.amount ?? 1;
  for (const { from } of links) if (!shares.has(from)) shares.set(from, earlierShare);
  return {
    nodes: [...shares].map(([node, share]) => {
      const { kind, label, key } = trace.nodes[node]!;
      const guest = places[node] === undefined ? { guest: guestPlace(node, trace, places, layout) } : {};
      return { graphKey: graphKey(node), kind, label: label || key, share, ...guest };
    }),
    links: links.map(({ from, to, amount }) => ({ from: graphKey(from), to: graphKey(to), share: amount / most })),
  };
}

const earlierShare = 0.15;

/** Of each node of the trace its place on the map. */
function placesOf({ nodes }: WireTrace, map: WireMap): (number | undefined)[] {
  const wanted = new Map(nodes.map(({ kind, key }, node) => [`${kind}:${key}`, node]));
  const places: (number | undefined)[] = nodes.map(() => undefined);
  for (const [place, key] of map.nodes.key.entries()) {
    const node = wanted.get(`${map.nodes.kind[place]}:${key}`);
    if (node !== undefined) places[node] = place;
  }
  return places;
}

/** Beside the node that brought it, each guest in another direction; outside of all where no such node is on the map. */
function guestPlace(node: number, { hops }: WireTrace, places: readonly (number | undefined)[], { x, y }: MapLayout) {
  const direction = node * 2.399; // The golden angle, so that no two stand on one another.
  const source = hops
    .flatMap(({ links }) => links)
    .find(({ from, to }) => to === node && places[from] !== undefined)?.from;
  const [centreX, centreY, distance] =
    source === undefined ? [0, 0, 0.6] : [x[places[source]!]!, y[places[source]!]!, guestDistance];
  return { x: centreX + distance * Math.cos(direction), y: centreY + distance * Math.sin(direction) };
}
