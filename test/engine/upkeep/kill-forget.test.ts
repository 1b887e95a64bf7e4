// A forgetting that is killed leaves the memory as it was, or forgets; never half of it. What it left to clean is cleaned
// when the memory is next opened by an engine.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { ByteProbes, scanFiles } from '../../../src/engine/store/byte-scan.ts';
import { seededRandom } from '../../evaluate/ranking-measure.ts';
import { makeFolder, openSound } from '../store/small-memory.ts';
import { copyMemory, startUpkeep, timeWhole, untilCommitted } from './upkeep-child.ts';

const secret = 'the Zanzibar contract';
/** About as long as cleaning takes. */
const cleaningMs = 300;
/** The full number is 100: SECOND_NATURE_KILLS=100. */
const kills = Number(process.env.SECOND_NATURE_KILLS) || 6;
const eventCount = 500;
const seed = Number(process.env.SECOND_NATURE_SEED) || 7;

function* drafts(count: number): Generator<Draft> {
  for (let n = 0; n < count; n += 1) {
    const path = `src/file-${n % 40}.ts`;
    const line = n % 5 === 0 ? `${secret}, page ${n}` : `line ${n} of the queue`;
    const hunk = { path, startLine: n + 1, before: [`old ${n}`], after: [line] };
    const head = {
      id: `e${n}`,
      at: 1_700_000_000_000 + n * 90_000,
      actor: 'developer',
      project: 'folder:/orders',
    } as const;
    yield { ...head, refs: [path], text: '', kind: 'edit', data: { hunks: [hunk], cause: 'typed' } };
  }
}

function startForgetting(directory: string): ChildProcess {
  const selector = { by: 'text', text: secret } as const;
  return startUpkeep({ directory, work: 'forget', selector, record: { id: 'forget:1', at: 1 } });
}

/** What is known, and what would be known if all of it had been forgotten. */
function makeMemory(folder: string): { before: string; after: string } {
  const store = openSound(folder);
  store.append([...drafts(eventCount)], createPlanner(store));
  const innocent = openSound(makeFolder());
  innocent.append(
    [...drafts(eventCount)].filter((draft) => !JSON.stringify(draft).includes(secret)),
    createPlanner(innocent),
  );
  const dumps = { before: store.digest(), after: innocent.digest() };
  store.close();
  innocent.close();
  return dumps;
}

it(`is before or after, at ${kills} kills (seed ${seed})`, { timeout: 60_000 + kills * 10_000 }, async () => {
  const original = makeFolder();
  const { before, after } = makeMemory(original);
  const random = seededRandom(seed);
  const { folder: whole, took } = await timeWhole(original, startForgetting);
  expect(digestOf(whole)).toBe(after);
  const seen = { before: 0, after: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const folder = copyMemory(original);
    const child = startForgetting(folder);
    const ended = once(child, 'close');
    // Half of them at any moment, half of them while the files are cleaned.
    if (kill % 2 === 0) child.stdout!.resume();
    else await untilCommitted(child);
    await Promise.race([sleep(random() * (kill % 2 === 0 ? took : cleaningMs)), ended]);
    child.kill('SIGKILL');
    await ended;

    const store = openSound(folder);
    expect(store.problems()).toEqual([]);
    const digest = store.digest();
    const state = digest === before ? 'before' : 'after';
    expect(digest).toBe(state === 'before' ? before : after);
    seen[state] += 1;
    store.scrubIfDue();
    store.close();
    if (state === 'after') expect(scanFiles(folder, new ByteProbes([secret])).found).toEqual([]);
    rmSync(folder, { recursive: true });
  }
  console.log(`killed within ${Math.round(took)} ms: ${seen.before} × before, ${seen.after} × after`);
});

function digestOf(folder: string): string {
  const store = openSound(folder);
  const digest = store.digest();
  store.close();
  return digest;
}

it('gives up when the engine that ordered it has gone', async () => {
  const folder = makeFolder();
  const { before } = makeMemory(folder);
  const child = startForgetting(folder);
  child.stdout!.destroy();
  const [code] = await once(child, 'exit');
  expect(code).not.toBe(0);
  expect(digestOf(folder)).toBe(before);
});
