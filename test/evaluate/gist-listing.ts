// What a memory comes to believe of a history: in, a stream; out, its gists and beliefs after the last of twenty nights, for
// reading and for checking by hand, and how steadily they were believed from night to night.
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import type { ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

const listedMax = 2_000;
const nights = 20;

/** Core beliefs first; within a level what there is most to say of. */
export async function listGists({ name, commits }: ReplayStream, seed: number): Promise<TaskResult> {
  const folder = `/made/${name}`;
  const memory = openEvaluationEngine({ startMs: commits[0]!.t * 1000, without: [] });
  const givenUp = new Set<string>();
  const length = Math.ceil(commits.length / nights);
  let [nightMs, giveUps] = [0, 0];
  let held = new Set<string>();
  for (let start = 0; start < commits.length; start += length) {
    const day = commits.slice(start, start + length);
    await takeIn(memory, folder, day);
    memory.clock.nowMs = day.at(-1)!.t * 1000 + 3_600_000;
    const startedMs = performance.now();
    await memory.engine.sleepNow(folder, () => undefined, new AbortController().signal);
    nightMs = performance.now() - startedMs;
    const now = new Set((await believedIn(memory, folder)).map(({ key }) => key));
    for (const key of held.difference(now)) {
      giveUps += 1;
      givenUp.add(key);
    }
    held = now;
  }
  const beliefs = await believedIn(memory, folder);
  await memory.close();
  const count = (level: string) => beliefs.filter((belief) => belief.level === level).length;
  const levels = { core: count('core'), areas: count('intermediate'), situations: count('situation') };
  // What is held at the end and was given up in between was given up too easily.
  const takenUpAgain = held.intersection(givenUp).size;
  return {
    ...{ task: 'gists', method: 'second-nature', stream: name, n: commits.length, seed },
    metrics: { total: beliefs.length, ...levels, giveUps, takenUpAgain, nightMs },
    lines: beliefs.map(({ level, confidence, statement }) => `${level} ${confidence.toFixed(2)} ${statement}`),
  };
}

async function believedIn({ engine }: EvaluationEngine, folder: string) {
  return (await engine.beliefs(folder, { limit: listedMax, withPast: false })).beliefs;
}
