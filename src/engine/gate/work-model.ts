// What is expected next of a developer at work: in go edits, errors and exceptions as they come, out comes how surprising
// the next edit is. Where it is likelier that another piece of work has begun than that this one goes on, one has.
import { posix } from 'node:path';
import type { Hunk, MemoryEvent } from '../model/event.ts';

/**
 * What each sign says for another piece of work having begun, in nats of log-odds. Fitted by logistic regression to
 * streamed histories, each held out in turn; ARCHITECTURE.md says what each sign brings.
 */
const weights = { constant: 0.43, names: -2.98, elderNames: -1.52, pause: 0.47, sameFile: -1.62, sameLanguage: -0.83 };
/** Odds of 1.3 to 1: a stretch of work cut in two is no better than two that are taken for one. */
const surpriseMin = 0.25;
/** Places of late; what was touched longer ago predicts less, by the factor `recency` a place. */
const contextMax = 3;
const recency = 0.9;
/** Places before those: work comes back to what it left a moment ago. */
const elderMax = 9;
/** No judgement before the usual pause is known, and which names are common. */
const editsMin = 20;
/** Weight of the newest pause in the running mean of their logarithms. */
const learningRate = 0.02;
const namesMax = 200;
const linesReadMax = 100;
/** Names that two edits share count as if so many nats of other names were there: one rare name is no proof. */
const nameDoubt = 4;

interface Glimpse {
  readonly path: string;
  /** In its changed lines. */
  readonly names: ReadonlySet<string>;
  readonly namesWeight: number;
}

/** Events that the model reads. */
export const workKinds = ['edit', 'diagnostic', 'exception'] as const;
export type WorkEvent = Extract<MemoryEvent, { kind: (typeof workKinds)[number] }>;

export function isWork(event: MemoryEvent): event is WorkEvent {
  return workKinds.some((kind) => kind === event.kind);
}

/** A fold over events: the same events give the same judgements. Its memory grows with the names that it has met. */
export class WorkModel {
  /** The latest first. */
  readonly #context: Glimpse[] = [];
  readonly #eventsWithName = new Map<string, number>();
  #events = 0;
  #edits = 0;
  #pauses = 0;
  /** Of the pauses between events, in nats over one ms. */
  #meanLogPause = 0;
  #lastAt = Number.NaN;

  /**
   * Takes the event in. Costs some tens of microseconds.
   *
   * @returns whether it is an edit that nothing of late has led up to
   * @source boundaries at surprise, EM-LLM (Fountas et al. 2024); here against fixed odds, not against a running mean
   */
  push(event: WorkEvent): boolean {
    const [path] = event.refs;
    if (path === undefined) return false;
    const glimpse = this.#look(event, path);
    const pause = this.#comparePause(event.at);
    const isJudged = event.kind === 'edit' && this.#edits >= editsMin;
    const isSurprising = isJudged && this.#surprise(glimpse, pause) > surpriseMin;
    if (event.kind === 'edit') this.#edits += 1;
    this.#remember(glimpse, event.at);
    return isSurprising;
  }

  /** Log-odds of another piece of work having begun. @param pause how much longer than usual, in nats */
  #surprise(glimpse: Glimpse, pause: number): number {
    let [names, elderNames] = [0, 0];
    for (const [age, past] of this.#context.entries()) {
      const shared = this.#sharedNames(glimpse, past);
      if (age < contextMax) names = Math.max(names, recency ** age * shared);
      else elderNames = Math.max(elderNames, shared);
    }
    const last = this.#context[0]?.path ?? '';
    const isSameFile = glimpse.path === last;
    const isSameLanguage = posix.extname(glimpse.path) === posix.extname(last);
    return (
      weights.constant +
      weights.names * names +
      weights.elderNames * elderNames +
      weights.pause * pause +
      (isSameFile ? weights.sameFile : 0) +
      (isSameLanguage ? weights.sameLanguage : 0)
    );
  }

  /** How much longer than usual it was quiet, in nats; 0 at first. */
  #comparePause(at: number): number {
    if (Number.isNaN(this.#lastAt)) return 0;
    const logPause = Math.log(Math.max(1, at - this.#lastAt));
    const longer = this.#pauses === 0 ? 0 : logPause - this.#meanLogPause;
    this.#pauses += 1;
    this.#meanLogPause += Math.max(learningRate, 1 / this.#pauses) * (logPause - this.#meanLogPause);
    return longer;
  }

  /** In [0, 1]. Rare names count more, by inverse document frequency. */
  #sharedNames(a: Glimpse, b: Glimpse): number {
    let shared = 0;
    for (const name of a.names) if (b.names.has(name)) shared += this.#rarity(name);
    return Math.min(1, shared / (Math.min(a.namesWeight, b.namesWeight) + nameDoubt));
  }

  #rarity(name: string): number {
    return Math.max(0, Math.log((this.#events + 1) / ((this.#eventsWithName.get(name) ?? 0) + 0.5)));
  }

  #look(event: WorkEvent, path: string): Glimpse {
    const names = namesIn(linesOf(event));
    let namesWeight = 0;
    for (const name of names) namesWeight += this.#rarity(name);
    return { path, names, namesWeight };
  }

  #remember(glimpse: Glimpse, at: number): void {
    for (const name of glimpse.names) this.#eventsWithName.set(name, (this.#eventsWithName.get(name) ?? 0) + 1);
    this.#events += 1;
    this.#context.unshift(glimpse);
    this.#context.length = Math.min(this.#context.length, contextMax + elderMax);
    this.#lastAt = at;
  }
}

/** What an error says of its place makes an edit there expected. */
function linesOf(event: WorkEvent): readonly string[] {
  if (event.kind === 'edit') return event.data.hunks.flatMap(changedLines);
  return event.kind === 'diagnostic' ? [event.data.message, event.data.lineText] : [event.data.message];
}

function changedLines({ before, after }: Hunk): string[] {
  return [...before.slice(0, linesReadMax), ...after.slice(0, linesReadMax)];
}

function namesIn(lines: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const line of lines) {
    for (const [name] of line.matchAll(/[A-Za-z_]\w{2,60}/g)) {
      names.add(name);
      if (names.size >= namesMax) return names;
    }
  }
  return names;
}
