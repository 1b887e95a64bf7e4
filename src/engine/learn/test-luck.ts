// Tests that turn red or green without any change of the code: in goes a run, out comes what of it is luck, so that it
// is counted as luck and teaches nothing else.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { EventKind, MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { readTestState, testCue } from '../model/test-run.ts';
import { neutralValence } from '../model/valence.ts';
import { asPastRun, isComparable, type PastRun, readPastRuns } from './past-test-run.ts';

export interface TestLuck {
  /** Tests that turned just now though nothing was changed. */
  readonly turned: readonly string[];
  /** Whether the test turned so lately enough for its colour to say nothing still. */
  readonly isFlaky: (name: string) => boolean;
  /** The whole run says nothing. */
  readonly isAll: boolean;
}

/** A test that was mended is believed again after a month without a turn by luck. */
const flakyMsMax = 30 * 24 * 60 * 60 * 1000;
const testsMax = 20;
/** What brings other code into the folder without an edit that was seen. */
const codeChangingKinds: readonly EventKind[] = ['commit', 'revert', 'checkout'];
const noLuck: TestLuck = { turned: [], isFlaky: () => false, isAll: false };

/** @source luck is not skill: the dichotomy of control */
export function findLuck({ event, testRun }: Engram, memory: MemoryReader): TestLuck {
  if (testRun === undefined) return noLuck;
  const now = asPastRun(event, testRun);
  const last = readPastRuns(event, memory).find((run) => isComparable(run, now));
  const turned = last === undefined || hasChanged(event, last.seq, memory) ? [] : turnedTests(now, last);
  const isFlaky = (name: string) => turned.includes(name) || wasFlaky(name, event, memory);
  const { failed, failedCount } = testRun;
  const isAll = failedCount === 0 ? turned.length > 0 : failed.length === failedCount && failed.every(isFlaky);
  return { turned, isFlaky, isAll };
}

export function planLuck({ at, seq }: MemoryEvent, { turned }: TestLuck): MemoryChange[] {
  const because = { reason: 'flaky', seq } as const;
  return turned.map((name) => ({ op: 'meet', node: testCue(name), at, valence: neutralValence, because }));
}

function hasChanged({ project, seq }: MemoryEvent, since: number, memory: MemoryReader): boolean {
  if (memory.editsBetween(project, since, seq, 1).length > 0) return true;
  return codeChangingKinds.some((kind) => (memory.eventsOfKind(project, kind, 1)[0]?.seq ?? 0) > since);
}

function turnedTests(now: PastRun, last: PastRun): string[] {
  const isSame = now.command === last.command;
  const names = [...new Set([...last.run.failed, ...now.run.failed])].slice(0, testsMax);
  return names.filter((name) => {
    const before = readTestState(last.run, name, isSame);
    const after = readTestState(now.run, name, isSame);
    return before !== undefined && after !== undefined && before !== after;
  });
}

function wasFlaky(name: string, { at, project }: MemoryEvent, memory: MemoryReader): boolean {
  const { kind, key } = testCue(name);
  const node = memory.node(project, kind, key);
  if (node === undefined) return false;
  return memory.appraisals(node.id).some(({ reason, lastAt }) => reason === 'flaky' && at - lastAt <= flakyMsMax);
}
