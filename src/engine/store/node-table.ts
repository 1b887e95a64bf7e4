// Nodes by their natural key: met, renamed, read. What a node's links become when it is renamed is the link table's
// business.
import type { MemoryNode, NodeKind } from '../model/node.ts';
import { combineValence, neutralValence, type Valence } from '../model/valence.ts';
import { type ProjectTable, projectId, projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

interface FactsRow {
  readonly uses: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly outcome: number;
  readonly friction: number;
  readonly risk: number;
  readonly novelty: number;
  readonly affinity: number;
  readonly precision: number;
}

interface NodeRow extends FactsRow {
  readonly id: number;
  /** Its number. */
  readonly project: number;
  readonly project_id: string;
  /** Its code. */
  readonly kind: string;
  readonly key: string;
}

type NodeFacts = Pick<MemoryNode, 'uses' | 'firstAt' | 'lastAt' | 'valence'>;

/** Kinds are stored as their place in this list, which may grow at its end alone. */
const kinds: readonly NodeKind[] = [
  'file',
  'symbol',
  'error',
  'command',
  'package',
  'term',
  'folder',
  'episode',
  'gist',
  'belief',
  'rule',
];

export const nodeKindCode = (kind: NodeKind): string => String(kinds.indexOf(kind));

const factColumns = 'uses, first_at, last_at, outcome, friction, risk, novelty, affinity, precision';
const selection = `SELECT id, project, ${projectId} AS project_id, kind, key, ${factColumns} FROM node`;

/** Some megabytes. */
const nodesAtHandMax = 8_000;

export type NodeTable = ReturnType<typeof createNodeTable>;

export function createNodeTable(database: SqlDatabase, projects: Pick<ProjectTable, 'numberIfKnown'>) {
  const factsOfId = database.prepare<FactsRow>(`SELECT ${factColumns} FROM node WHERE id = ?`);
  const idOf = database.prepare<{ id: number }>('SELECT id FROM node WHERE project = ? AND kind = ? AND key = ?');
  const byId = database.prepare<NodeRow>(`${selection} WHERE id = ?`);
  const byIds = database.prepare<NodeRow>(`${selection} WHERE id IN (SELECT value FROM json_each(?))`);
  const byKey = database.prepare<NodeRow>(`${selection} WHERE project = ? AND kind = ? AND key = ?`);
  const mostUsed = database.prepare<NodeRow>(
    `${selection} WHERE project = ${projectNumber} AND kind = ? ORDER BY uses DESC, last_at DESC, key LIMIT ?`,
  );
  const insert = database.prepare(
    `INSERT INTO node (project, kind, key, uses, first_at, last_at, outcome, friction, risk, novelty, affinity, precision)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE node SET uses = ?, first_at = ?, last_at = ?, outcome = ?, friction = ?, risk = ?, novelty = ?,
     affinity = ?, precision = ? WHERE id = ?`,
  );
  const rekey = database.prepare('UPDATE node SET key = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM node WHERE id = ?');

  /** What was read or met and has not changed since: whoever works at a place meets it again and again. */
  const atHand = new Map<string, MemoryNode>();
  const atHandById = new Map<number, MemoryNode>();
  /** Of those, what the database does not say yet: one row is written for all that happens to it in a transaction. */
  const unwritten = new Map<number, NodeFacts>();

  function keep(project: number, node: MemoryNode): MemoryNode {
    if (atHand.size >= nodesAtHandMax) putAway();
    atHand.set(nameOf(project, node.kind, node.key), node);
    atHandById.set(node.id, node);
    return node;
  }

  function keepRow(row: NodeRow): MemoryNode {
    return keep(row.project, readRow(row));
  }

  function flush(): void {
    for (const [id, facts] of unwritten) update.run(...values(facts), id);
    unwritten.clear();
  }

  function reload(): void {
    atHand.clear();
    atHandById.clear();
    unwritten.clear();
  }

  function putAway(): void {
    flush();
    reload();
  }

  function read(project: number, kind: NodeKind, key: string): MemoryNode | undefined {
    const known = atHand.get(nameOf(project, kind, key));
    if (known !== undefined) return known;
    const row = byKey.get(project, nodeKindCode(kind), key);
    return row && keepRow(row);
  }

  function find(project: number, kind: NodeKind, key: string): number | undefined {
    return atHand.get(nameOf(project, kind, key))?.id ?? idOf.get(project, nodeKindCode(kind), key)?.id;
  }

  function make(project: number, kind: NodeKind, key: string, facts: NodeFacts): number {
    return Number(insert.run(project, nodeKindCode(kind), key, ...values(facts)).lastInsertRowid);
  }

  return {
    find,

    /** The node's id. */
    meet(project: number, kind: NodeKind, key: string, at: number, valence: Valence): number {
      const met = { uses: 1, firstAt: at, lastAt: at, valence };
      const node = read(project, kind, key);
      if (node === undefined) return make(project, kind, key, met);
      const merged = { ...node, ...merge(node, met) };
      keep(project, merged);
      unwritten.set(node.id, merged);
      return node.id;
    },

    /** The node's id; a node that is made here has not been met yet. */
    ensure(project: number, kind: NodeKind, key: string, at: number): number {
      const unmet = { uses: 0, firstAt: at, lastAt: at, valence: neutralValence };
      return find(project, kind, key) ?? make(project, kind, key, unmet);
    },

    /** The node is as these facts say, whatever was known of it. */
    put(project: number, kind: NodeKind, key: string, facts: NodeFacts): number {
      const id = find(project, kind, key);
      if (id === undefined) return make(project, kind, key, facts);
      update.run(...values(facts), id);
      atHand.delete(nameOf(project, kind, key));
      atHandById.delete(id);
      unwritten.delete(id);
      return id;
    },

    rekey(id: number, key: string): void {
      putAway();
      rekey.run(key, id);
    },

    /** All that is known of `from` is added to `into`, and `from` is no more. Its links must be gone already. */
    absorb(from: number, into: number): void {
      putAway();
      const merged = merge(readFacts(factsOfId.get(into)!), readFacts(factsOfId.get(from)!));
      update.run(...values(merged), into);
      remove.run(from);
    },

    byId(id: number): MemoryNode | undefined {
      const known = atHandById.get(id);
      if (known !== undefined) return known;
      const row = byId.get(id);
      return row && keepRow(row);
    },

    /** In the order of their ids, each once. */
    byIds(ids: readonly number[]): MemoryNode[] {
      const found = new Map<number, MemoryNode>();
      const unread: number[] = [];
      for (const id of ids) {
        const known = atHandById.get(id);
        if (known === undefined) unread.push(id);
        else found.set(id, known);
      }
      if (unread.length > 0) for (const row of byIds.all(JSON.stringify(unread))) found.set(row.id, keepRow(row));
      return [...found.values()].sort((a, b) => a.id - b.id);
    },

    byKey(project: string, kind: NodeKind, key: string): MemoryNode | undefined {
      const number = projects.numberIfKnown(project);
      return number === undefined ? undefined : read(number, kind, key);
    },

    /** Due before a transaction ends, and before rows of nodes are read otherwise than here. */
    flush,
    /** Nodes may have gone, or another connection may have changed them. What is not written yet is lost. */
    reload,
    letGo: putAway,

    mostUsed(project: string, kind: NodeKind, limit: number): MemoryNode[] {
      flush();
      return mostUsed.all(project, nodeKindCode(kind), limit).map(readRow);
    },
  };
}

function merge(node: NodeFacts, other: NodeFacts): NodeFacts {
  return {
    uses: node.uses + other.uses,
    firstAt: Math.min(node.firstAt, other.firstAt),
    lastAt: Math.max(node.lastAt, other.lastAt),
    valence: combineValence(node.valence, other.valence),
  };
}

function nameOf(project: number, kind: NodeKind, key: string): string {
  return `${project} ${kind} ${key}`;
}

function values({ uses, firstAt, lastAt, valence: v }: NodeFacts): number[] {
  return [uses, firstAt, lastAt, v.outcome, v.friction, v.risk, v.novelty, v.affinity, v.precision];
}

function readFacts(row: FactsRow): NodeFacts {
  const { uses, first_at, last_at, outcome, friction, risk, novelty, affinity, precision } = row;
  const valence = { outcome, friction, risk, novelty, affinity, precision };
  return { uses, firstAt: first_at, lastAt: last_at, valence };
}

function readRow(row: NodeRow): MemoryNode {
  return { id: row.id, project: row.project_id, kind: kinds[Number(row.kind)]!, key: row.key, ...readFacts(row) };
}
