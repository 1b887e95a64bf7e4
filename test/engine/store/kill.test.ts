import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';
import { seededRandom } from '../../evaluate/ranking-measure.ts';
import { makeFolder } from './small-memory.ts';

/** The full number is 100: SECOND_NATURE_KILLS=100. */
const kills = Number(process.env.SECOND_NATURE_KILLS) || 20;
const seed = Number(process.env.SECOND_NATURE_SEED) || 7;
const lifeMsMax = 200;

const childFile = fileURLToPath(new URL('./appending-child.ts', import.meta.url));

/** Lets a process append to the memory and kills it in the midst of it. */
async function appendUntilKilled(folder: string, run: number, lifeMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [childFile, folder, String(run)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await delay(lifeMs);
  child.kill('SIGKILL');
  await closed;
  expect(errors).toBe('');
  // The last line may have been cut off in the middle; what it names was acknowledged all the same, but cannot be read.
  return output.split('\n').slice(0, -1);
}

it(`loses nothing that was acknowledged, at ${kills} kills`, { timeout: 60_000 + kills * 6_000 }, async () => {
  const folder = makeFolder();
  const acknowledged: string[] = [];
  const random = seededRandom(seed);
  for (let run = 0; run < kills; run += 1) {
    acknowledged.push(...(await appendUntilKilled(folder, run, random() * lifeMsMax)));
    const opened = openStore(folder);
    if (!opened.ok) throw new Error(opened.message);
    const { store } = opened;
    expect(store.problems()).toEqual([]);
    expect(acknowledged.filter((id) => !store.hasEvent(id))).toEqual([]);
    // What was committed was committed whole: each event has its episode.
    const { events, episodes } = store.counts();
    expect(episodes).toBe(events);
    store.close();
  }
  expect(acknowledged.length).toBeGreaterThan(kills);
  console.log(`${kills} kills (seed ${seed}): ${acknowledged.length} acknowledged, none lost`);
});
