// Links between nodes: strengthened as they are used, read from either end, carried along when a node is renamed.
import { type Link, type LinkKind, type LinkWay, linkKinds, type NearLink } from '../model/node.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase, SqlStatement } from './sql-database.ts';

export interface LinkRow {
  readonly from_id: number;
  readonly to_id: number;
  readonly kind: LinkKind;
  readonly fast: number;
  readonly slow: number;
  readonly uses: number;
  readonly last_at: number;
}

type StoredNear = Omit<NearLink, 'kind'> & { readonly kind: number };
type StoredRow = Omit<LinkRow, 'kind'> & { readonly kind: number };

const columns = 'from_id, to_id, kind, fast, slow, uses, last_at';
const strongestFirst = 'ORDER BY fast + slow DESC, last_at DESC, from_id, to_id, kind';

/** Of whose links a few are kept at hand; some megabytes. */
const nodesAtHandMax = 5_000;

export type LinkTable = ReturnType<typeof createLinkTable>;

export function createLinkTable(database: SqlDatabase) {
  const add = database.prepare(
    `INSERT INTO link (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (from_id, kind, to_id) DO UPDATE SET fast = fast + excluded.fast, slow = slow + excluded.slow,
       uses = uses + excluded.uses, last_at = max(last_at, excluded.last_at)`,
  );
  // A link from a node to itself is in the first half alone, so that nothing need be compared with anything.
  const selectOf = (condition: string) =>
    database.prepare<StoredRow>(
      `SELECT * FROM (
         SELECT ${columns} FROM link WHERE from_id = ? ${condition}
         UNION ALL SELECT ${columns} FROM link WHERE to_id = ? AND from_id <> to_id ${condition}
       ) ${strongestFirst} LIMIT ?`,
    );
  const ofAnyKind = selectOf('');
  const ofOneKind = selectOf('AND kind = ?');
  const ofKinds = selectOf('AND kind IN (SELECT value FROM json_each(?))');
  // Each half follows an index, so that a node with very many links costs no more than one with few.
  const newestHalf = (one: string, other: string) =>
    `SELECT * FROM (SELECT ${other} AS id, kind, fast + slow AS strength FROM link
       WHERE ${one} = ? AND kind = ? ORDER BY ${other} DESC LIMIT ?)`;
  const newestOf = new Map<string, SqlStatement<StoredNear>>();
  function newestBy(ways: readonly LinkWay[]): SqlStatement<StoredNear> {
    const halves = ways.map(({ direction }) =>
      direction === 'out' ? newestHalf('from_id', 'to_id') : newestHalf('to_id', 'from_id'),
    );
    const sql = halves.join(' UNION ALL ');
    const known = newestOf.get(sql) ?? database.prepare<StoredNear>(sql);
    newestOf.set(sql, known);
    return known;
  }
  const remove = database.prepare('DELETE FROM link WHERE from_id = ? AND kind = ? AND to_id = ?');
  const strongest = database.prepare<StoredRow>(
    `SELECT ${columns} FROM link WHERE kind = ? AND from_id IN (SELECT id FROM node WHERE project = ${projectNumber})
     ${strongestFirst} LIMIT ?`,
  );

  /** By node and what was asked, what was read and has not changed since: whoever works at a place asks for it again and again. */
  const near = new Map<number, Map<string, readonly NearLink[]>>();

  function put(link: LinkRow): void {
    near.delete(link.from_id);
    near.delete(link.to_id);
    add.run(link.from_id, link.to_id, numberOf(link.kind), link.fast, link.slow, link.uses, link.last_at);
  }

  function rowsOf(id: number, kinds: readonly LinkKind[] | undefined, limit: number): LinkRow[] {
    return storedRowsOf(id, kinds?.map(numberOf), limit).map(({ kind, ...row }) => ({
      ...row,
      kind: linkKinds[kind]!,
    }));
  }

  function storedRowsOf(id: number, kinds: readonly number[] | undefined, limit: number): StoredRow[] {
    if (kinds === undefined) return ofAnyKind.all(id, id, limit);
    if (kinds.length === 1) return ofOneKind.all(id, kinds[0]!, id, kinds[0]!, limit);
    const list = JSON.stringify(kinds);
    return ofKinds.all(id, list, id, list, limit);
  }

  return {
    put,

    strengthen(from: number, to: number, kind: LinkKind, delta: number, at: number): void {
      put({ from_id: from, to_id: to, kind, fast: delta, slow: 0, uses: 1, last_at: at });
    },

    /** Removes the node's links and gives them back, to be `put` in again with new ends. */
    takeOut(id: number, kinds: readonly LinkKind[] | undefined): LinkRow[] {
      const links = rowsOf(id, kinds, -1);
      for (const link of links) {
        near.delete(link.from_id);
        near.delete(link.to_id);
        remove.run(link.from_id, numberOf(link.kind), link.to_id);
      }
      return links;
    },

    of: (id: number, kinds: readonly LinkKind[] | undefined, limit: number) => rowsOf(id, kinds, limit).map(toLink),
    newest(id: number, ways: readonly LinkWay[], limit: number): readonly NearLink[] {
      const asked = `${limit} ${ways.map(({ kind, direction }) => `${direction} ${kind}`)}`;
      const known = near.get(id)?.get(asked);
      if (known !== undefined) return known;
      const rows = newestBy(ways).all(...ways.flatMap(({ kind }) => [id, numberOf(kind), limit]));
      const links = rows.map((row) => ({ id: row.id, kind: linkKinds[row.kind]!, strength: row.strength }));
      if (near.size >= nodesAtHandMax) near.clear();
      near.set(id, (near.get(id) ?? new Map()).set(asked, links));
      return links;
    },
    /** Links may have gone. */
    reload: () => near.clear(),
    strongest: (project: string, kind: LinkKind, limit: number) =>
      strongest.all(numberOf(kind), project, limit).map((row) => toLink({ ...row, kind })),
  };
}

/** Kinds are stored as their place in the list, which may grow at its end alone. */
const numberOf = (kind: LinkKind) => linkKinds.indexOf(kind);

function toLink({ from_id, to_id, kind, fast, slow, uses, last_at }: LinkRow): Link {
  return { from: from_id, to: to_id, kind, fast, slow, uses, lastAt: last_at };
}
