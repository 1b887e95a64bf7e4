// A node's old and new key go in; what is known under the old one is known under the new one afterwards.
import type { LinkKind, NodeKind } from '../model/node.ts';
import type { AppraisalTable } from './appraisal-table.ts';
import type { LinkRow, LinkTable } from './link-table.ts';
import type { NodeTable } from './node-table.ts';

/** Kinds without a direction: a pair is kept as one link, from the lesser key to the greater. */
const undirectedKinds: readonly LinkKind[] = ['edited-with'];

/** Nothing happens where the old key is unknown. Where the new key is known already, the two nodes become one. */
export function renameNode(
  { nodes, links, appraisals }: { nodes: NodeTable; links: LinkTable; appraisals: AppraisalTable },
  project: number,
  kind: NodeKind,
  was: string,
  key: string,
): void {
  const id = nodes.find(project, kind, was);
  if (id === undefined || was === key) return;
  const other = nodes.find(project, kind, key);
  if (other === undefined) {
    // Links hold on to the node's id, so that only those are touched whose direction hangs on the key.
    nodes.rekey(id, key);
    for (const link of links.takeOut(id, undirectedKinds)) links.put(turn(link, nodes));
    return;
  }
  const ends = (end: number) => (end === id ? other : end);
  for (const link of links.takeOut(id, undefined)) {
    const moved = { ...link, from_id: ends(link.from_id), to_id: ends(link.to_id) };
    // What tied the two together says nothing once they are one.
    if (moved.from_id !== moved.to_id) links.put(turn(moved, nodes));
  }
  appraisals.absorb(id, other);
  nodes.absorb(id, other);
}

function turn(link: LinkRow, nodes: NodeTable): LinkRow {
  if (!undirectedKinds.includes(link.kind)) return link;
  const isInOrder = nodes.byId(link.from_id)!.key < nodes.byId(link.to_id)!.key;
  return isInOrder ? link : { ...link, from_id: link.to_id, to_id: link.from_id };
}
