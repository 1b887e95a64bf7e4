// A run of tests in, what it says of the files that were edited before it out: those that turned tests green did well,
// those that turned them red did not. A change of colour without any change of the code is luck and teaches nothing.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { readTestState, testCue } from '../model/test-run.ts';
import { neutralValence, type Valence } from '../model/valence.ts';
import { planFolders } from './folder-planner.ts';
import { asPastRun, isComparable, isRetold, type PastRun, readPastRuns } from './past-test-run.ts';
import type { TestLuck } from './test-luck.ts';

const editsReadMax = 100;
const filesMax = 20;

const turnedGreen: Valence = { ...neutralValence, outcome: 0.4, friction: 0.1, precision: 0.5 };
const turnedRed: Valence = { ...neutralValence, outcome: -0.2, friction: 0.2, precision: 0.5 };
const brokeGreen: Valence = { ...turnedRed, risk: 0.4 };
const stayedRed: Valence = { ...neutralValence, outcome: -0.1, friction: 0.3, precision: 0.5 };

/** @param luck what of the run is luck and is left out */
export function planTestRun(
  { event, testRun }: Engram,
  luck: TestLuck,
  episode: string,
  memory: MemoryReader,
): MemoryChange[] {
  if (testRun === undefined || luck.isAll) return [];
  const now = asPastRun(event, testRun);
  const past = readPastRuns(event, memory);
  if (isRetold(now, past)) return [];
  const since = past.find((run) => isComparable(run, now))?.seq;
  const files = editedFiles(event, episode, since, memory);
  if (files.length === 0) return [];
  const mended = mendedTests(now, past).filter((name) => !luck.isFlaky(name));
  const isGreen = testRun.failedCount === 0;
  // Of many failures not all are named.
  const wasRed = (past.find(({ command }) => command === now.command)?.run.failedCount ?? 0) > 0;
  const isMended = mended.length > 0 || (isGreen && wasRed);
  const failed = testRun.failed.filter((name) => !luck.isFlaky(name));
  const valence = isMended ? turnedGreen : appraiseRed(now, failed, past, files);
  if (valence === undefined) return [];
  const { at, seq } = event;
  const reason = isMended ? 'tests-green' : 'tests-red';
  const felt = { at, valence, because: { reason, seq } } as const;
  const to = { kind: 'episode', key: episode } as const;
  return [
    ...files.map((key): MemoryChange => ({ op: 'meet', node: { kind: 'file', key }, ...felt })),
    ...planFolders(files, felt),
    ...mended.flatMap((name): MemoryChange[] => [
      { op: 'meet', node: testCue(name), ...felt },
      { op: 'strengthen', from: testCue(name), to, kind: 'fixed-by', delta: 1, at },
    ]),
    ...(isMended && isGreen ? [{ op: 'judge-episode', id: episode, outcome: 'resolved' } as const] : []),
  ];
}

/** Tests that were red when they were last told of, and are green now. */
function mendedTests(now: PastRun, past: readonly PastRun[]): string[] {
  const names = new Set(past.flatMap(({ run }) => run.failed));
  return [...names].filter((name) => {
    const last = past.find(({ run }) => readTestState(run, name, false) !== undefined)!;
    const isRed = readTestState(last.run, name, false) === 'red';
    return isRed && readTestState(now.run, name, last.command === now.command) === 'green';
  });
}

/** Undefined where nothing is red. */
function appraiseRed(
  now: PastRun,
  failed: readonly string[],
  past: readonly PastRun[],
  files: readonly string[],
): Valence | undefined {
  if (now.run.failedCount === 0) return undefined;
  const before = (name: string) =>
    past.map((run) => readTestState(run.run, name, run.command === now.command)).find((state) => state !== undefined);
  const states = failed.map(before);
  if (states.length > 0 && states.every((state) => state === 'red')) return stayedRed;
  // A test that is being written is red before it is green, and nothing was broken by that.
  const isNewTest = files.some((file) => testPath.test(file));
  return states.includes('green') && !isNewTest ? brokeGreen : turnedRed;
}

const testPath = /(?:^|[/._-])(?:tests?|specs?|__tests__)(?:[/._-]|$)/i;

/** The latest edited first; since the run that this one is compared with, else since the episode began. */
function editedFiles(event: MemoryEvent, episode: string, since: number | undefined, memory: MemoryReader): string[] {
  const began = memory.eventsOfEpisode(episode, 1)[0]?.seq ?? event.seq;
  const edits = memory.editsBetween(event.project, since ?? began - 1, event.seq, editsReadMax);
  return [...new Set(edits.flatMap(({ refs }) => refs))].slice(0, filesMax);
}
