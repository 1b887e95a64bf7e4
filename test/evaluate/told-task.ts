// What of gists is told helps: in, a stream; out, how often a gist that was told at a file named another that then changed
// too. Whoever changes the file is told of it, two gists at most, and the memory sees what came of it.
import { worthSayingMin } from '../../src/engine/serve/agent-listener.ts';
import { madeFolder, tellRemark } from './agent-task.ts';
import { openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

const warmShare = 0.5;
const stretches = 20;
const filesMax = 10;
/** Of one commit. */
const askedMax = 3;
const toldMax = 2;
const hourMs = 3_600_000;

interface Telling {
  readonly commit: number;
  readonly helped: boolean;
}

export async function runTold(stream: ReplayStream, seed: number, ablate: readonly string[]): Promise<TaskResult> {
  const { name, commits } = stream;
  const memory = openEvaluationEngine({ startMs: commits[0]!.t * 1000, without: ablate });
  const length = Math.ceil(commits.length / stretches);
  const tellings: Telling[] = [];
  let asked = 0;
  for (let start = 0; start < commits.length; start += length) {
    const stretch = commits.slice(start, start + length);
    if (start < warmShare * commits.length) await takeIn(memory, madeFolder, stretch);
    else {
      for (const [i, commit] of stretch.entries()) {
        memory.clock.nowMs = commit.t * 1000;
        for (const path of filesToAskAt(commit)) {
          asked += 1;
          const { remarks } = await memory.engine.brief(madeFolder, {
            paths: [`${madeFolder}/${path}`],
            isNarrow: true,
          });
          const told = remarks
            .filter(({ kind, weight, paths }) => kind === 'belief' && weight >= worthSayingMin && paths.length > 1)
            .slice(0, toldMax);
          const others = new Set(commit.files.map((file) => file.path).filter((other) => other !== path));
          for (const { paths } of told)
            tellings.push({ commit: start + i, helped: paths.some((other) => others.has(other)) });
          await memory.engine.observe(told.map((remark) => tellRemark(remark, asked, commit.t * 1000)));
        }
        await takeIn(memory, madeFolder, [commit]);
      }
    }
    memory.clock.nowMs = stretch.at(-1)!.t * 1000 + hourMs;
    await memory.engine.sleepNow(madeFolder, () => undefined, new AbortController().signal);
  }
  await memory.close();
  const helped = tellings.filter((telling) => telling.helped).length;
  return {
    ...{ task: 'told', method: 'second-nature', stream: name, n: asked, seed },
    ...(ablate.length > 0 && { ablate: ablate.join(',') }),
    metrics: {
      told: tellings.length / Math.max(1, asked),
      helpful: helped / Math.max(1, asked),
      helped: helped / Math.max(1, tellings.length),
      helpedSpread: spreadOf(tellings),
    },
  };
}

function filesToAskAt({ files }: ReplayCommit): string[] {
  if (files.length > filesMax) return [];
  return files
    .filter(({ status }) => status === 'M')
    .map(({ path }) => path)
    .slice(0, askedMax);
}

/** Standard error of the share that helped; what was told before one commit counts as one. */
function spreadOf(tellings: readonly Telling[]): number {
  const mean = tellings.filter(({ helped }) => helped).length / Math.max(1, tellings.length);
  const byCommit = [...Map.groupBy(tellings, ({ commit }) => commit).values()];
  const off = byCommit.map((group) => group.reduce((sum, { helped }) => sum + Number(helped) - mean, 0));
  return Math.sqrt(off.reduce((sum, each) => sum + each * each, 0)) / Math.max(1, tellings.length);
}
