// The latest nights of a project out: when it slept, what it learned then and what it gave up. A projection of the
// events that the sleeps left and of the gists that they made.
import { type Gist, sayTogether } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';

export interface DiaryNight {
  /** Unix time in ms. */
  readonly at: number;
  readonly steps: number;
  /** With most to say first. */
  readonly learned: readonly Gist[];
  readonly givenUp: readonly Gist[];
}

const stepsReadMax = 2_000;
const gistsReadMax = 5_000;

/** @param nights how many, the latest first */
export function readDiary(project: string, nights: number, memory: MemoryReader): DiaryNight[] {
  const steps = new Map<number, number>();
  for (const { at } of memory.eventsOfKind(project, 'sleep', stepsReadMax)) {
    if (!steps.has(at) && steps.size === nights) break;
    steps.set(at, (steps.get(at) ?? 0) + 1);
  }
  const gists = memory.gists(project, gistsReadMax);
  return [...steps].map(([at, count]) => ({
    at,
    steps: count,
    learned: gists.filter((gist) => gist.learnedAt === at && gist.heldTo === undefined),
    givenUp: gists.filter((gist) => gist.unlearnedAt === at && !gists.some((other) => saysSame(other, gist))),
  }));
}

/** A set of files that change together took the place of a pair or a set within it: nothing was given up. */
function saysSame(set: Gist, former: Gist): boolean {
  if (set.form !== 'together' || set.learnedAt !== former.unlearnedAt || set.heldTo !== undefined) return false;
  return sayTogether.has(former.form) && former.paths.every((path) => set.paths.includes(path));
}
