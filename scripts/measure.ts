// Measures the engine's numbers end to end: `npm run measure -- [ingest|import|recall|memory|sleep|hooks|map] [--commits N] [--observations N]
// [--seed N] [--engine BUNDLE]`; without a name all of them. A real engine process, a real socket, made work, for the map a real browser; CPU time stands beside the
// clock's, since other programs may run meanwhile.
import os from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { importMethod, importResult, rebuildMethod, rebuildResult } from '../src/protocol/lifecycle.ts';
import { observeMethod, observeResult, type WireObservation } from '../src/protocol/observe.ts';
import {
  dejaVuMethod,
  dejaVuResult,
  orientMethod,
  orientResult,
  recallMethod,
  recallResult,
} from '../src/protocol/recall.ts';
import { sleepMethod, sleepResult } from '../src/protocol/sleep.ts';
import { seededRandom } from '../test/evaluate/ranking-measure.ts';
import { hookCommits, hookObservations, measureHooks } from './measure-hooks.ts';
import { measureNight } from './measure-sleep.ts';
import { madeQuestion, madeWork, makeHistory } from './measure-workload.ts';
import {
  buildEngine,
  type MeasuredEngine,
  makeMemoryDirectory,
  startMeasuredEngine,
  type Usage,
} from './measured-engine.ts';
import { runProgram } from './run-program.ts';

const measures = ['ingest', 'import', 'recall', 'memory', 'sleep', 'hooks', 'map'] as const;
type Measure = (typeof measures)[number];

interface Row {
  readonly measure: string;
  readonly value: string;
  readonly bar: string;
  readonly made: string;
}

interface Asked {
  readonly names: readonly Measure[];
  readonly commits: number;
  readonly observations: number;
  readonly seed: number;
  /** A bundle that is there already, to compare with; otherwise the sources are bundled. */
  readonly engine: string | undefined;
}

const batchSize = 200;
const questions = 200;
const idleMs = 30_000;
/** Nothing is left to do once so little was done in so long, as a share of one core. */
const quietMs = 5_000;
const quietShareMax = 0.01;
const quietWaitMsMax = 300_000;

