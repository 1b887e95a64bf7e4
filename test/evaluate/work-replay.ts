// Commits come in, days of work go out as the editor would see them: each commit's hunks as edits with pauses between
// them, a save for each file, the moment before the commit, and the commit.
import type { Hunk } from '../../src/engine/model/event.ts';
import type { ReplayCommit } from './replay-stream.ts';
import { normal, pauses, shuffle } from './segment-task.ts';
import { hunksOf } from './stream-memory.ts';

export type WorkStep =
  | { readonly kind: 'edit'; readonly at: number; readonly hunk: Hunk }
  | { readonly kind: 'save' | 'delete'; readonly at: number; readonly path: string }
  | { readonly kind: 'stage' | 'commit'; readonly at: number };

export interface WorkedCommit {
  readonly commit: ReplayCommit;
  /** A night lies before it: the window is another one. */
  readonly beginsDay: boolean;
  /** In order; `at` is a Unix time in ms. */
  readonly steps: readonly WorkStep[];
  /** From the end of the one before, or from the morning, to the commit, without breaks; in ms. */
  readonly workedMs: number;
}

const nightMs = 8 * 3_600_000;
/** Who pauses for longer has gone away. */
const breakMsMin = 10 * 60_000;
const hunksEachMax = 12;

/** Each file's hunks stand together, the files in an order by chance; work ends when the commit was made, or later. */
export function replayWork(
  commits: readonly ReplayCommit[],
  folder: string,
  random: () => number,
  startMs: number,
): WorkedCommit[] {
  let nowMs = startMs;
  return commits.map((commit) => {
    const { steps, workedMs, lastedMs } = stepsOf(commit, folder, random);
    const beginsMs = Math.max(nowMs, commit.t * 1000 - lastedMs);
    const beginsDay = beginsMs - nowMs >= nightMs;
    nowMs = beginsMs + lastedMs;
    return { commit, beginsDay, workedMs, steps: steps.map((step) => ({ ...step, at: beginsMs + step.at })) };
  });
}

/** `at` counts from when the work on the commit begins. */
function stepsOf({ files }: ReplayCommit, folder: string, random: () => number) {
  const steps: WorkStep[] = [];
  let at = 0;
  let workedMs = 0;
  const pause = ({ medianMs, spread }: (typeof pauses)['within']) => {
    const ms = Math.round(medianMs * Math.exp(spread * normal(random)));
    at += ms;
    if (ms < breakMsMin) workedMs += ms;
  };
  for (const [n, file] of shuffle(files, random).entries()) {
    const path = `${folder}/${file.path}`;
    pause(n === 0 ? pauses.between : pauses.within);
    for (const hunk of hunksOf(file, path).slice(0, hunksEachMax)) {
      steps.push({ kind: 'edit', at, hunk });
      pause(pauses.within);
    }
    steps.push({ kind: file.status === 'D' ? 'delete' : 'save', at, path });
  }
  steps.push({ kind: 'stage', at });
  pause(pauses.within);
  steps.push({ kind: 'commit', at });
  return { steps, workedMs, lastedMs: at };
}
