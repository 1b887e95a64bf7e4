// Lives through years of made work with the real engine and store, in a process of its own so that its memory can be told:
// `node --expose-gc scale-run.ts EPISODES SEED [WITHOUT]` prints one JSON object.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { projectRoot } from '../../scripts/build.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Observation } from '../../src/engine/model/event.ts';
import { loadHnsw, writeSnapshot } from '../../src/engine/store/index-snapshot.ts';
import { databaseName } from '../../src/engine/store/memory-file.ts';
import { openEvaluationEngine } from './evaluation-engine.ts';
import { madeLife, madeMoment, madeProject, madeQuestion } from './made-life.ts';
import { quantile, seededRandom } from './ranking-measure.ts';
import type { ScaleReport, Times } from './scale-task.ts';

const batchSize = 200;
const primes = 400;
const questions = 200;
/** Asked before the clock is read, so that code is compiled and caches are read. */
const warmUps = 40;
const commandsLookedAt = 50;

async function ingest(engine: Engine, observations: Iterable<Observation>): Promise<{ count: number; tookMs: number }> {
  let [count, tookMs] = [0, 0];
  const flush = async (batch: Observation[]) => {
    const startMs = performance.now();
    const { settled } = await engine.observe(batch);
    tookMs += performance.now() - startMs;
    count += settled.length;
  };
  const batch: Observation[] = [];
  for (const observation of observations) {
    batch.push(observation);
    if (batch.length === batchSize) await flush(batch.splice(0));
  }
  if (batch.length > 0) await flush(batch);
  return { count, tookMs };
}

/** The processor's time is told beside the clock's, since other programs may run meanwhile. */
async function timesOf(count: number, run: (n: number) => Promise<unknown>): Promise<Times> {
  for (let n = 0; n < warmUps; n++) await run(n);
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let n = 0; n < count; n++) {
    const startMs = performance.now();
    await run(n);
    times.push(performance.now() - startMs);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), cpuMs: (user + system) / 1_000 / count };
}

/** How often the command of the area at hand is the first that comes to mind. */
async function hitsOfCommand(
  engine: Engine,
  ask: (n: number) => { context: object; command: string },
): Promise<number> {
  let hits = 0;
  for (let n = 0; n < primes; n++) {
    const { context, command } = ask(n);
    const { items } = await engine.prime(folder, context as never, commandsLookedAt);
    hits += Number(items.find((item) => item.kind === 'command')?.key === command);
  }
  return hits / primes;
}

/** Of the database without what the log holds verbatim, in bytes. */
function bytesBesideText(directory: string): number {
  const database = new Database(join(directory, databaseName), { readonly: true });
  const read = (sql: string) => (database.prepare(sql).pluck().get() as number) ?? 0;
  const whole = read('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size');
  const verbatim = read('SELECT sum(length(CAST(text AS BLOB)) + length(CAST(data AS BLOB))) FROM event');
  database.close();
  return whole - verbatim;
}

/** As a sleep does; nobody has a memory of many vectors that never slept. */
async function indexVectors(): Promise<void> {
  const { encoder: encoderId } = await engine.state();
  for (const project of store.projectsWithVectors(encoderId)) {
    const written = writeSnapshot({ directory: made.directory, encoderId, project, source: store }, loadHnsw);
    if (!written.written) throw new Error(written.detail);
  }
}

const folder = '/made/shop';
const [episodes, seed] = process.argv.slice(2, 4).map(Number) as [number, number];
const without = (process.argv[4] ?? '').split(',').filter((name) => name !== '');
const random = seededRandom(seed);
const project = madeProject(folder, random);
const encoderFolder = join(projectRoot, 'media', 'encoder');
const made = openEvaluationEngine({ startMs: 0, encoderFolder, without, isSleepless: true });
const { engine, store, clock } = made;
const ingested = await ingest(engine, madeLife(project, episodes, random));
clock.nowMs = store.episodes(store.projects()[0]!.id, { limit: 1, offset: 0 }).episodes[0]!.endedAt + 60_000;
const startMs = performance.now();
await engine.settle();
const settledMs = performance.now() - startMs;
await indexVectors();
const moment = (n: number) => madeMoment(project, n, random);
const prime = await timesOf(primes, (n) => engine.prime(folder, moment(n).context, 7));
const commandFirst = await hitsOfCommand(engine, moment);
const recall = await timesOf(questions, () =>
  engine.recall(folder, { question: madeQuestion(project, random), limit: 8, mode: 'system2' }),
);
globalThis.gc?.();
const report: ScaleReport = {
  prime: { ...prime, 'hit@1': commandFirst },
  recall,
  ingestPerSecond: (ingested.count / ingested.tookMs) * 1_000,
  settledMs,
  rssMb: process.memoryUsage.rss() / 1e6,
  bytesPerEpisode: bytesBesideText(made.directory) / store.counts().episodes,
  links: store.counts().links,
};
console.log(JSON.stringify(report));
await made.close();
