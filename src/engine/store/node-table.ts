// Nodes by their natural key: met, renamed, read. What a node's links become when it is renamed is the link table's
// business.
import type { MemoryNode, NodeKind } from '../model/node.ts';
import { combineValence, neutralValence, type Valence } from '../model/valence.ts';
import { projectId, projectNumber } from './project-table.ts';
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
  readonly project_id: string;
  readonly kind: NodeKind;
  readonly key: string;
}

type NodeFacts = Pick<MemoryNode, 'uses' | 'firstAt' | 'lastAt' | 'valence'>;

const factColumns = 'uses, first_at, last_at, outcome, friction, risk, novelty, affinity, precision';
const selection = `SELECT id, ${projectId} AS project_id, kind, key, ${factColumns} FROM node`;

export type NodeTable = ReturnType<typeof createNodeTable>;

export function createNodeTable(database: SqlDatabase) {
  const factsOfKey = database.prepare<FactsRow & { id: number }>(
    `SELECT id, ${factColumns} FROM node WHERE project = ? AND kind = ? AND key = ?`,
  );
  const factsOfId = database.prepare<FactsRow>(`SELECT ${factColumns} FROM node WHERE id = ?`);
  const idOf = database.prepare<{ id: number }>('SELECT id FROM node WHERE project = ? AND kind = ? AND key = ?');
  const byId = database.prepare<NodeRow>(`${selection} WHERE id = ?`);
  const byIds = database.prepare<NodeRow>(`${selection} WHERE id IN (SELECT value FROM json_each(?))`);
  const byKey = database.prepare<NodeRow>(`${selection} WHERE project = ${projectNumber} AND kind = ? AND key = ?`);
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

  function find(project: number, kind: NodeKind, key: string): number | undefined {
    return idOf.get(project, kind, key)?.id;
  }

  function make(project: number, kind: NodeKind, key: string, facts: NodeFacts): number {
    return Number(insert.run(project, kind, key, ...values(facts)).lastInsertRowid);
  }

  function merge(id: number, node: NodeFacts, other: NodeFacts): void {
    const merged = {
      uses: node.uses + other.uses,
      firstAt: Math.min(node.firstAt, other.firstAt),
      lastAt: Math.max(node.lastAt, other.lastAt),
      valence: combineValence(node.valence, other.valence),
    };
    update.run(...values(merged), id);
  }

  return {
    find,

    /** The node's id. */
    meet(project: number, kind: NodeKind, key: string, at: number, valence: Valence): number {
      const met = { uses: 1, firstAt: at, lastAt: at, valence };
      const row = factsOfKey.get(project, kind, key);
      if (row === undefined) return make(project, kind, key, met);
      merge(row.id, readFacts(row), met);
      return row.id;
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
      return id;
    },

    rekey: (id: number, key: string) => void rekey.run(key, id),

    /** All that is known of `from` is added to `into`, and `from` is no more. Its links must be gone already. */
    absorb(from: number, into: number): void {
      merge(into, readFacts(factsOfId.get(into)!), readFacts(factsOfId.get(from)!));
      remove.run(from);
    },

    byId(id: number): MemoryNode | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : readRow(row);
    },

    byIds: (ids: readonly number[]) => byIds.all(JSON.stringify(ids)).map(readRow),

    byKey(project: string, kind: NodeKind, key: string): MemoryNode | undefined {
      const row = byKey.get(project, kind, key);
      return row === undefined ? undefined : readRow(row);
    },

    mostUsed: (project: string, kind: NodeKind, limit: number) => mostUsed.all(project, kind, limit).map(readRow),
  };
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
  return { id: row.id, project: row.project_id, kind: row.kind, key: row.key, ...readFacts(row) };
}
