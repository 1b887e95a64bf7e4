// What a memory comes to believe of a history: in, a stream; out, its gists and beliefs after a night, for reading and
// for checking by hand.
import { openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import type { ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

const listedMax = 2_000;

/** Core beliefs first; within a level what there is most to say of. */
export async function listGists({ name, commits }: ReplayStream, seed: number): Promise<TaskResult> {
  const folder = `/made/${name}`;
  const memory = openEvaluationEngine({ startMs: commits[0]!.t * 1000, without: [] });
  await takeIn(memory, folder, commits);
  memory.clock.nowMs = commits.at(-1)!.t * 1000 + 3_600_000;
  const startedMs = performance.now();
  await memory.engine.sleepNow(folder, () => undefined, new AbortController().signal);
  const nightMs = performance.now() - startedMs;
  const { beliefs, total } = await memory.engine.beliefs(folder, { limit: listedMax, withPast: false });
  await memory.close();
  const count = (level: string) => beliefs.filter((belief) => belief.level === level).length;
  return {
    ...{ task: 'gists', method: 'second-nature', stream: name, n: commits.length, seed },
    metrics: { total, core: count('core'), areas: count('intermediate'), situations: count('situation'), nightMs },
    lines: beliefs.map(({ level, confidence, statement }) => `${level} ${confidence.toFixed(2)} ${statement}`),
  };
}
