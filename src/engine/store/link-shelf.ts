// Lists of links by node and way, at hand and in the database: read when they are first asked for, written once for all
// that happens to them in a transaction. A long list is cut into pieces, so that a link to a node with very many costs no
// more than one to a node with few.
import { type ListedLink, packLinks, unpackLinks } from './link-list.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

/** A stretch of a list: the links whose other end has this id or a greater one, up to the next piece. */
interface Piece {
  readonly node: number;
  readonly way: number;
  readonly start: number;
  /** As they are stored; of a list without links, which is not, none. */
  bytes: Uint8Array;
  /** Undefined until they are asked for; ascending by the other end. */
  links: ListedLink[] | undefined;
}

/** Ascending; the first starts at 0. */
type Pieces = Piece[];

export interface StoredPiece {
  readonly node: number;
  readonly way: number;
  readonly links: readonly ListedLink[];
}

type PieceRow = Pick<Piece, 'node' | 'way' | 'start'> & { readonly links: Uint8Array };

/** Some hundreds of bytes. */
const linksOfPieceMax = 64;
/** Nodes whose lists are kept at hand as they are stored, and links that are kept unpacked; some megabytes. */
const linksAtHandMax = 30_000;
const nodesAtHandMax = 5_000;
const piecesReadAtOnce = 500;

