// Stretches of made-up work: in, a source of chance and a clock; out, observations as sensors and imports would report
// them, about things that nobody ever built. The benchmarks of System 2 and of facts that change are written with them.
import type { Hunk, Observation } from '../../src/engine/model/event.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { seededRandom } from './ranking-measure.ts';

/** Draws in [0, 1). */
export type Chance = () => number;

export const madeFolder = '/made';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export const qualities = words(
  'billing shipping search login export invoice upload report payment catalog session audit mail tenant pricing metrics ' +
    'backup import refund coupon ledger webhook profile booking stock survey voucher parcel roster fleet quota archive',
);
export const parts = words(
  'gateway service worker queue cache scheduler importer parser indexer client renderer adapter proxy router monitor ' +
    'dispatcher limiter planner resolver store loader sender',
);
const people = words('Noor Ivo Greta Tomas Wanda Pavel Lena Rurik Selma Jonas Mira Hugo');

export function words(text: string): readonly string[] {
  return text.split(' ');
}

export function pick<T>(chance: Chance, list: readonly T[]): T {
  return list[Math.floor(chance() * list.length)]!;
}

export function shuffle<T>(chance: Chance, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Different ones, such as `billing gateway`. */
export function drawThings(chance: Chance, count: number): string[] {
  const all = qualities.flatMap((quality) => parts.map((part) => `${quality} ${part}`));
  return shuffle(chance, all).slice(0, count);
}

export const drawPerson = (chance: Chance): string => pick(chance, people);

/** `billing gateway` in `ts` gives `src/billing/gateway.ts`. */
export function pathOf(thing: string, ending = 'ts'): string {
  return `src/${thing.replace(' ', '/')}.${ending}`;
}

export interface MadeWork {
  /** Each gives the id of the event. The paths are relative. */
  note(text: string, ...paths: string[]): string;
  say(who: string, session: string, text: string): string;
  edit(path: string, before: readonly string[], after: readonly string[]): string;
  commit(message: string, hunks: readonly Hunk[]): string;
  /** Takes an earlier commit back. */
  revert(id: string, subject: string, hunks: readonly Hunk[]): string;
  /** Lets time pass; what is more than a quarter of an hour apart are two episodes. */
  wait(ms: number): void;
  /** Brings all of it into the memory. */
  flush(): Promise<void>;
}

const batchSize = 500;

export interface MadeWorkOptions {
  readonly seed: number;
  /** Mechanisms to do without. */
  readonly without: readonly string[];
  readonly encoderFolder?: string;
  /** So many events are told first, of other things (`made-crowd.ts`); none where absent. */
  readonly besides?: number;
}

const startMs = Date.UTC(2024, 2, 12, 9);

/** An empty memory and work to bring into it. */
export function beginWork(options: MadeWorkOptions): { chance: Chance; memory: EvaluationEngine; work: MadeWork } {
  const memory = openEvaluationEngine({ startMs, ...options });
  return { chance: seededRandom(options.seed), memory, work: makeWork(memory) };
}

/** A night's sleep on what was told so far, unless it is one of the mechanisms to do without. */
export async function sleepOver(memory: EvaluationEngine, { without }: MadeWorkOptions): Promise<void> {
  if (without.includes('sleep')) return;
  await memory.engine.sleepNow(madeFolder, () => undefined, new AbortController().signal);
  await memory.engine.settle();
}

/** One result for all trials and one for each form of work. */
export function resultsByForm<T extends { readonly form: string }>(
  row: Pick<TaskResult, 'task' | 'stream'>,
  forms: readonly string[],
  trials: readonly T[],
  { seed, without, besides = 0 }: MadeWorkOptions,
  measure: (trials: readonly T[]) => TaskResult['metrics'],
): TaskResult[] {
  return [undefined, ...forms].map((form) => {
    const chosen = trials.filter((trial) => form === undefined || trial.form === form);
    return {
      ...row,
      method: 'second-nature',
      n: chosen.length,
      seed,
      ...(form !== undefined && { category: form }),
      ...(besides > 0 && { size: besides }),
      ...(without.length > 0 && { ablate: without.join(',') }),
      metrics: measure(chosen),
    };
  });
}

/** @param memory whose clock goes on with the work */
export function makeWork(memory: EvaluationEngine): MadeWork {
  let waiting: Observation[] = [];
  let made = 0;
  const add = (draft: Omit<Observation, 'id' | 'at' | 'folder'> & { readonly id?: string }): string => {
    made += 1;
    const id = draft.id ?? `made:${made}`;
    waiting.push({ ...draft, id, at: memory.clock.nowMs, folder: madeFolder } as Observation);
    memory.clock.nowMs += minuteMs;
    return id;
  };
  const absolute = (path: string) => `${madeFolder}/${path}`;
  const place = (hunks: readonly Hunk[]) => hunks.map((hunk) => ({ ...hunk, path: absolute(hunk.path) }));
  const shaOf = (n: number) => `d${n.toString(16).padStart(7, '0')}`.padEnd(40, '0');
  const addCommit = (message: string, hunks: readonly Hunk[], reverts?: string): string => {
    const sha = shaOf(made + 1);
    const [subject = '', ...rest] = message.split('\n');
    const placed = place(hunks);
    const paths = [...new Set(placed.map(({ path }) => path))];
    const files = paths.map((path) => ({ path, status: 'M' as const, added: 1, deleted: 1 }));
    const body = rest.join('\n').trim();
    const data = { sha, author: 'Ada', subject, body, files, hunks: placed, ...(reverts !== undefined && { reverts }) };
    const kind = reverts === undefined ? 'commit' : 'revert';
    return add({ id: `git:made:${sha}`, kind, actor: 'history', paths, text: subject, data });
  };
  return {
    note: (text, ...paths) => add({ kind: 'note', actor: 'developer', paths: paths.map(absolute), text, data: {} }),
    say: (who, session, text) => add({ kind: 'agent-turn', actor: `agent:${who}`, paths: [], text, data: { session } }),
    edit: (path, before, after) =>
      add({
        kind: 'edit',
        actor: 'developer',
        paths: [absolute(path)],
        text: '',
        data: { cause: 'typed', hunks: [{ path: absolute(path), startLine: 3, before, after }] },
      }),
    commit: (message, hunks) => addCommit(message, hunks),
    revert: (id, subject, hunks) => {
      const sha = id.slice(id.lastIndexOf(':') + 1);
      return addCommit(`Revert "${subject}"\n\nThis reverts commit ${sha}.`, hunks, sha);
    },
    wait: (ms) => {
      memory.clock.nowMs += ms;
    },
    async flush() {
      for (let start = 0; start < waiting.length; start += batchSize) {
        await memory.engine.observe(waiting.slice(start, start + batchSize));
      }
      waiting = [];
      await memory.engine.settle();
    },
  };
}
