// The product's own engine for benchmarks: a real gate and a real store in a directory of its own, a passed-in clock, one
// made-up folder a project. What is measured is what ships.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transcripts } from '../../src/engine/agent-import.ts';
import { loadTokenSumEncoder } from '../../src/engine/encode/token-sum-encoder.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createGate } from '../../src/engine/gate/gate.ts';
import { askEncoder, type Loaded } from '../../src/engine/meaning-search.ts';
import type { InvestigatePlace } from '../../src/engine/model/curiosity.ts';
import type { QuestionMeaning, ReadHistory } from '../../src/engine/model/ports.ts';
import type { DeriveReport } from '../../src/engine/model/upkeep.ts';
import { openStore, type SqliteStore } from '../../src/engine/store/sqlite-store.ts';
import { openVectorIndex } from '../../src/engine/store/vector-index.ts';
import { compactMemory } from '../../src/engine/upkeep/compact-work.ts';
import { deriveAgain } from '../../src/engine/upkeep/derive-work.ts';
import { sleepInPlace } from '../engine/sleep/sleep-in-place.ts';

export interface EvaluationEngine {
  readonly engine: Engine;
  /** For what a benchmark reads beside the engine. */
  readonly store: SqliteStore;
  readonly clock: { nowMs: number };
  readonly directory: string;
  /** What recall needs to look by meaning; empty without an encoder. */
  near(question: string): Promise<QuestionMeaning>;
  /** Derives all that is known again from the log. */
  rebuild(): Promise<DeriveReport>;
  close(): Promise<void>;
}

/**
 * @param options.encoderFolder absent for an engine that goes by words alone
 * @param options.without mechanisms to do without
 */
export function openEvaluationEngine(options: {
  readonly startMs: number;
  readonly encoderFolder?: string;
  readonly without: readonly string[];
  /** Never sleeps: a night is slept here in the thread that answers, which in the product has another for it. */
  readonly isSleepless?: boolean;
  /** What agents left; nothing where absent. */
  readonly transcripts?: Transcripts;
  /** Tells of places what git knows of them; nothing where absent. */
  readonly investigatePlace?: InvestigatePlace;
  /** The past of a repository; nothing where absent. */
  readonly readHistory?: ReadHistory;
}): EvaluationEngine {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-evaluate-'));
  const opened = openStore(directory);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const clock = { nowMs: options.startMs };
  let meaning: Loaded | undefined;
  const engine = createEngine({
    store,
    admit: createGate({ excludeGlobs: [] }).admit,
    exclude: () => undefined,
    identifyFolder: async (root) => ({ root, facts: { name: 'made', commonDir: root }, problems: [] }),
    findAuthor: async () => undefined,
    investigatePlace: options.investigatePlace ?? (async () => undefined),
    readHistory: options.readHistory ?? async function* () {},
    transcripts: options.transcripts ?? {
      read: async function* () {},
      count: async () => [],
      places: { home: directory, env: {} },
    },
    async loadMeaning() {
      if (options.encoderFolder === undefined) return { notice: 'No encoder was asked for.' };
      const encoder = await loadTokenSumEncoder(options.encoderFolder);
      meaning = { encoder, index: openVectorIndex({ directory, encoderId: encoder.id, source: store }) };
      return meaning;
    },
    workingTree: { read: () => ({ there: true }), missingCommits: async () => new Set() },
    sleep: options.isSleepless === true ? async () => [] : sleepInPlace(store, new Set(options.without)),
    readPower: async () => 'unknown',
    async upkeep(order) {
      const idle = () => undefined;
      if (order.work === 'derive') return { ok: true, value: deriveAgain(order.by, store, idle) as never };
      if (order.work !== 'compact') return { ok: false, problem: 'failed', message: 'A benchmark forgets nothing.' };
      return { ok: true, value: compactMemory(order.bytesMax, order.record, store, idle, idle) as never };
    },
    version: 'evaluation',
    notices: [],
    nowMs: () => clock.nowMs,
    without: new Set(options.without),
  });
  return {
    engine,
    store,
    directory,
    clock,
    near: async (question) => (meaning === undefined ? {} : askEncoder(meaning, question)),
    async rebuild() {
      const outcome = await engine.rebuild(() => undefined, new AbortController().signal);
      if (!outcome.ok) throw new Error(outcome.problem);
      return outcome.value;
    },
    async close() {
      await engine.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
