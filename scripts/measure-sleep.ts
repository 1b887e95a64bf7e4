// What a night costs: in, the engine's bundle; out, the processor time of a night, how long priming takes awake and asleep,
// and how soon a sleep that is broken off ends. One engine process on a memory of its own, made work.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importMethod, importResult } from '../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../src/protocol/observe.ts';
import { primeMethod, primeResult } from '../src/protocol/prime.ts';
import { sleepMethod, sleepResult } from '../src/protocol/sleep.ts';
import { seededRandom } from '../test/evaluate/ranking-measure.ts';
import { madeWork, makeHistory } from './measure-workload.ts';
import { type MeasuredEngine, makeMemoryDirectory, startMeasuredEngine } from './measured-engine.ts';

export interface NightCost {
  /** Of one core, without anything else to do. */
  readonly cpuMs: number;
  readonly clockMs: number;
  readonly steps: number;
  /** Milliseconds a prime. */
  readonly awake: readonly number[];
  readonly asleep: readonly number[];
  /** Milliseconds from the cancellation to the answer. */
  readonly interruptions: readonly number[];
}

const commitShare = 0.2;
const batchSize = 200;
/** Before, the engine's code is slow, which would pass for being awake. */
const warmingPrimes = 1_500;
/** Before the night, and as many after it: a machine has slower and faster minutes. */
const awakePrimes = 1_000;
/** An event comes between so many, or the memory would fall asleep by itself. */
const primesAnEvent = 50;
const interruptions = 8;
const settledAfterMs = 120;
const idleTurnMs = 1_000;
const idleTurnsMax = 120;
const idleShareMax = 0.1;
const eventsLater = 400;

/** @param observations commits, a fifth, and events of work */
export async function measureNight(script: string, observations: number, seed: number): Promise<NightCost> {
  const undisturbed = await withMemory(script, observations, seed, async (engine, folder) => {
    const before = engine.usage();
    const { steps, durationMs } = await engine.ask(sleepMethod, { folder, token: 'night' }, sleepResult);
    return { cpuMs: engine.usage().cpuMs - before.cpuMs, clockMs: durationMs, steps };
  });
  const disturbed = await withMemory(script, observations, seed, async (engine, folder, paths, stayAwake) => {
    const prime = createPriming(engine, folder, paths);
    const awake: number[] = [];
    const primeAwake = async (skipped: number) => {
      for (let n = -skipped; n < awakePrimes; n += 1) {
        if (n % primesAnEvent === 0) {
          await stayAwake();
          await pause(settledAfterMs);
        }
        const ms = await prime();
        if (n >= 0) awake.push(ms);
      }
    };
    await primeAwake(warmingPrimes);
    const interrupted: number[] = [];
    for (let n = 0; n < interruptions; n += 1) interrupted.push(await interrupt(engine, folder));
    let isAsleep = true;
    const night = engine.ask(sleepMethod, { folder, token: 'primed' }, sleepResult).finally(() => {
      isAsleep = false;
    });
    const asleep: number[] = [];
    while (isAsleep) asleep.push(await prime());
    await night;
    await untilIdle(engine, stayAwake);
    await primeAwake(0);
    return { awake, asleep, interruptions: interrupted };
  });
  return { ...undisturbed, ...disturbed };
}

async function withMemory<T>(
  script: string,
  observations: number,
  seed: number,
  work: (
    engine: MeasuredEngine,
    folder: string,
    paths: readonly string[],
    stayAwake: () => Promise<unknown>,
  ) => Promise<T>,
): Promise<T> {
  const memory = makeMemoryDirectory();
  const place = makeMemoryDirectory();
  const folder = join(place.directory, 'shop');
  const commits = Math.round(observations * commitShare);
  const random = seededRandom(seed);
  await makeHistory(folder, commits, random);
  const engine = await startMeasuredEngine(script, memory.directory);
  try {
    await engine.ask(importMethod, { folder, token: 'measure' }, importResult);
    const events = [...madeWork(folder, observations - commits, random)];
    for (let i = 0; i < events.length; i += batchSize) {
      await engine.ask(observeMethod, { observations: events.slice(i, i + batchSize) }, observeResult);
    }
    await engine.settle();
    const later = madeWork(folder, eventsLater, random);
    const stayAwake = () => {
      const next = later.next().value!;
      return engine.ask(observeMethod, { observations: [{ ...next, id: `later-${next.id}` }] }, observeResult);
    };
    await untilIdle(engine, stayAwake);
    return await work(engine, folder, [...new Set(events.flatMap(({ paths }) => paths))], stayAwake);
  } finally {
    await engine.stop();
    memory.remove();
    place.remove();
  }
}

/** A history that came in is gone over for priming in the background. */
async function untilIdle(engine: MeasuredEngine, stayAwake: () => Promise<unknown>): Promise<void> {
  for (let lastMs = Number.NEGATIVE_INFINITY, turn = 0; turn < idleTurnsMax; turn += 1) {
    await stayAwake();
    await pause(idleTurnMs);
    const { cpuMs } = engine.usage();
    if (cpuMs - lastMs < idleShareMax * idleTurnMs) return;
    lastMs = cpuMs;
  }
  throw new Error('The engine does not come to rest.');
}

/** Primes for one file after the other; gives how long it took. */
function createPriming(engine: MeasuredEngine, folder: string, paths: readonly string[]): () => Promise<number> {
  let n = 0;
  return async () => {
    const path = paths[n++ % paths.length]!;
    const startMs = performance.now();
    await engine.ask(primeMethod, { folder, path, exclude: [], limit: 7 }, primeResult);
    return performance.now() - startMs;
  };
}

/** Breaks a sleep off once it is under way. */
async function interrupt(engine: MeasuredEngine, folder: string): Promise<number> {
  const control = new AbortController();
  const night = engine.ask(sleepMethod, { folder, token: 'broken' }, sleepResult, control.signal);
  await pause(settledAfterMs);
  const startMs = performance.now();
  control.abort();
  const { cancelled } = await night;
  if (!cancelled) throw new Error('The night was over before it could be broken off: ask for more observations.');
  return performance.now() - startMs;
}
