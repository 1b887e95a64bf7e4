// What the size of a memory costs: in, sizes in episodes; out, for priming and for recall how long they take, what memory
// and disk hold, how fast observations come in. Each size is lived through in a process of its own.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TaskResult } from './evaluation-report.ts';

export interface Times {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Of the processor, a call, on average. */
  readonly cpuMs: number;
}

export interface ScaleReport {
  readonly prime: Times & { readonly 'hit@1': number };
  readonly recall: Times;
  /** Observations acknowledged, on disk. */
  readonly ingestPerSecond: number;
  /** From the last acknowledgement until every vector is written and every commit learned. */
  readonly settledMs: number;
  /** Of the whole process, with the maker of the work in it. */
  readonly rssMb: number;
  /** Of the database, without the events' own text. */
  readonly bytesPerEpisode: number;
  readonly links: number;
}

export const scaleSizes = [1_000, 10_000, 100_000] as const;

/** @param sizes in episodes */
export async function* runScale(
  sizes: readonly number[],
  seed: number,
  without: readonly string[],
): AsyncIterable<TaskResult[]> {
  for (const size of sizes) {
    const { prime, recall, ...rest } = await liveThrough(size, seed, without);
    const row = { task: 'scale', stream: `${size} episodes`, n: size, size, seed };
    const ablate = without.length > 0 ? { ablate: without.join(',') } : {};
    yield [
      { ...row, ...ablate, method: 'prime', metrics: { ...prime, ...rest } },
      { ...row, ...ablate, method: 'recall', metrics: { ...recall, ...rest } },
    ];
  }
}

async function liveThrough(size: number, seed: number, without: readonly string[]): Promise<ScaleReport> {
  const script = fileURLToPath(new URL('./scale-run.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    script,
    String(size),
    String(seed),
    without.join(','),
  ]);
  return JSON.parse(stdout) as ScaleReport;
}
