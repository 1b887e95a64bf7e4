// That a small memory is lived through and measured: every figure is there, and what was learned comes to mind.
import { expect, it } from 'vitest';
import type { TaskResult } from './evaluation-report.ts';
import { runScale } from './scale-task.ts';

async function measureAt(size: number, without: readonly string[]): Promise<TaskResult[]> {
  for await (const results of runScale([size], 1, without)) return results;
  throw new Error('Nothing was measured.');
}

it('lives through some made work and tells what it costs', async () => {
  const results = await measureAt(120, []);
  expect(results.map(({ task, method, size, n, seed }) => ({ task, method, size, n, seed }))).toEqual([
    { task: 'scale', method: 'prime', size: 120, n: 120, seed: 1 },
    { task: 'scale', method: 'recall', size: 120, n: 120, seed: 1 },
  ]);
  for (const { metrics } of results) {
    const { p50Ms, p95Ms, cpuMs, rssMb, bytesPerEpisode, links, ingestPerSecond } = metrics as Record<string, number>;
    expect(p95Ms).toBeGreaterThanOrEqual(p50Ms!);
    expect(Math.min(p50Ms!, cpuMs!, rssMb!, ingestPerSecond!)).toBeGreaterThan(0);
    // Work of one episode in two is six events, each of which meets several places.
    expect(links).toBeGreaterThan(1_000);
    expect(bytesPerEpisode).toBeGreaterThan(500);
  }
  expect(results[0]!.metrics['hit@1']).toBeGreaterThan(0.05);
}, 60_000);

it('primes no command without spreading activation', async () => {
  const results = await measureAt(40, ['spreading']);
  expect(results[0]).toMatchObject({ ablate: 'spreading', metrics: { 'hit@1': 0 } });
}, 60_000);