const inMs = (ms: number) => `${ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const perSecond = (count: number, ms: number) => `${Math.round((count / ms) * 1000)}/s`;

/** @param share in [0, 1] */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function inBatches(observations: readonly WireObservation[]): WireObservation[][] {
  const batches: WireObservation[][] = [];
  for (let i = 0; i < observations.length; i += batchSize) batches.push(observations.slice(i, i + batchSize));
  return batches;
}

async function measureIngest(script: string, { observations: count, seed }: Asked): Promise<Row[]> {
  const memory = makeMemoryDirectory();
  const engine = await startMeasuredEngine(script, memory.directory);
  const work = [...madeWork(memory.directory, count, seededRandom(seed))];
  const latencies: number[] = [];
  const before = engine.usage();
  const startMs = performance.now();
  for (const observations of inBatches(work)) {
    const sentMs = performance.now();
    const { settled, refused } = await engine.ask(observeMethod, { observations }, observeResult);
    latencies.push(performance.now() - sentMs);
    if (settled.length !== observations.length || refused.length > 0) throw new Error(`Refused: ${refused[0]?.reason}`);
  }
  const acknowledgedMs = performance.now() - startMs;
  const { atMs, vectors } = await engine.settle();
  const after = engine.usage();
  const doneMs = Math.max(atMs - startMs, acknowledgedMs);
  const made = `n = ${count}, batches of ${batchSize}, seed ${seed}`;
  await engine.stop();
  memory.remove();
  const batch = `p50 ${inMs(quantile(latencies, 0.5))}, p95 ${inMs(quantile(latencies, 0.95))}`;
  return [
    { measure: 'ingest, on disk', value: perSecond(count, acknowledgedMs), bar: '≥ 2000/s', made },
    { measure: `ingest, and ${vectors} vectors`, value: perSecond(count, doneMs), bar: '≥ 2000/s', made },
    { measure: 'ingest, by CPU time', value: perSecond(count, after.cpuMs - before.cpuMs), bar: '', made },
    { measure: 'ingest, a batch', value: batch, bar: '', made },
    { measure: 'ingest, memory', value: tellMemory(after), bar: '≤ 150 MB', made },
  ];
}

function tellMemory({ residentBytes, peakBytes }: Usage): string {
  return `${inMegabytes(residentBytes)}, peak ${inMegabytes(peakBytes)}`;
}

/** Imports a made history, then hands the engine to what else is to be measured on that memory. */
async function withImported(
  script: string,
  { commits, seed }: Asked,
  then: (engine: MeasuredEngine, folder: string, rows: Row[]) => Promise<Row[]>,
): Promise<Row[]> {
  const memory = makeMemoryDirectory();
  const place = makeMemoryDirectory();
  const folder = join(place.directory, 'shop');
  await makeHistory(folder, commits, seededRandom(seed));
  const engine = await startMeasuredEngine(script, memory.directory);
  const before = engine.usage();
  const startMs = performance.now();
  const importing = engine.ask(importMethod, { folder, token: 'measure' }, importResult);
  const firstFact = await untilFirstFact(engine, folder);
  const firstMs = performance.now() - startMs;
  const { imported } = await importing;
  const importedMs = performance.now() - startMs;
  const { atMs, vectors } = await engine.settle();
  const after = engine.usage();
  await untilQuiet(engine);
  const rested = engine.usage();
  const made = `n = ${imported} commits, seed ${seed}`;
  const rows: Row[] = [
    { measure: 'import, first thing learned', value: inSeconds(firstMs), bar: '≤ 10 s', made: firstFact },
    { measure: 'import, on disk', value: inSeconds(importedMs), bar: '≤ 60 s', made },
    { measure: `import, and ${vectors} vectors`, value: inSeconds(atMs - startMs), bar: '≤ 60 s', made },
    { measure: 'import, CPU time', value: inSeconds(after.cpuMs - before.cpuMs), bar: '', made },
    { measure: 'import, memory', value: tellMemory(after), bar: '≤ 150 MB', made },
    { measure: 'import, memory at rest', value: tellMemory(rested), bar: '≤ 150 MB', made },
  ];
  try {
    return await then(engine, folder, rows);
  } finally {
    await engine.stop();
    memory.remove();
    place.remove();
  }
}

/** What is checkable names the events that say so. */
async function untilFirstFact(engine: MeasuredEngine, folder: string): Promise<string> {
  for (;;) {
    const { facts } = await engine.ask(orientMethod, { folder }, orientResult);
    const fact = facts.find(({ evidence }) => evidence.length > 0);
    if (fact !== undefined) return fact.sentence;
    await sleep(100);
  }
}

async function timeEach(count: number, run: (n: number) => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const startMs = performance.now();
    await run(n);
    times.push(performance.now() - startMs);
  }
  return `p50 ${inMs(quantile(times, 0.5))}, p95 ${inMs(quantile(times, 0.95))}`;
}

async function measureRecall(engine: MeasuredEngine, folder: string, { commits, seed }: Asked): Promise<Row[]> {
  const random = seededRandom(seed + 1);
  const ask = () => engine.ask(recallMethod, { folder, question: madeQuestion(random) }, recallResult);
  const work = [...madeWork(folder, 2_000, random)];
  for (const observations of inBatches(work)) await engine.ask(observeMethod, { observations }, observeResult);
  await engine.settle();
  await ask();
  const recall = await timeEach(questions, ask);
  const errors = work.filter((o) => o.kind === 'diagnostic').map((o) => ({ path: o.paths[0]!, data: o.data }));
  const dejaVu = await timeEach(questions, (n) => {
    const { path, data } = errors[n % errors.length]!;
    const { tool, code, message, line, lineText } = data;
    const cue = { folder, path, tool, code, message, line, lines: [lineText], errorIndex: 0 };
    return engine.ask(dejaVuMethod, cue, dejaVuResult);
  });
  const made = `n = ${questions} after ${commits} commits, seed ${seed}`;
  return [
    { measure: 'recall, over the socket', value: recall, bar: 'p95 ≤ 80 ms', made },
    { measure: 'déjà vu, over the socket', value: dejaVu, bar: 'p95 ≤ 5 ms', made },
  ];
}

/** A fresh process on the memory that is there, as on every other day of the year. */
async function measureMemory(
  script: string,
  { directory }: MeasuredEngine,
  folder: string,
  { commits, seed }: Asked,
): Promise<Row[]> {
  const engine = await startMeasuredEngine(script, directory);
  const started = engine.usage();
  const random = seededRandom(seed + 2);
  for (let n = 0; n < 20; n += 1) {
    await engine.ask(recallMethod, { folder, question: madeQuestion(random) }, recallResult);
  }
  const recalled = engine.usage();
  await untilQuiet(engine);
  const paused = engine.usage();
  // The night that is due would else begin some time in the midst of idleness.
  await engine.ask(sleepMethod, { folder, token: 'measure' }, sleepResult);
  await untilQuiet(engine);
  const rested = engine.usage();
  await sleep(idleMs);
  const idle = engine.usage();
  const { durationMs } = await engine.ask(rebuildMethod, {}, rebuildResult);
  const rebuilt = engine.usage();
  await engine.stop();
  const made = `a fresh process on ${commits} commits, seed ${seed}`;
  const share = `${(((idle.cpuMs - rested.cpuMs) / idleMs) * 100).toFixed(1)} %`;
  return [
    { measure: 'memory, at start', value: tellMemory(started), bar: '≤ 150 MB', made },
    { measure: 'memory, after 20 recalls', value: tellMemory(recalled), bar: '≤ 150 MB', made },
    { measure: 'memory, at rest after them', value: tellMemory(paused), bar: '≤ 150 MB', made },
    { measure: 'memory, after a night', value: tellMemory(rested), bar: '≤ 150 MB', made },
    { measure: 'CPU, idle', value: share, bar: '≤ 0.5 %', made: `${inSeconds(idleMs)} after a night, ${made}` },
    { measure: 'rebuild and compare', value: inSeconds(durationMs), bar: '', made },
    { measure: 'memory, after a rebuild', value: tellMemory(rebuilt), bar: '', made },
  ];
}

/** @throws where the engine goes on working for minutes */
async function untilQuiet(engine: MeasuredEngine): Promise<void> {
  const endMs = performance.now() + quietWaitMsMax;
  for (let before = engine.usage(), share = 1; share > quietShareMax; ) {
    if (performance.now() > endMs) throw new Error(`The engine still does ${share} of a core's work.`);
    await sleep(quietMs);
    const now = engine.usage();
    share = (now.cpuMs - before.cpuMs) / quietMs;
    before = now;
  }
}

