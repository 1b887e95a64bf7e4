// All projections go in, one canonical text comes out: sorted, without row numbers, floats rounded to nine places. Two
// memories that know the same have the same text, whatever way they came to know it.
import { hash } from 'node:crypto';
import type { LinkTable } from './link-table.ts';
import type { SqlDatabase } from './sql-database.ts';

/** Each gives its rows as JSON arrays. */
const sections: readonly (readonly [title: string, columns: string, source: string])[] = [
  ['project', 'p.id, name, common_dirs, remote, first_commit', 'project JOIN project_key p USING (number)'],
  [
    'node',
    `p.id, kind, key, uses, first_at, last_at, round(outcome, 9), round(friction, 9), round(risk, 9),
     round(novelty, 9), round(affinity, 9), round(precision, 9)`,
    'node n JOIN project_key p ON p.number = n.project',
  ],
  [
    'appraisal',
    'p.id, n.kind, n.key, reason, times, a.last_at, e.id',
    'appraisal a JOIN node n ON n.id = a.node JOIN project_key p ON p.number = n.project JOIN event e ON e.seq = a.last_seq',
  ],
  [
    'episode',
    `p.id, e.id, title, started_at, ended_at, outcome,
     (SELECT json_group_array(name) FROM json_each(actors) a JOIN actor_key k ON k.number = a.value), event_count, is_open`,
    'episode e JOIN project_key p ON p.number = e.project',
  ],
  ['episode event', 'e.id, v.id', 'event_mark x JOIN episode e ON e.node = x.episode JOIN event v ON v.seq = x.seq'],
  [
    'error case',
    `p.id, a.id, f.text, instance, path, tool, code, message, line, line_text, episode, appeared_at,
     c.id, cleared_at, how, hunks`,
    `error_case e JOIN fingerprint_key f ON f.number = e.fingerprint JOIN project_key p ON p.number = e.project JOIN event a ON a.seq = appeared_seq
     LEFT JOIN event c ON c.seq = cleared_seq`,
  ],
  [
    'gist',
    `p.id, key, form, level, place, paths, statement, support, contra, round(base_rate, 9), round(confidence, 9),
     round(gain, 6), held_from, held_to, learned_at, unlearned_at, evidence, counter_evidence`,
    'gist g JOIN project_key p ON p.number = g.project',
  ],
  ['wording', 'p.id, key, sentence, words', 'wording w JOIN project_key p ON p.number = w.project'],
  [
    'standing',
    'p.id, subject, pinned, corrected_at, reason, until, dismissals',
    'standing s JOIN project_key p ON p.number = s.project',
  ],
  ['tag', 'v.id, tags', 'event_mark JOIN event v USING (seq) WHERE tags IS NOT NULL'],
  [
    'trace',
    'p.id, v.id, hex(digest)',
    'event_mark t JOIN project_key p ON p.number = t.project JOIN event v USING (seq)',
  ],
  // The scope column is left out: it holds the project's number, which is a row number.
  ['word', 'term, col, doc, cnt', `temp.trace_vocabulary WHERE col <> 'scope'`],
];

/** Costs a pass over every projection, and memory for the whole text. */
export function dumpMemory(database: SqlDatabase, links: Pick<LinkTable, 'listed'>): string {
  const lines = Map.groupBy(readLines(database, links), ({ title }) => title);
  return [...lines].flatMap(([title, rows]) => [`# ${title}`, ...rows.map(({ line }) => line).sort()]).join('\n');
}

/**
 * The same for two memories just when their dumps are the same, as good as certainly. Costs a pass over every
 * projection and no memory: the hashes of the lines are added up, so that their order does not matter.
 */
export function digestMemory(database: SqlDatabase, links: Pick<LinkTable, 'listed'>): string {
  const sum = new Uint32Array(8);
  for (const { title, line } of readLines(database, links)) {
    const bytes = hash('sha256', `${title} ${line}`, 'buffer');
    for (let i = 0; i < sum.length; i += 1) sum[i]! += bytes.readUInt32LE(4 * i);
  }
  return Buffer.from(sum.buffer).toString('hex');
}

interface Line {
  readonly title: string;
  readonly line: string;
}

function* readLines(database: SqlDatabase, links: Pick<LinkTable, 'listed'>): Generator<Line> {
  database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.trace_vocabulary USING fts5vocab ('main', 'trace_word', 'col')`,
  );
  for (const [title, columns, source] of sections) {
    const rows = database.prepare<{ line: string }>(`SELECT json_array(${columns}) AS line FROM ${source}`).iterate();
    for (const { line } of rows) yield { title, line };
  }
  const named = database.prepare<{ project: string; kind: string; key: string }>(
    'SELECT p.id AS project, kind, key FROM node n JOIN project_key p ON p.number = n.project WHERE n.id = ?',
  );
  for (const { node, other, kind, direction, fast, slow, uses, lastAt } of links.listed()) {
    const [one, two] = [named.get(node), named.get(other)];
    const weights = [fast, slow].map((weight) => Math.round(weight * 1e9) / 1e9);
    const line = [one?.project, one?.kind, one?.key, kind, direction, two?.kind, two?.key, ...weights, uses, lastAt];
    yield { title: 'link', line: JSON.stringify(line) };
  }
}
