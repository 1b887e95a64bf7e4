// The runs of tests before this one, read from the log.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { readTestState, type TestRun } from '../model/test-run.ts';
import { testRunOf } from '../model/told-test-run.ts';

const commandsReadMax = 20;

export interface PastRun {
  readonly seq: number;
  /** Unix time in ms. */
  readonly at: number;
  readonly command: string;
  readonly run: TestRun;
}

export function asPastRun({ seq, at, text }: MemoryEvent, run: TestRun): PastRun {
  return { seq, at, command: text, run };
}

/** The latest first. */
export function readPastRuns(event: MemoryEvent, memory: MemoryReader): PastRun[] {
  const told = (['command', 'test'] as const).flatMap((kind) =>
    memory.eventsOfKind(event.project, kind, commandsReadMax),
  );
  return told
    .flatMap((past) => {
      const run = past.seq < event.seq ? testRunOf(past) : undefined;
      return run === undefined ? [] : [asPastRun(past, run)];
    })
    .sort((a, b) => b.seq - a.seq);
}

/** A report and the command that wrote it tell of one run. */
export function isRetold(now: PastRun, [last]: readonly PastRun[]): boolean {
  if (last === undefined || (now.run.tool === 'junit') === (last.run.tool === 'junit')) return false;
  const isSame = last.run.failedCount === now.run.failedCount && last.run.passedCount === now.run.passedCount;
  return isSame && Math.abs(now.at - last.at) <= retoldMsMax;
}

const retoldMsMax = 15_000;

/** Whether the two runs tell of one test at least that was red in either. */
export function isComparable(past: PastRun, now: PastRun): boolean {
  if (past.command === now.command) return true;
  const isTold = (of: PastRun) => (name: string) => readTestState(of.run, name, false) !== undefined;
  return past.run.failed.some(isTold(now)) || now.run.failed.some(isTold(past));
}
