// What is expected next of a developer at work: in go edits, errors and exceptions as they come, out comes how surprising
// the next edit is. Where it is likelier that another piece of work has begun than that this one goes on, one has.
import { posix } from 'node:path';
import type { Hunk, MemoryEvent } from '../model/event.ts';

/**
 * What each sign says for another piece of work having begun, in nats of log-odds. Fitted by logistic regression to
 * streamed histories, each held out in turn; ARCHITECTURE.md says what each sign brings.
 */
const weights = { constant: 0.43, names: -2.98, elderNames: -1.52, pause: 0.47, sameFile: -1.62, sameLanguage: -0.83 };
/** Odds of 1.4 to 1. Of the boundaries that odds of 1.3 to 1 would add, little more than half are right. */
const surpriseMin = 0.35;
/** Odds of 1.6 to 1 that the same work goes on. */
const continuityMax = -0.5;
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

/** What of an event the model goes by; one look serves however many models. */
export interface Glimpse {
  readonly path: string;
  readonly at: number;
  readonly isEdit: boolean;
  /** In its changed lines, or in what an error says of its place. */
  readonly names: ReadonlySet<string>;
}

/** What an edit says: that other work has begun, that the same goes on, or neither clearly. */
export type WorkSign = 'begins' | 'goes-on' | 'unclear';

interface PastPlace {
  readonly path: string;
  readonly namesWeight: number;
}

interface MetName {
  events: number;
  /** When it was met last, counted in events. */
  last: number;
  /** Bit n is set where it was met n events before that. */
  bits: number;
}

/** Events that the model reads. */
export const workKinds = ['edit', 'diagnostic', 'exception'] as const;
export type WorkEvent = Extract<MemoryEvent, { kind: (typeof workKinds)[number] }>;

export function isWork(event: MemoryEvent): event is WorkEvent {
  return workKinds.some((kind) => kind === event.kind);
}

/** Undefined for an event without a place, which the model passes over. */
export function glimpse(event: WorkEvent): Glimpse | undefined {
  const [path] = event.refs;
  if (path === undefined) return undefined;
  return { path, at: event.at, isEdit: event.kind === 'edit', names: namesIn(linesOf(event)) };
}

/** Natural logarithms of n + ½ by n, for as many events as a model lives through. */
const logs: number[] = [];

function logOf(count: number): number {
  for (let n = logs.length; n <= count; n += 1) logs.push(Math.log(n + 0.5));
  return logs[count]!;
}

/** A fold over events: the same events give the same judgements. Its memory grows with the names that it has met. */
export class WorkModel {
  /** The latest first. */
  readonly #context: PastPlace[] = [];
  readonly #met = new Map<string, MetName>();
  #events = 0;
  #edits = 0;
  #pauses = 0;
  /** Of the pauses between events, in nats over one ms. */
  #meanLogPause = 0;
  #lastAt = Number.NaN;

  /**
   * Takes the event in. Costs a look-up for each of its names.
   *
   * @returns `begins` for an edit that nothing of late has led up to; `unclear` for whatever is no edit
   * @source boundaries at surprise, EM-LLM (Fountas et al. 2024); here against fixed odds, not against a running mean
   */
  push({ path, at, isEdit, names }: Glimpse): WorkSign {
    const { namesWeight, shared } = this.#meet(names);
    const pause = this.#comparePause(at);
    const isJudged = isEdit && this.#edits >= editsMin;
    const surprise = isJudged ? this.#surprise({ path, namesWeight }, shared, pause) : 0;
    if (isEdit) this.#edits += 1;
    this.#context.unshift({ path, namesWeight });
    this.#context.length = Math.min(this.#context.length, contextMax + elderMax);
    this.#events += 1;
    this.#lastAt = at;
    return surprise > surpriseMin ? 'begins' : surprise < continuityMax ? 'goes-on' : 'unclear';
  }

  /**
   * Log-odds of another piece of work having begun.
   *
   * @param shared with each past place, in nats
   * @param pause how much longer than usual, in nats
   */
  #surprise(now: PastPlace, shared: readonly number[], pause: number): number {
    let [names, elderNames] = [0, 0];
    for (const [age, past] of this.#context.entries()) {
      const likeness = Math.min(1, shared[age]! / (Math.min(now.namesWeight, past.namesWeight) + nameDoubt));
      if (age < contextMax) names = Math.max(names, recency ** age * likeness);
      else elderNames = Math.max(elderNames, likeness);
    }
    const last = this.#context[0]?.path ?? '';
    const isSameFile = now.path === last;
    const isSameLanguage = posix.extname(now.path) === posix.extname(last);
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

  /**
   * Notes the names as met now. Rare names count more, by inverse document frequency as it was before.
   *
   * @returns their weight, and what of it they share with each past place, in nats
   */
  #meet(names: ReadonlySet<string>): { namesWeight: number; shared: number[] } {
    const shared = new Array<number>(contextMax + elderMax).fill(0);
    const logTotal = Math.log(this.#events + 1);
    let namesWeight = 0;
    for (const name of names) {
      const met = this.#met.get(name);
      const rarity = Math.max(0, logTotal - logOf(met?.events ?? 0));
      namesWeight += rarity;
      if (met === undefined) this.#met.set(name, { events: 1, last: this.#events, bits: 1 });
      else {
        const age = this.#events - met.last - 1;
        for (let bits = shift(met.bits, age), at = 0; bits !== 0; bits >>>= 1, at += 1) {
          if (bits & 1) shared[at]! += rarity;
        }
        met.bits = shift(met.bits, age + 1) | 1;
        met.last = this.#events;
        met.events += 1;
      }
    }
    return { namesWeight, shared };
  }
}

/** Places beyond the context fall away. */
function shift(bits: number, places: number): number {
  const size = contextMax + elderMax;
  return places >= size ? 0 : (bits << places) & ((1 << size) - 1);
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
    for (const name of line.match(/[A-Za-z_]\w{2,60}/g) ?? []) {
      names.add(name);
      if (names.size >= namesMax) return names;
    }
  }
  return names;
}
