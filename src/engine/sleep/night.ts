// A night: steps are planned and handed over one after another, until the log holds nothing that was not slept on.
import type { MemoryReader } from '../model/ports.ts';
import type { PlannedStep } from '../model/sleep.ts';
import { planSleep } from './plan-sleep.ts';
import { nextSleepStep } from './sleep-schedule.ts';

export interface NightParts {
  readonly project: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly memory: MemoryReader;
  /** All that `work` reads is read as of one moment. */
  readonly atOneMoment: <T>(work: () => T) => T;
  /** False where the log has grown since the step was planned. */
  readonly commit: (planned: PlannedStep) => boolean | Promise<boolean>;
  readonly isAborted: () => boolean;
  /** Mechanisms to do without, for measuring what each brings; a rebuild does with them. */
  readonly without?: ReadonlySet<string>;
}

/** Where events keep coming, the sleep is not what the memory needs now. */
const refusalsMax = 50;

/** @returns whether the night was slept to its end */
export async function sleepNight(parts: NightParts): Promise<boolean> {
  let refusals = 0;
  let nightToSeq: number | undefined;
  while (!parts.isAborted() && refusals < refusalsMax) {
    const planned = parts.atOneMoment(() => planNext(parts));
    // What came after the night had begun is for the next one.
    if (planned === undefined || (nightToSeq ?? planned.step.data.nightToSeq) < planned.step.data.nightToSeq)
      return true;
    if (await parts.commit(planned)) nightToSeq = Math.max(nightToSeq ?? 0, planned.step.data.nightToSeq);
    else refusals += 1;
  }
  return false;
}

function planNext({ project, at, memory, without }: NightParts): PlannedStep | undefined {
  const data = nextSleepStep(project, memory);
  if (data === undefined) return undefined;
  const step = { project, data, at };
  return { step, plan: planSleep(step, memory, without), afterSeq: memory.lastSeq() };
}
