// How many answers which system gave on which day, and what they cost: sums, no text, no project. Not derived from the
// log, since an answer that is given at once leaves no event.
import type { AnswerTally } from '../model/insight.ts';
import type { SqlDatabase } from './sql-database.ts';

export type AnswerTable = ReturnType<typeof createAnswerTable>;

export function createAnswerTable(database: SqlDatabase) {
  const add = database.prepare(
    `INSERT INTO answer_tally (day, system, answers, compiled, steps, duration_ms, tokens) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (day, system) DO UPDATE SET answers = answers + excluded.answers,
       compiled = compiled + excluded.compiled, steps = steps + excluded.steps,
       duration_ms = duration_ms + excluded.duration_ms, tokens = tokens + excluded.tokens`,
  );
  const since = database.prepare<AnswerTally>(
    `SELECT day, system, answers, compiled, steps, duration_ms AS durationMs, tokens
     FROM answer_tally WHERE day >= ? ORDER BY day, system`,
  );
  return {
    add(tallies: readonly AnswerTally[]): void {
      for (const { day, system, answers, compiled, steps, durationMs, tokens } of tallies) {
        add.run(day, system, answers, compiled, steps, durationMs, tokens);
      }
    },
    since: (day: number): AnswerTally[] => since.all(day).map((tally) => ({ ...tally })),
  };
}
