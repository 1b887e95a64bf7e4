// Traces in, words to find them by out. The index keeps words and not the text, which the log has; and a digest of the
// text, by which a vector shows whether it was made from the same one.
import { createHash } from 'node:crypto';
import type { Trace } from '../model/engram.ts';
import type { LexicalHit } from '../model/ports.ts';
import { withIdentifierParts } from '../model/token.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';

/** BM25 weights of title, body, places and scope. A title says what it is about, a place where, a body also the rest. */
const weights = '4.0, 1.0, 2.0, 0.0';

export type TraceIndex = ReturnType<typeof createTraceIndex>;

export function createTraceIndex(database: SqlDatabase) {
  // Not INSERT OR REPLACE: it opens a savepoint, at which FTS5 writes out what it has gathered; that cost 0.4 ms a trace.
  const insert = database.prepare(
    `INSERT INTO trace (seq, project, digest) VALUES (?, ?, ?) ON CONFLICT (seq) DO NOTHING`,
  );
  const update = database.prepare('UPDATE trace SET project = ?, digest = ? WHERE seq = ?');
  const removeWords = database.prepare('DELETE FROM trace_word WHERE rowid = ?');
  const insertWords = database.prepare(
    'INSERT INTO trace_word (rowid, title, body, places, scope) VALUES (?, ?, ?, ?, ?)',
  );
  const search = database.prepare<{ rowid: number; rank: number }>(
    `SELECT rowid, rank FROM trace_word WHERE trace_word MATCH ? AND rank MATCH 'bm25(${weights})' ORDER BY rank LIMIT ?`,
  );
  const frequency = database.prepare<{ n: number }>('SELECT count(*) AS n FROM trace_word WHERE trace_word MATCH ?');
  const count = database.prepare<{ n: number }>(`SELECT count(*) AS n FROM trace WHERE project = ${projectNumber}`);
  const numberOf = database.prepare<{ number: number }>('SELECT number FROM project_key WHERE id = ?');
  // Two look-ups at the ends of an index.
  const extremes = database.prepare<{ least: number | null; most: number | null }>(
    'SELECT (SELECT min(project) FROM trace) AS least, (SELECT max(project) FROM trace) AS most',
  );

  /**
   * An FTS5 query for the project's traces; undefined where there is nothing to ask. Where no other project has any, the
   * scope is left out: it weighs nothing, but FTS5 goes through it trace by trace, which more than doubles the cost.
   */
  function scoped(project: string, terms: readonly string[], operator: 'AND' | 'OR'): string | undefined {
    const number = numberOf.get(project)?.number;
    if (number === undefined || terms.length === 0) return undefined;
    const words = `{title body places} : (${terms.join(` ${operator} `)})`;
    const { least, most } = extremes.get()!;
    return least === number && most === number ? words : `scope : ${scopeWord(number)} AND ${words}`;
  }

  return {
    /** @returns digest of the trace, 16 bytes */
    put(seq: number, project: number, { title, body, places }: Trace): Uint8Array {
      const digest = createHash('sha256')
        .update(JSON.stringify([title, body, places]))
        .digest()
        .subarray(0, 16);
      if (Number(insert.run(seq, project, digest).changes) === 0) {
        update.run(project, digest, seq);
        removeWords.run(seq);
      }
      const texts = [title, body, places].map(withIdentifierParts);
      insertWords.run(seq, ...texts, scopeWord(project));
      return digest;
    },

    search(project: string, words: readonly string[], limit: number): LexicalHit[] {
      const query = scoped(project, quoteTerms(words), 'OR');
      if (query === undefined) return [];
      return search.all(query, limit).map(({ rowid, rank }) => ({ seq: rowid, score: -rank }));
    },

    /** A query for traces that hold every word of the text, the last of which may still be being typed. */
    queryForTyped(project: string, text: string): string | undefined {
      const terms = quoteTerms([text]);
      return scoped(project, [...terms.slice(0, -1), ...terms.slice(-1).map((term) => `${term} *`)], 'AND');
    },

    /** Exact for the project: counted in the index, which stems the word as it stemmed the text. */
    frequency(project: string, word: string): number {
      const query = scoped(project, quoteTerms([word]), 'AND');
      return query === undefined ? 0 : frequency.get(query)!.n;
    },

    count: (project: string) => count.get(project)!.n,
  };
}

/** Splits at whatever the tokenizer splits at, and quotes what is left, so that no word can be read as an operator. */
function quoteTerms(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"`);
}

function scopeWord(project: number): string {
  return `p${project}`;
}
