// The runs of tests before this one, read from the log.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { readTestRun } from '../model/test-output-reader.ts';
import { readTestState, type TestRun } from '../model/test-run.ts';

const commandsReadMax = 20;

export interface PastRun {
  readonly seq: number;
  readonly command: string;
  readonly run: TestRun;
}

/** The latest first. */
export function readPastRuns(event: MemoryEvent, memory: MemoryReader): PastRun[] {
  return memory.eventsOfKind(event.project, 'command', commandsReadMax).flatMap((past) => {
    const run = past.kind === 'command' && past.seq < event.seq ? readTestRun(past.data.output) : undefined;
    return run === undefined ? [] : [{ seq: past.seq, command: past.text, run }];
  });
}

/** Whether the two runs tell of one test at least that was red in either. */
export function isComparable(past: PastRun, now: PastRun): boolean {
  if (past.command === now.command) return true;
  const isTold = (of: PastRun) => (name: string) => readTestState(of.run, name, false) !== undefined;
  return past.run.failed.some(isTold(now)) || now.run.failed.some(isTold(past));
}