interface Frames {
  readonly perSecond: number;
  readonly cpuMsPerFrame: number;
}

/** In a program of its own, since it is written for a browser. */
async function measureMap(): Promise<Row[]> {
  const [nodes, links] = [10_000, 50_000];
  const program = join(import.meta.dirname, '..', 'test', 'explorer', 'measure-map-child.ts');
  const { code, output } = await runProgram(process.execPath, [program, String(nodes), String(links)]);
  if (code !== 0) throw new Error(`The map could not be measured:\n${output}`);
  const { messageBytes, firstPaint, moving, zooming } = JSON.parse(output.trim().split('\n').at(-1)!);
  const made = `${nodes} nodes, ${links} links, drawn in software, median of 3`;
  const tell = ({ perSecond, cpuMsPerFrame }: Frames) =>
    `${perSecond.toFixed(0)} frames/s, ${inMs(cpuMsPerFrame)} of CPU a frame`;
  const paint = `${inMs(firstPaint.ms)}, ${inMs(firstPaint.cpuMs)} of CPU`;
  return [
    { measure: 'map, message to the page', value: `${(messageBytes / 1e6).toFixed(1)} MB`, bar: '≤ 5 MB', made },
    { measure: 'map, first paint', value: paint, bar: '≤ 1 s', made },
    { measure: 'map, while it is moved', value: tell(moving), bar: '≥ 30 frames/s', made },
    { measure: 'map, while it is zoomed', value: tell(zooming), bar: '≥ 30 frames/s', made },
  ];
}

const nightObservations = 5_000;

