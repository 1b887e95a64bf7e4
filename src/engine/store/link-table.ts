// Links between nodes: strengthened as they are used, read from either end, carried along when a node is renamed. Each
// stands in two lists, one at either end.
import { type Link, type LinkKind, type LinkWay, linkKinds, type NearLink } from '../model/node.ts';
import { type ListedLink, listedMs } from './link-list.ts';
import { createLinkShelf } from './link-shelf.ts';
import type { SqlDatabase } from './sql-database.ts';

export interface LinkRow {
  readonly from_id: number;
  readonly to_id: number;
  readonly kind: LinkKind;
  readonly fast: number;
  readonly slow: number;
  readonly uses: number;
  readonly last_at: number;
}

/** From among so many the strongest are chosen, and the others let go. */
const candidatesMax = 10_000;

export type LinkTable = ReturnType<typeof createLinkTable>;

export function createLinkTable(database: SqlDatabase) {
  const shelf = createLinkShelf(database);

  function put({ from_id, to_id, kind, fast, slow, uses, last_at: lastAt }: LinkRow): void {
    const weights = { fast, slow, uses, lastAt: Math.floor(lastAt / listedMs) * listedMs };
    shelf.add(from_id, wayOf(kind, 'out'), { other: to_id, ...weights });
    shelf.add(to_id, wayOf(kind, 'in'), { other: from_id, ...weights });
  }

  function rowsOf(id: number, kinds: readonly LinkKind[] | undefined): LinkRow[] {
    return [...shelf.waysOf(id)].flatMap((way) => {
      const { kind, direction } = readWay(way);
      if (kinds !== undefined && !kinds.includes(kind)) return [];
      const rows = [...shelf.newest(id, way)].map((link) => readRow(id, kind, direction, link));
      // A link from a node to itself is told once.
      return direction === 'out' ? rows : rows.filter(({ from_id }) => from_id !== id);
    });
  }

  return {
    put,

    strengthen(from: number, to: number, kind: LinkKind, delta: number, at: number): void {
      put({ from_id: from, to_id: to, kind, fast: delta, slow: 0, uses: 1, last_at: at });
    },

    /** Removes the node's links and gives them back, to be `put` in again with new ends. */
    takeOut(id: number, kinds: readonly LinkKind[] | undefined): LinkRow[] {
      const links = rowsOf(id, kinds).sort(byStrength);
      for (const { from_id, to_id, kind } of links) {
        shelf.remove(from_id, wayOf(kind, 'out'), to_id);
        shelf.remove(to_id, wayOf(kind, 'in'), from_id);
      }
      return links;
    },

    of: (id: number, kinds: readonly LinkKind[] | undefined, limit: number) =>
      rowsOf(id, kinds).sort(byStrength).slice(0, limit).map(toLink),

    newest: (id: number, ways: readonly LinkWay[], limit: number): readonly NearLink[] =>
      ways.flatMap(({ kind, direction }) =>
        [...shelf.newest(id, wayOf(kind, direction)).take(limit)].map(({ other, fast, slow }) => ({
          id: other,
          kind,
          strength: fast + slow,
        })),
      ),

    strongest(project: string, kind: LinkKind, limit: number): Link[] {
      let rows: LinkRow[] = [];
      const best = () => rows.sort(byStrength).slice(0, limit);
      for (const { node, links } of shelf.ofWay(project, wayOf(kind, 'out'))) {
        for (const link of links) rows.push(readRow(node, kind, 'out', link));
        if (rows.length > candidatesMax + limit) rows = best();
      }
      return best().map(toLink);
    },

    /** Every link twice, as each of its two lists has it. */
    *listed(): Generator<ListedLink & LinkWay & { readonly node: number }> {
      for (const { node, way, links } of shelf.all()) {
        for (const link of links) yield { node, ...readWay(way), ...link };
      }
    },

    /** Due before a transaction ends. */
    flush: shelf.flush,
    /** Links may have gone, or another connection may have changed them. What is not written yet is lost. */
    reload: shelf.reload,
    letGo: shelf.letGo,
  };
}

/** Kinds are stored as their place in the list, which may grow at its end alone; odd ways lead against the link. */
function wayOf(kind: LinkKind, direction: LinkWay['direction']): number {
  return 2 * linkKinds.indexOf(kind) + (direction === 'out' ? 0 : 1);
}

function readWay(way: number): LinkWay {
  return { kind: linkKinds[way >>> 1]!, direction: way % 2 === 0 ? 'out' : 'in' };
}

function readRow(id: number, kind: LinkKind, direction: LinkWay['direction'], link: ListedLink): LinkRow {
  const { other, fast, slow, uses, lastAt: last_at } = link;
  const [from_id, to_id] = direction === 'out' ? [id, other] : [other, id];
  return { from_id, to_id, kind, fast, slow, uses, last_at };
}

/** The strongest first; of equal ones the latest. */
function byStrength(a: LinkRow, b: LinkRow): number {
  return (
    b.fast + b.slow - (a.fast + a.slow) ||
    b.last_at - a.last_at ||
    a.from_id - b.from_id ||
    a.to_id - b.to_id ||
    linkKinds.indexOf(a.kind) - linkKinds.indexOf(b.kind)
  );
}

function toLink({ from_id, to_id, kind, fast, slow, uses, last_at }: LinkRow): Link {
  return { from: from_id, to: to_id, kind, fast, slow, uses, lastAt: last_at };
}
