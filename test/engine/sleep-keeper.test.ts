// When the memory falls asleep by itself, on a clock that is passed in.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MeaningSearch } from '../../src/engine/meaning-search.ts';
import type { MemoryStore } from '../../src/engine/model/ports.ts';
import type { PowerSource } from '../../src/engine/model/power.ts';
import { SleepKeeper } from '../../src/engine/sleep-keeper.ts';
import { live } from './sleep/slept-memory.ts';
import { makeStore } from './store/small-memory.ts';
import { project, tell } from './story.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;
const restMs = 20_000;

type Asleep = (signal: AbortSignal) => Promise<readonly string[]>;

function keepSleep(
  store: MemoryStore,
  power: { source: PowerSource; onRead?: () => void },
  asleep: Asleep = async () => [],
) {
  const nights: (readonly string[])[] = [];
  const readings: PowerSource[] = [];
  const keeper = new SleepKeeper({
    store,
    meaning: new MeaningSearch(store, async () => ({ notice: 'No encoder was asked for.' })),
    sleep: ({ projects }, _, signal) => {
      nights.push(projects);
      return asleep(signal);
    },
    readPower: async () => {
      readings.push(power.source);
      power.onRead?.();
      return power.source;
    },
    nowMs: Date.now,
    onNight: () => undefined,
  });
  return { keeper, nights, readings };
}

/** A memory that knows its project, with nothing to sleep on but what is told. */
function makeMemory(): MemoryStore {
  const store = makeStore();
  const folder = { name: 'orders', commonDir: '/orders/.git' };
  const head = { id: 'open', at: 0, kind: 'open', actor: 'tool:git', project, refs: [], text: 'orders' } as const;
  live(store, [{ ...head, data: { folder } }]);
  return store;
}

const work = (notes: number) => Array.from({ length: notes }, (_, n) => `09:${10 + n} note number ${n}`).join('\n');

it('sleeps after a rest, on mains and where nothing can be told of power', async () => {
  for (const source of ['mains', 'unknown'] as const) {
    const store = makeMemory();
    const { keeper, nights, readings } = keepSleep(store, { source });
    live(store, tell(work(45)));
    keeper.wake(45);
    await vi.advanceTimersByTimeAsync(restMs - 1);
    expect(nights).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([nights, readings]).toEqual([[[project]], [source]]);
    await keeper.pause();
  }
});

it('waits on battery until it is plugged in, and sleeps there by command alone', async () => {
  const store = makeMemory();
  const power: { source: PowerSource } = { source: 'battery' };
  const { keeper, nights, readings } = keepSleep(store, power);
  live(store, tell(work(45)));
  keeper.wake(45);
  await vi.advanceTimersByTimeAsync(restMs);
  await vi.advanceTimersByTimeAsync(10 * minuteMs);
  expect([nights, readings]).toEqual([[], ['battery', 'battery']]);

  await keeper.sleepNow(project, () => undefined, new AbortController().signal);
  expect([nights.length, readings.length]).toEqual([1, 2]);

  power.source = 'mains';
  await vi.advanceTimersByTimeAsync(10 * minuteMs);
  expect([nights.length, readings]).toEqual([2, ['battery', 'battery', 'mains']]);
  await keeper.pause();
});

it('asks about power where there is something to sleep on, and once for each time that it might sleep', async () => {
  const store = makeMemory();
  const { keeper, nights, readings } = keepSleep(store, { source: 'battery' });
  live(store, tell(work(5)));
  keeper.wake(5);
  await vi.advanceTimersByTimeAsync(30 * minuteMs);
  expect(readings).toEqual([]);

  live(store, tell(work(49)).slice(5));
  keeper.wake(44);
  await vi.advanceTimersByTimeAsync(restMs);
  expect(readings.length).toBe(1);
  // It begins to wait anew, and not beside what waits already.
  await vi.advanceTimersByTimeAsync(9 * minuteMs);
  keeper.wake(1);
  await vi.advanceTimersByTimeAsync(restMs);
  expect(readings.length).toBe(2);
  await vi.advanceTimersByTimeAsync(9 * minuteMs);
  expect([readings.length, nights]).toEqual([2, []]);
  await keeper.pause();
});

it('does not fall asleep where something has come while it asked about power', async () => {
  const store = makeMemory();
  const power = { source: 'mains' as const, onRead: () => keeper.wake(1) };
  const { keeper, nights, readings } = keepSleep(store, power);
  live(store, tell(work(45)));
  keeper.wake(45);
  await vi.advanceTimersByTimeAsync(restMs);
  expect([readings.length, nights]).toEqual([1, []]);
  power.onRead = () => undefined;
  await vi.advanceTimersByTimeAsync(restMs);
  expect([readings.length, nights.length]).toEqual([2, 1]);
  await keeper.pause();
});

function untilAborted(breaks: boolean[]): Asleep {
  return (signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        breaks.push(true);
        resolve([]);
      });
    });
}

it('does not fall asleep by itself where it was woken in a night that was asked for', async () => {
  const store = makeMemory();
  const { keeper, nights } = keepSleep(store, { source: 'mains' }, untilAborted([]));
  live(store, tell(work(45)));
  keeper.wake(45);
  const asked = keeper.sleepNow(project, () => undefined, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(restMs);
  expect(keeper.breakOff()).toBe(true);
  await asked;
  await vi.advanceTimersByTimeAsync(minuteMs);
  expect(nights.length).toBe(1);
  await keeper.pause();
});

it('gives way at once when something comes in a sleep that nobody asked for, and goes on at the next rest', async () => {
  const store = makeMemory();
  const breaks: boolean[] = [];
  const { keeper, nights } = keepSleep(store, { source: 'mains' }, untilAborted(breaks));
  live(store, tell(work(45)));
  keeper.wake(45);
  await vi.advanceTimersByTimeAsync(restMs);
  expect([nights.length, breaks.length]).toEqual([1, 0]);
  keeper.wake(1);
  expect(breaks.length).toBe(1);
  await vi.advanceTimersByTimeAsync(restMs);
  expect([nights.length, breaks.length]).toEqual([2, 1]);
  keeper.breakOff();

  // Who asked for a night waits for it, whatever else they do.
  const asked = keeper.sleepNow(project, () => undefined, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(1);
  keeper.wake(1);
  expect([nights.length, breaks.length]).toEqual([3, 2]);
  keeper.breakOff();
  expect(await asked).toMatchObject({ cancelled: true });
  await keeper.pause();
});