async function measureSleep(script: string, { seed }: Asked): Promise<Row[]> {
  const night = await measureNight(script, nightObservations, seed);
  const { cpuMs, clockMs, steps, awake, asleep, interruptions } = night;
  const made = `n = ${nightObservations}, ${steps} steps, seed ${seed}`;
  const spread = (values: readonly number[]) =>
    `p50 ${inMs(quantile(values, 0.5))}, p95 ${inMs(quantile(values, 0.95))} (${values.length})`;
  const raised = Math.round(100 * (quantile(asleep, 0.95) / quantile(awake, 0.95) - 1));
  return [
    { measure: 'night, CPU time', value: inSeconds(cpuMs), bar: '≤ 10 s', made },
    { measure: 'night, by the clock', value: inSeconds(clockMs), bar: '', made },
    { measure: 'prime, awake', value: spread(awake), bar: '', made },
    { measure: 'prime, asleep', value: spread(asleep), bar: '', made },
    { measure: 'prime, p95 raised by', value: `${raised} %`, bar: '≤ 20 %', made },
    { measure: 'sleep broken off after', value: spread(interruptions), bar: '≤ 50 ms', made },
  ];
}

/** What a hook adds: its times beside those of a program that only starts, each at the same share of the runs. */
async function tellHooks(script: string, { seed }: Asked): Promise<Row[]> {
  const costs = await measureHooks(script, seed);
  return costs.map(({ step, hook, bare, told }) => {
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(hook, share) - quantile(bare, share));
    const start = `the start itself p50 ${inMs(quantile(bare, 0.5))}, p95 ${inMs(quantile(bare, 0.95))}`;
    const work = `${hookCommits} commits, ${hookObservations} observations, seed ${seed}`;
    return {
      measure: `hook, added ${step}`,
      value: `p50 ${inMs(p50!)}, p95 ${inMs(p95!)}`,
      bar: /edit|failure|no engine/.test(step) ? '≤ 100 ms' : '≤ 1 s',
      made: `n = ${hook.length}, told ${told}; ${start}; ${work}`,
    };
  });
}

async function measureAll(asked: Asked): Promise<Row[]> {
  const drawn = asked.names.includes('map') ? await measureMap() : [];
  return asked.names.every((name) => name === 'map') ? drawn : [...(await measureEngine(asked)), ...drawn];
}

async function measureEngine(asked: Asked): Promise<Row[]> {
  const script = asked.engine ?? (await buildEngine());
  const wants = (name: Measure) => asked.names.includes(name);
  const rows = wants('ingest') ? await measureIngest(script, asked) : [];
  if (wants('sleep')) rows.push(...(await measureSleep(script, asked)));
  if (wants('hooks')) rows.push(...(await tellHooks(script, asked)));
  if (!wants('import') && !wants('recall') && !wants('memory')) return rows;
  const others = await withImported(script, asked, async (engine, folder, imported) => {
    const recalled = wants('recall') ? await measureRecall(engine, folder, asked) : [];
    if (!wants('memory')) return [...imported, ...recalled];
    await engine.stop();
    return [...imported, ...recalled, ...(await measureMemory(script, engine, folder, asked))];
  });
  return [...rows, ...others];
}

function readArguments(): Asked {
  const number = (value: string) => {
    if (!/^[1-9]\d*$/.test(value)) throw new Error(`A whole number above 0 is wanted, not ${value}.`);
    return Number(value);
  };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      commits: { type: 'string', default: '10000' },
      observations: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      engine: { type: 'string' },
    },
  });
  const unknown = positionals.filter((name) => !measures.includes(name as Measure));
  if (unknown.length > 0) throw new Error(`There is no measure ${unknown[0]}; there are ${measures.join(', ')}.`);
  return {
    names: positionals.length === 0 ? measures : (positionals as Measure[]),
    commits: number(values.commits),
    observations: number(values.observations),
    seed: number(values.seed),
    engine: values.engine,
  };
}

function printTable(rows: readonly Row[]): void {
  const columns = ['measure', 'value', 'bar', 'made'] as const;
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      columns
        .map((column, i) => row[column].padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
  console.log(
    `\n${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, ${process.platform}, Node ${process.version}`,
  );
}

printTable(await measureAll(readArguments()));
