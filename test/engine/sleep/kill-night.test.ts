// A night that is killed goes on where it was: however often the process goes, the memory is in the end what it would be had
// it slept through.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { seededRandom } from '../../evaluate/ranking-measure.ts';
import { makeFolder, openSound } from '../store/small-memory.ts';
import { paths, projects, toDrafts } from '../upkeep/made-log.ts';
import { at } from './slept-memory.ts';

const childFile = fileURLToPath(new URL('./sleeping-child.ts', import.meta.url));
const [project] = projects;
/** The full number is 100: SECOND_NATURE_KILLS=100. */
const kills = Number(process.env.SECOND_NATURE_KILLS) || 6;
const seed = Number(process.env.SECOND_NATURE_SEED) || 7;
/** Each night is killed so often before it may end. */
const killsOfNight = 3;
const eventCount = 4_000;
/** A step takes about half of it; a kill comes somewhere in one of the next. */
const delayMsMax = 10;

/** Files that change together, errors that are fixed, commands that fail: each stage finds something. */
function madeWork(random: () => number): Draft[] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const kinds = ['commit', 'commit', 'commit', 'edit', 'error', 'fixed', 'run', 'note'] as const;
  const steps = Array.from({ length: eventCount }, () => ({
    ...{
      kind: pick(kinds),
      project,
      gapMinutes: Math.floor(40 * random()),
      text: pick(['fix the parser', 'a queue of orders'] as const),
    },
    ...(random() < 0.6 ? { path: paths[0], other: paths[1] } : { path: pick(paths), other: pick(paths) }),
  }));
  return toDrafts(steps);
}

/** It has ended when what sleeps for it has ended, too, which writes where it wrote. */
function startNight(folder: string): { child: ChildProcess; ended: Promise<unknown>; errors: () => string } {
  const child = spawn(process.execPath, [childFile, folder, project, String(at)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return { child, ended: once(child, 'close'), errors: () => errors };
}

async function sleepThrough(folder: string): Promise<void> {
  const { child, ended, errors } = startNight(folder);
  child.stdout!.resume();
  const [code] = (await ended) as [number | null];
  expect([code, errors()]).toEqual([0, '']);
}

/** @param steps that are seen on disk before it is killed */
async function sleepUntilKilled(folder: string, steps: number, afterMs: number): Promise<void> {
  const { child, ended, errors } = startNight(folder);
  let seen = 0;
  const enough = new Promise<void>((resolve) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      seen += text.split('\n').length - 1;
      if (seen >= steps) resolve();
    });
    if (steps === 0) resolve();
  });
  await Promise.race([enough, ended]);
  await Promise.race([delay(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
  expect(errors()).toBe('');
}

const stepsOf = (store: SqliteStore) =>
  store.eventsOfKind(project, 'sleep', 1_000).map(({ at, data }) => ({ at, data }));

function look<T>(folder: string, at: (store: SqliteStore) => T): T {
  const store = openSound(folder);
  try {
    expect(store.problems()).toEqual([]);
    return at(store);
  } finally {
    store.close();
  }
}

it(`is what sleeping through makes, at ${kills} kills (seed ${seed})`, {
  timeout: 60_000 + kills * 10_000,
}, async () => {
  const random = seededRandom(seed);
  const original = makeFolder();
  look(original, (store) => store.append(madeWork(random), createPlanner(store)));
  const undisturbed = join(makeFolder(), 'memory');
  cpSync(original, undisturbed, { recursive: true });
  await sleepThrough(undisturbed);
  const whole = look(undisturbed, (store) => ({
    dump: store.dump(),
    steps: stepsOf(store),
    gists: store.gists(project, 9),
  }));
  expect(whole.gists.length).toBeGreaterThan(0);

  const killedAfter: number[] = [];
  while (killedAfter.length < kills) {
    const folder = join(makeFolder(), 'memory');
    cpSync(original, folder, { recursive: true });
    for (let n = 0; n < killsOfNight && killedAfter.length < kills; n += 1) {
      const before = look(folder, stepsOf).length;
      await sleepUntilKilled(folder, Math.floor((random() * whole.steps.length) / killsOfNight), random() * delayMsMax);
      const steps = look(folder, stepsOf);
      // What was slept stays, each step whole, and none is slept twice.
      expect(steps.length).toBeGreaterThanOrEqual(before);
      expect(steps).toEqual(whole.steps.slice(whole.steps.length - steps.length));
      killedAfter.push(steps.length);
    }
    await sleepThrough(folder);
    const after = look(folder, (store) => ({ dump: store.dump(), steps: stepsOf(store) }));
    expect(after.steps).toEqual(whole.steps);
    expect(after.dump === whole.dump).toBe(true);
  }
  const within = killedAfter.filter((steps) => steps > 0 && steps < whole.steps.length);
  expect(within.length).toBeGreaterThan(kills / 2);
  console.log(`of ${whole.steps.length} steps a night was killed after ${killedAfter.join(', ')}`);
});
