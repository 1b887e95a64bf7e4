// The map of the memory as the wire knows it: nodes and links as columns, numbers short enough to be many.
import { mapMethod, mapParams, type WireMap } from '../../protocol/map.ts';
import type { Engine } from '../engine.ts';
import type { MemoryMap } from '../model/recollection.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listMapMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(mapMethod, mapParams, async ({ folder, nodesMax, linksMax }) =>
      fromMap(await engine.map(folder, { nodesMax, linksMax })),
    ),
  ];
}

function fromMap({ nodes, links, total }: MemoryMap): WireMap {
  return {
    nodes: {
      kind: nodes.map((node) => node.kind),
      key: nodes.map((node) => node.key),
      label: nodes.map((node) => node.label),
      feeling: nodes.map((node) => short(node.feeling)),
      activation: nodes.map((node) => short(node.activation)),
      lastAt: nodes.map((node) => node.lastAt),
    },
    own: Object.fromEntries(nodes.flatMap(({ own }, i) => (own === undefined ? [] : [[i, own]]))),
    links: {
      from: links.map((link) => link.from),
      to: links.map((link) => link.to),
      kind: links.map((link) => link.kind),
      strength: links.map((link) => short(link.strength)),
    },
    total: { ...total },
  };
}

/** Three decimals are more than a picture shows. */
function short(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
