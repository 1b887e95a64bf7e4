// What gists say, beside the nodes that they are: written as a sleep planned them, read by their key or the most telling
// first.
import type { MemoryChange } from '../model/change.ts';
import type { Gist, GistDraft, GistForm, GistLevel } from '../model/gist.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

interface GistRow {
  readonly node: number;
  readonly key: string;
  readonly form: GistForm;
  readonly level: GistLevel;
  readonly place: string;
  readonly paths: string;
  readonly statement: string;
  readonly wording: string | null;
  readonly support: number;
  readonly contra: number;
  readonly base_rate: number;
  readonly confidence: number;
  readonly gain: number;
  readonly held_from: number;
  readonly held_to: number | null;
  readonly learned_at: number;
  readonly unlearned_at: number | null;
  readonly evidence: string;
  readonly counter_evidence: string;
  readonly outcome: number;
  readonly friction: number;
  readonly risk: number;
  readonly novelty: number;
  readonly affinity: number;
  readonly precision: number;
}

const columns = `node, key, form, level, place, paths, statement, support, contra, base_rate, confidence, gain, held_from,
  held_to, learned_at, unlearned_at, evidence, counter_evidence`;
const selection = `SELECT ${columns.replace('node, key', 'g.node, g.key')}, n.outcome, n.friction, n.risk, n.novelty,
  n.affinity, n.precision, w.words AS wording FROM gist g JOIN node n ON n.id = g.node
  LEFT JOIN wording w ON w.project = g.project AND w.key = g.key AND w.sentence = g.statement`;

export type GistTable = ReturnType<typeof createGistTable>;

export function createGistTable(database: SqlDatabase) {
  const times = database.prepare<{ learned_at: number; held_to: number | null; unlearned_at: number | null }>(
    'SELECT learned_at, held_to, unlearned_at FROM gist WHERE node = ?',
  );
  const write = database.prepare(
    `INSERT OR REPLACE INTO gist (${columns}, project) VALUES (${Array(19).fill('?').join(', ')})`,
  );
  const end = database.prepare(
    'UPDATE gist SET held_to = ?, unlearned_at = ? WHERE project = ? AND key = ? AND held_to IS NULL',
  );
  const word = database.prepare('INSERT OR REPLACE INTO wording (project, key, sentence, words) VALUES (?, ?, ?, ?)');
  const byKey = database.prepare<GistRow>(`${selection} WHERE g.project = ${projectNumber} AND g.key = ?`);
  const all = database.prepare<GistRow>(
    `${selection} WHERE g.project = ${projectNumber} ORDER BY held_to IS NOT NULL, gain DESC, g.key LIMIT ?`,
  );

  return {
    /** One that was given up and is held again counts as learned anew. */
    put(project: number, node: number, gist: GistDraft, at: number): void {
      const known = times.get(node);
      const isTakenUp = known === undefined || (known.held_to !== null && gist.heldTo === undefined);
      const learnedAt = isTakenUp ? at : known.learned_at;
      const unlearnedAt = gist.heldTo === undefined ? null : (known?.unlearned_at ?? at);
      const { key, form, level, place, paths, statement, support, contra, baseRate, confidence, gain } = gist;
      const ids = (witnesses: GistDraft['evidence']) => JSON.stringify(witnesses.map(({ id }) => id));
      write.run(
        ...[node, key, form, level, place, JSON.stringify(paths), statement, support, contra, baseRate, confidence],
        ...[gain, gist.heldFrom, gist.heldTo ?? null, learnedAt, unlearnedAt],
        ...[ids(gist.evidence), ids(gist.counterEvidence), project],
      );
    },

    end: (project: number, { key, heldTo, at }: Extract<MemoryChange, { op: 'end-gist' }>) =>
      void end.run(heldTo, at, project, key),

    word: (project: number, { key, sentence, words }: Extract<MemoryChange, { op: 'word-gist' }>) =>
      void word.run(project, key, sentence, words),

    byKey(project: string, key: string): Gist | undefined {
      const row = byKey.get(project, key);
      return row === undefined ? undefined : readRow(row);
    },

    all: (project: string, limit: number) => all.all(project, limit).map(readRow),
  };
}

function readRow(row: GistRow): Gist {
  const { node: nodeId, key, form, level, place, statement, support, contra, confidence, gain } = row;
  const { outcome, friction, risk, novelty, affinity, precision } = row;
  return {
    ...{ nodeId, key, form, level, place, statement, support, contra, confidence, gain },
    paths: JSON.parse(row.paths) as string[],
    baseRate: row.base_rate,
    heldFrom: row.held_from,
    ...(row.held_to !== null && { heldTo: row.held_to }),
    learnedAt: row.learned_at,
    ...(row.unlearned_at !== null && { unlearnedAt: row.unlearned_at }),
    evidence: JSON.parse(row.evidence) as string[],
    counterEvidence: JSON.parse(row.counter_evidence) as string[],
    ...(row.wording !== null && { wording: row.wording }),
    valence: { outcome, friction, risk, novelty, affinity, precision },
  };
}