export function createLinkShelf(database: SqlDatabase) {
  const piecesOf = database.prepare<Omit<PieceRow, 'node'>>(
    'SELECT way, start, links FROM link WHERE node = ? ORDER BY way, start',
  );
  const write = database.prepare(
    `INSERT INTO link (node, way, start, count, links) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (node, way, start) DO UPDATE SET count = excluded.count, links = excluded.links`,
  );
  const remove = database.prepare('DELETE FROM link WHERE node = ? AND way = ? AND start = ?');
  const after = database.prepare<PieceRow>(
    `SELECT node, way, start, links FROM link WHERE (node, way, start) > (?, ?, ?) ORDER BY node, way, start LIMIT ?`,
  );

  const ofWay = database.prepare<PieceRow>(
    `SELECT node, way, start, links FROM link WHERE way = ? AND node IN (SELECT id FROM node WHERE project = ${projectNumber})`,
  );

  /** By node and way. */
  const atHand = new Map<number, Map<number, Pieces>>();
  let linksAtHand = 0;
  /** Of those, what the database does not say yet. */
  const unwritten = new Set<Piece>();

  function flush(): void {
    for (const piece of unwritten) {
      const { node, way, start, links } = piece;
      piece.bytes = packLinks(links!);
      if (links!.length === 0) remove.run(node, way, start);
      else write.run(node, way, start, links!.length, piece.bytes);
    }
    unwritten.clear();
  }

  function reload(): void {
    atHand.clear();
    linksAtHand = 0;
    unwritten.clear();
  }

  function letGo(): void {
    flush();
    reload();
  }

  function makeRoom(): void {
    flush();
    if (atHand.size >= nodesAtHandMax) atHand.clear();
    for (const ways of atHand.values()) {
      for (const pieces of ways.values()) for (const piece of pieces) piece.links = undefined;
    }
    linksAtHand = 0;
  }

  function waysOf(node: number): Map<number, Pieces> {
    if (linksAtHand >= linksAtHandMax) makeRoom();
    const known = atHand.get(node);
    if (known !== undefined) return known;
    if (atHand.size >= nodesAtHandMax) makeRoom();
    const ways = new Map<number, Pieces>();
    for (const { way, start, links: bytes } of piecesOf.all(node)) {
      const piece = { node, way, start, bytes, links: undefined };
      const pieces = ways.get(way);
      if (pieces !== undefined) pieces.push(piece);
      else ways.set(way, start === 0 ? [piece] : [emptyPiece(node, way), piece]);
    }
    atHand.set(node, ways);
    return ways;
  }

  function linksOf(piece: Piece): ListedLink[] {
    if (piece.links !== undefined) return piece.links;
    piece.links = unpackLinks(piece.bytes);
    linksAtHand += piece.links.length;
    return piece.links;
  }

  /** The piece in which a link to this node stands, or would. */
  function pieceOf(node: number, way: number, other: number): { pieces: Pieces; piece: Piece; links: ListedLink[] } {
    const ways = waysOf(node);
    const pieces = ways.get(way) ?? [emptyPiece(node, way)];
    ways.set(way, pieces);
    const piece = pieces.findLast(({ start }) => start <= other)!;
    return { pieces, piece, links: linksOf(piece) };
  }

  /** What is added at the end leaves a full piece behind it, as nearly all is; what comes in between, two halves. */
  function split(pieces: Pieces, piece: Piece, at: number): void {
    const end = piece.links!.splice(at === linksOfPieceMax ? at : linksOfPieceMax / 2);
    const next = { ...piece, start: end[0]!.other, links: end };
    pieces.splice(pieces.indexOf(piece) + 1, 0, next);
    unwritten.add(next);
  }

  return {
    /** A link that is there already is made one with it. */
    add(node: number, way: number, link: ListedLink): void {
      const { pieces, piece, links } = pieceOf(node, way, link.other);
      const place = placeOf(links, link.other);
      unwritten.add(piece);
      const known = links[place];
      if (known?.other === link.other) {
        links[place] = {
          other: link.other,
          fast: known.fast + link.fast,
          slow: known.slow + link.slow,
          uses: known.uses + link.uses,
          lastAt: Math.max(known.lastAt, link.lastAt),
        };
        return;
      }
      links.splice(place, 0, link);
      linksAtHand += 1;
      if (links.length > linksOfPieceMax) split(pieces, piece, place);
    },

    remove(node: number, way: number, other: number): void {
      const { piece, links } = pieceOf(node, way, other);
      const place = placeOf(links, other);
      if (links[place]?.other !== other) return;
      links.splice(place, 1);
      unwritten.add(piece);
    },

    /** Ways in which the node has lists; such as have become empty may be among them. */
    waysOf: (node: number): Iterable<number> => waysOf(node).keys(),

    /** From the greatest id at the other end downwards; reads no more than it hands out, and the rest of a piece. */
    *newest(node: number, way: number): Generator<ListedLink> {
      const pieces = waysOf(node).get(way) ?? [];
      for (let p = pieces.length - 1; p >= 0; p -= 1) {
        const links = linksOf(pieces[p]!);
        for (let i = links.length - 1; i >= 0; i -= 1) yield links[i]!;
      }
    },

    /** Until the last one is taken, nothing else may be done with the database. */
    *ofWay(project: string, way: number): Generator<StoredPiece> {
      flush();
      for (const { node, links } of ofWay.iterate(way, project)) yield { node, way, links: unpackLinks(links) };
    },

    /** All that the database holds, in the order of nodes, ways and other ends. */
    *all(): Generator<StoredPiece> {
      flush();
      let [node, way, start] = [-1, -1, -1];
      for (;;) {
        const rows = after.all(node, way, start, piecesReadAtOnce);
        for (const row of rows) yield { node: row.node, way: row.way, links: unpackLinks(row.links) };
        const last = rows.at(-1);
        if (last === undefined) return;
        ({ node, way, start } = last);
      }
    },

    /** Due before a transaction ends, and before rows are read otherwise than here. */
    flush,
    /** Links may have gone, or another connection may have changed them. What is not written yet is lost. */
    reload,
    letGo,
  };
}

/** A first piece without links, which is not stored. */
function emptyPiece(node: number, way: number): Piece {
  return { node, way, start: 0, bytes: new Uint8Array(), links: [] };
}

/** Where a link to this node stands, or would. */
function placeOf(links: readonly ListedLink[], other: number): number {
  let [low, high] = [0, links.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (links[middle]!.other < other) low = middle + 1;
    else high = middle;
  }
  return low;
}
