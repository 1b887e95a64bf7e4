// What the encoder costs: in, an encoder, short texts and the folder of its files; out, how long one text takes and how
// much there is to ship.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EncodeTexts } from './encoder-task.ts';
import type { TaskResult } from './evaluation-report.ts';
import { quantile } from './ranking-measure.ts';

const warmUps = 200;
const shortCharsMax = 200;

/** Texts are encoded one at a time, by one thread. @param texts those of more than 200 characters are left out */
export async function measureEncoderCost(
  encode: EncodeTexts,
  texts: readonly string[],
  folder: string,
  seed: number,
): Promise<TaskResult> {
  const short = texts.filter(({ length }) => length <= shortCharsMax);
  for (const text of short.slice(0, warmUps)) await encode([text]);
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (const text of short) {
    const startMs = performance.now();
    await encode([text]);
    times.push(performance.now() - startMs);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return {
    task: 'encoder',
    method: 'second-nature',
    stream: 'packages never seen',
    category: 'cost of a short text',
    n: short.length,
    seed,
    metrics: {
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      cpuMs: (user + system) / 1_000 / short.length,
      megabytes: readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6,
    },
  };
}
