// A gist as a sleep planned it goes in: its node, what it says and its links to what it speaks of and rests on are made
// so, whatever they were before.
import { type GistDraft, type GistWitness, nodeKindOf } from '../model/gist.ts';
import type { LinkKind } from '../model/node.ts';
import type { EpisodeTable } from './episode-table.ts';
import type { GistTable } from './gist-table.ts';
import type { LinkTable } from './link-table.ts';
import type { NodeTable } from './node-table.ts';

const gistLinks: readonly LinkKind[] = ['supports', 'contradicts', 'abstracts'];

interface GistTables {
  readonly nodes: NodeTable;
  readonly links: LinkTable;
  readonly episodes: EpisodeTable;
  readonly gists: GistTable;
}

/** @param at Unix time in ms of the sleep */
export function holdGist(tables: GistTables, project: number, gist: GistDraft, at: number): void {
  const { nodes, links, gists } = tables;
  const { key, support, heldFrom: firstAt, lastAt, valence } = gist;
  const node = nodes.put(project, nodeKindOf(gist), key, { uses: support, firstAt, lastAt, valence });
  links.takeOut(node, gistLinks);
  gists.put(project, node, gist, at);
  linkWitnesses(tables, gist.evidence, node, 'supports', lastAt);
  linkWitnesses(tables, gist.counterEvidence, node, 'contradicts', lastAt);
  for (const path of new Set(gist.paths)) {
    const file = nodes.find(project, 'file', path);
    if (file !== undefined) links.put(consolidated(node, file, 'abstracts', lastAt));
  }
}

function linkWitnesses(
  { episodes, links }: GistTables,
  witnesses: readonly GistWitness[],
  node: number,
  kind: LinkKind,
  at: number,
): void {
  const from = new Set(witnesses.flatMap(({ seq }) => episodes.ofEvent(seq)?.nodeId ?? []));
  for (const episode of from) links.put(consolidated(episode, node, kind, at));
}

/** What a sleep learns is slow from the start. */
function consolidated(from_id: number, to_id: number, kind: LinkKind, last_at: number) {
  return { from_id, to_id, kind, fast: 0, slow: 1, uses: 1, last_at };
}
