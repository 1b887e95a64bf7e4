// What is expected next of a developer at work: in go edits, errors and exceptions as they come, out comes how surprising
// the next edit is. A surprise well above the usual one says that another piece of work has begun.
import type { Hunk, MemoryEvent } from '../model/event.ts';
import { splitWords } from '../model/token.ts';

/** Numbers are hand-set and general: ARCHITECTURE.md says what each mechanism brings. */
const contextMax = 3;
/** What was touched longer ago predicts less, by this factor an event. */
const recency = 0.9;
/** The chance left for a place that nothing predicts. */
const unforeseen = 0.03;
/** How much each kind of likeness alone makes an edit expected. */
const likeness = { names: 0.9, words: 0.5 };
/** Standard deviations above the running mean. */
const gamma = 0.8;
/** Weight of the newest surprise in the running mean and variance. */
const learningRate = 0.02;
/** No judgement before the usual surprise is known. */
const editsMin = 20;
/** A pause makes another piece of work likelier, and the more so the longer it is: nats a factor e above this. */
const pauseMs = 60_000;
const pauseWeight = 0.5;
const namesMax = 200;
const linesReadMax = 100;
/** Names that two edits share count as if so many nats of other names were there: one rare name is no proof. */
const nameDoubt = 4;

interface Glimpse {
  /** Of its path. */
  readonly words: ReadonlySet<string>;
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
  readonly #context: Glimpse[] = [];
  readonly #eventsWithName = new Map<string, number>();
  readonly #eventsWithWord = new Map<string, number>();
  #events = 0;
  #edits = 0;
  #meanSurprise = 1.5;
  #variance = 1;
  #lastAt = Number.NaN;

  /**
   * Takes the event in. Costs some tens of microseconds.
   *
   * @returns whether it is an edit that nothing of late has led up to
   * @source surprise −log p(event | context) above its running mean by γ standard deviations: EM-LLM (Fountas et al. 2024)
   */
  push(event: WorkEvent): boolean {
    const [path] = event.refs;
    if (path === undefined) return false;
    const glimpse = this.#look(event, path);
    const isSurprising = event.kind === 'edit' && this.#context.length > 0 && this.#judge(glimpse, event.at);
    if (event.kind === 'edit') this.#edits += 1;
    this.#remember(glimpse, event.at);
    return isSurprising;
  }

  #judge(glimpse: Glimpse, at: number): boolean {
    const pause = Math.log(Math.max(1, (at - this.#lastAt) / pauseMs));
    const surprise = pauseWeight * pause - Math.log(this.#expectation(glimpse) + unforeseen);
    const isSurprising = surprise > this.#meanSurprise + gamma * Math.sqrt(this.#variance);
    const error = surprise - this.#meanSurprise;
    this.#meanSurprise += learningRate * error;
    this.#variance += learningRate * (error * error - this.#variance);
    return isSurprising && this.#edits >= editsMin;
  }

  /** How far what was touched of late leads up to this, in [0, 1]: half by the likest, half by all, the latest most. */
  #expectation(glimpse: Glimpse): number {
    let [best, sum, weights] = [0, 0, 0];
    for (const [age, past] of this.#context.entries()) {
      const weight = recency ** age;
      const alike = this.#compare(glimpse, past);
      best = Math.max(best, weight * alike);
      sum += weight * alike;
      weights += weight;
    }
    return (best + sum / weights) / 2;
  }

  /** Noisy-or of the two kinds of likeness, in [0, 1). */
  #compare(a: Glimpse, b: Glimpse): number {
    return 1 - (1 - likeness.names * this.#sharedNames(a, b)) * (1 - likeness.words * this.#sharedWords(a, b));
  }

  /** Rare names count more, by inverse document frequency. */
  #sharedNames(a: Glimpse, b: Glimpse): number {
    let shared = 0;
    for (const name of a.names) if (b.names.has(name)) shared += this.#rarity(this.#eventsWithName, name);
    return Math.min(1, shared / (Math.min(a.namesWeight, b.namesWeight) + nameDoubt));
  }

  #sharedWords(a: Glimpse, b: Glimpse): number {
    let [shared, all] = [0, 1];
    for (const word of a.words.union(b.words)) {
      const weight = this.#rarity(this.#eventsWithWord, word);
      all += weight;
      if (a.words.has(word) && b.words.has(word)) shared += weight;
    }
    return shared / all;
  }

  #rarity(counts: ReadonlyMap<string, number>, key: string): number {
    return Math.max(0, Math.log((this.#events + 1) / ((counts.get(key) ?? 0) + 0.5)));
  }

  #look(event: WorkEvent, path: string): Glimpse {
    const names = namesIn(linesOf(event));
    let namesWeight = 0;
    for (const name of names) namesWeight += this.#rarity(this.#eventsWithName, name);
    return { words: new Set(splitWords(path.replace(/\.\w+$/, ''))), names, namesWeight };
  }

  #remember(glimpse: Glimpse, at: number): void {
    for (const name of glimpse.names) increment(this.#eventsWithName, name);
    for (const word of glimpse.words) increment(this.#eventsWithWord, word);
    this.#events += 1;
    this.#context.unshift(glimpse);
    this.#context.length = Math.min(this.#context.length, contextMax);
    this.#lastAt = at;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
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
