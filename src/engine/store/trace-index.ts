// Traces in, words to find them by out. The index keeps words and not the text, which the log has; and a digest of the
// text, by which a vector shows whether it was made from the same one.
import { hash } from 'node:crypto';
import type { Trace } from '../model/engram.ts';
import type { LexicalHit } from '../model/ports.ts';
import { withIdentifierParts } from '../model/token.ts';
import { inEitherNumber } from '../model/word-stem.ts';
import type { SqlDatabase } from './sql-database.ts';
import { createTraceFrequency } from './trace-frequency.ts';

/**
 * A search goes through so many traces for each one that it is to find, and leaves out the words that would make it more,
 * the commonest first: a trace that holds nothing but them says little. Each trace costs 2 µs.
 */
const tracesPerHitMax = 40;
/** In a larger project each hit is asked for its project, in place of the whole project for its hits. */
const scopedMax = 5_000;

/** BM25 weights of title, body, places and scope. A title says what it is about, a place where, a body also the rest. */
const weights = '4.0, 1.0, 2.0, 0.0';

/** Two texts of one event share a digest once in 10¹² times. */
const digestBytes = 5;

export type TraceIndex = ReturnType<typeof createTraceIndex>;

export function createTraceIndex(database: SqlDatabase) {
  const digestAt = database.prepare<{ digest: Uint8Array | null }>('SELECT digest FROM event_mark WHERE seq = ?');
  // Not INSERT OR REPLACE: it opens a savepoint, at which FTS5 writes out what it has gathered; that cost 0.4 ms a trace.
  const mark = database.prepare(
    `INSERT INTO event_mark (seq, project, digest) VALUES (?, ?, ?)
     ON CONFLICT (seq) DO UPDATE SET project = excluded.project, digest = excluded.digest`,
  );
  const removeWords = database.prepare('DELETE FROM trace_word WHERE rowid = ?');
  const insertWords = database.prepare(
    'INSERT INTO trace_word (rowid, title, body, places, scope) VALUES (?, ?, ?, ?, ?)',
  );
  // Ordered by SQLite, which keeps the best alone: for ORDER BY rank FTS5 sorts all that it finds, at half as much again.
  const search = database.prepare<{ rowid: number; rank: number }>(
    `SELECT rowid, bm25(trace_word, ${weights}) AS rank FROM trace_word WHERE trace_word MATCH ? ORDER BY 2 LIMIT ?`,
  );
  // Ordered by FTS5: the rank is known before a row is asked for its project, so that no more rows are asked than are handed out.
  const searchIn = database.prepare<{ rowid: number; rank: number }>(
    `SELECT rowid, rank FROM trace_word WHERE trace_word MATCH ? AND rank MATCH 'bm25(${weights})'
     AND (SELECT project FROM event_mark WHERE seq = trace_word.rowid) = ? ORDER BY rank LIMIT ?`,
  );
  const newest = database.prepare<{ rowid: number }>(
    'SELECT rowid FROM trace_word WHERE trace_word MATCH ? ORDER BY rowid DESC LIMIT ?',
  );
  const frequency = createTraceFrequency(database);
  const numberOf = database.prepare<{ number: number }>('SELECT number FROM project_key WHERE id = ?');
  const other = database.prepare<object>('SELECT 1 FROM project_key WHERE number <> ? LIMIT 1');

  /** Whether the memory holds no other project. */
  const isAlone = (number: number) => other.get(number) === undefined;

  /**
   * An FTS5 query for the project's traces. Where no other project has any, the scope is left out: it weighs nothing, but
   * FTS5 goes through it trace by trace, which more than doubles the cost.
   */
  function scoped(number: number, terms: readonly string[], operator: 'AND' | 'OR'): string {
    const words = wordQuery(terms, operator);
    return isAlone(number) ? words : `scope : ${scopeWord(number)} AND ${words}`;
  }

  /** What a search can afford of the terms, the rarest; at least one, unless none of them stands anywhere. */
  function affordable(project: string, number: number, terms: readonly string[], tracesMax: number): readonly string[] {
    if (terms.length * frequency.ofProject(project) <= tracesMax) return terms;
    const counted = [...new Set(terms)]
      .map((term) => ({ term, traces: frequency.ofQuery(scoped(number, [term], 'OR')) }))
      .filter(({ traces }) => traces > 0);
    const kept = new Set<string>();
    let sum = 0;
    for (const { term, traces } of counted.sort((a, b) => a.traces - b.traces)) {
      if (sum > 0 && sum + traces > tracesMax) break;
      sum += traces;
      kept.add(term);
    }
    return terms.filter((term) => kept.has(term));
  }

  return {
    /** @returns digest of the trace, 5 bytes */
    put(seq: number, project: number, { title, body, places }: Trace): Uint8Array {
      const digest = hash('sha256', JSON.stringify([title, body, places]), 'buffer').subarray(0, digestBytes);
      const isKnown = (digestAt.get(seq)?.digest ?? null) !== null;
      mark.run(seq, project, digest);
      if (isKnown) removeWords.run(seq);
      const texts = [title, body, places].map(withIdentifierParts);
      insertWords.run(seq, ...texts, scopeWord(project));
      frequency.note(seq);
      return digest;
    },

    search(project: string, words: readonly string[], limit: number, isBounded = true): LexicalHit[] {
      const number = numberOf.get(project)?.number;
      const terms = quoteTerms(words);
      if (number === undefined || terms.length === 0) return [];
      const tracesMax = isBounded ? limit * tracesPerHitMax : Number.POSITIVE_INFINITY;
      const asked = affordable(project, number, terms, tracesMax);
      if (asked.length === 0) return [];
      const scopedQuery = scoped(number, asked, 'OR');
      // Among traces of one word that stands everywhere BM25 tells none apart, and the latest are as good as any.
      if (asked.length === 1 && frequency.ofQuery(scopedQuery) > tracesMax) {
        return newest.all(scopedQuery, limit).map(({ rowid }) => ({ seq: rowid, score: 1 }));
      }
      // For its rank FTS5 counts each word, the scope too, which is more than all else where the project is large.
      const isLarge = frequency.ofProject(project) > scopedMax && !isAlone(number);
      const hits = isLarge ? searchIn.all(wordQuery(asked, 'OR'), number, limit) : search.all(scopedQuery, limit);
      return hits.map(({ rowid, rank }) => ({ seq: rowid, score: -rank }));
    },

    latestWith(project: string, words: readonly string[], limit: number): number[] {
      const number = numberOf.get(project)?.number;
      const terms = quoteTerms(words);
      if (number === undefined || terms.length === 0) return [];
      return newest.all(scoped(number, terms, 'AND'), limit).map(({ rowid }) => rowid);
    },

    /** A query for traces that hold every word of the text, the last of which may still be being typed. */
    queryForTyped(project: string, text: string): string | undefined {
      const number = numberOf.get(project)?.number;
      const words = split([text]);
      const typed = words.pop();
      if (number === undefined || typed === undefined) return undefined;
      return scoped(number, [...words.map(quote), `"${typed}" *`], 'AND');
    },

    /** Exact for the project: counted in the index, which stems the word as it stemmed the text. */
    frequency(project: string, word: string): number {
      const number = numberOf.get(project)?.number;
      const terms = quoteTerms([word]);
      return number === undefined || terms.length === 0 ? 0 : frequency.ofQuery(scoped(number, terms, 'AND'));
    },

    count: (project: string) => frequency.ofProject(project),
    /** Traces may have gone. */
    reload: () => frequency.reload(),
  };
}

function wordQuery(terms: readonly string[], operator: 'AND' | 'OR'): string {
  return `{title body places} : (${terms.join(` ${operator} `)})`;
}

function quoteTerms(texts: readonly string[]): string[] {
  return split(texts).map(quote);
}

/** Splits at whatever the tokenizer splits at. */
function split(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** So that no word can be read as an operator. Of a word and its other number, which shares no stem with it, either counts. */
function quote(word: string): string {
  const quoted = inEitherNumber(word).map((each) => `"${each}"`);
  return quoted.length === 1 ? quoted[0]! : `(${quoted.join(' OR ')})`;
}

function scopeWord(project: number): string {
  return `p${project}`;
}
