// When the memory makes room: after a night in which it is too large, once a day, and never where nobody said how much
// there is. It says what it did, and what it could not do.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFaded } from '../../src/engine/model/event.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import { type MadeWork, madeFolder, makeWork } from '../evaluate/made-work.ts';
import { fillMemory, laterMs, mayGo } from './upkeep/faded-memory.ts';

const hourMs = 3_600_000;
let memory: EvaluationEngine;
let work: MadeWork;
afterEach(() => memory.close());
beforeEach(async () => {
  memory = openEvaluationEngine({ startMs: laterMs, without: [] });
  await fillMemory(memory.store);
  work = makeWork(memory);
});

async function sleepAgain(): Promise<void> {
  work.note('Something of the day.');
  work.wait(60_000);
  await work.flush();
  await memory.engine.sleepNow(madeFolder, () => undefined, new AbortController().signal);
  await memory.engine.settle();
}

const records = () => memory.store.eventsOfKind('memory', 'forget', 10);
const faded = () => [...memory.store.log()].filter(isFaded).length;
const notices = async () => (await memory.engine.state()).notices.filter((notice) => notice.includes(' MB'));

test('lets wording go after a night, tells of it in the diary, and says where that was not enough', async () => {
  memory.engine.keepWithin(1);
  await sleepAgain();
  expect(faded()).toBe(mayGo.length);
  const [night] = await memory.engine.diary(madeFolder, 1);
  expect(night).toMatchObject({ episodesLetGo: mayGo.length });
  expect(await notices()).toEqual([expect.stringMatching(/^The memory takes up [12] MB of 1 MB: /)]);
  memory.engine.keepWithin(0);
  expect(await notices()).toEqual([]);
  expect((await memory.rebuild()).changed).toBe(false);
});

test('makes room for some days at once, and no more than once a day', async () => {
  const before = memory.store.usedBytes();
  memory.engine.keepWithin(before - 1);
  await sleepAgain();
  expect(memory.store.usedBytes()).toBeLessThanOrEqual(0.9 * before);
  const first = faded();
  expect(first).toBeLessThan(mayGo.length);
  memory.engine.keepWithin(1);
  await sleepAgain();
  expect(faded()).toBe(first);
  memory.clock.nowMs += 21 * hourMs;
  await sleepAgain();
  expect(faded()).toBe(mayGo.length);
  expect(records()).toHaveLength(2);
});

test('lets nothing go where nobody said how much there is, where there is no bound, and where it fits', async () => {
  await sleepAgain();
  memory.engine.keepWithin(0);
  await sleepAgain();
  memory.engine.keepWithin(10 * memory.store.usedBytes());
  await sleepAgain();
  expect([faded(), records().length]).toEqual([0, 0]);
});
