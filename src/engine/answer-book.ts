// Who answered and what it cost, kept in memory and written now and then, so that no answer waits for a disk; a crash
// loses a few counts and nothing else.
import type { AnswerTally } from './model/insight.ts';
import type { MemoryStore } from './model/ports.ts';
import type { Reply } from './model/recollection.ts';
import type { Standstill } from './standstill.ts';

const dayMs = 86_400_000;
const unwrittenMax = 20;

export class AnswerBook {
  readonly #store: MemoryStore;
  readonly #standstill: Standstill;
  readonly #nowMs: () => number;
  #unwritten: AnswerTally[] = [];

  constructor(store: MemoryStore, standstill: Standstill, nowMs: () => number) {
    this.#store = store;
    this.#standstill = standstill;
    this.#nowMs = nowMs;
  }

  async note({ system, compiled, cost }: Pick<Reply, 'system' | 'compiled' | 'cost'>): Promise<void> {
    const { steps, durationMs, tokens } = cost;
    const day = Math.floor(this.#nowMs() / dayMs);
    this.#unwritten.push({ day, system, answers: 1, compiled: compiled ? 1 : 0, steps, durationMs, tokens });
    if (this.#unwritten.length >= unwrittenMax) await this.#standstill.inTurn(() => this.write());
  }

  /** Of the latest days, today included; the earliest first. */
  async latest(days: number): Promise<AnswerTally[]> {
    await this.#standstill.inTurn(() => this.write());
    return this.#store.answerTallies(Math.floor(this.#nowMs() / dayMs) - days + 1);
  }

  /** Only while the memory does not stand still. */
  write(): void {
    const tallies = this.#unwritten;
    this.#unwritten = [];
    this.#store.countAnswers(tallies);
  }
}
