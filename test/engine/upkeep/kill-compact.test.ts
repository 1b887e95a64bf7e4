// A letting go of wording that is killed leaves the memory as it was, or as it is afterwards; never half of it. What it
// left to clean is cleaned when the memory is next opened by an engine.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isFaded } from '../../../src/engine/model/event.ts';
import { seededRandom } from '../../evaluate/ranking-measure.ts';
import { makeFolder, openSound } from '../store/small-memory.ts';
import { fillMemory, laterMs, wording } from './faded-memory.ts';
import { copyMemory, startUpkeep, timeWhole, untilCommitted } from './upkeep-child.ts';

/** The full number is 100: SECOND_NATURE_KILLS=100. */
const kills = Number(process.env.SECOND_NATURE_KILLS) || 6;
const seed = Number(process.env.SECOND_NATURE_SEED) || 7;

function startCompaction(directory: string): ChildProcess {
  return startUpkeep({ directory, work: 'compact', bytesMax: 0, record: { id: 'forget:1', at: laterMs } });
}

it(`is before or after, at ${kills} kills (seed ${seed})`, { timeout: 60_000 + kills * 10_000 }, async () => {
  const original = makeFolder();
  const full = openSound(original);
  await fillMemory(full);
  const before = full.digest();
  full.close();
  const random = seededRandom(seed);
  const { folder: whole, took } = await timeWhole(original, startCompaction);
  const compacted = openSound(whole);
  const [after, faded] = [compacted.digest(), [...compacted.log()].filter(isFaded).length];
  compacted.close();
  expect(after).not.toBe(before);
  const seen = { before: 0, after: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const folder = copyMemory(original);
    const child = startCompaction(folder);
    const ended = once(child, 'close');
    // Half of them at any moment, half of them once it cannot be taken back.
    if (kill % 2 === 0) {
      child.stdout!.resume();
      await Promise.race([sleep(random() * took), ended]);
    } else await untilCommitted(child);
    child.kill('SIGKILL');
    await ended;

    const store = openSound(folder);
    expect(store.problems()).toEqual([]);
    const count = [...store.log()].filter(isFaded).length;
    const state = count === 0 ? 'before' : 'after';
    expect(count).toBe(state === 'before' ? 0 : faded);
    expect(store.digest()).toBe(state === 'before' ? before : after);
    seen[state] += 1;
    store.scrubIfDue();
    store.close();
    const gone = `${wording}.line0(20,`;
    const holding = readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(gone));
    expect(holding.length > 0).toBe(state === 'before');
    rmSync(folder, { recursive: true });
  }
  expect(seen.after).toBeGreaterThan(0);
  console.log(`killed within ${Math.round(took)} ms: ${seen.before} × before, ${seen.after} × after`);
});
