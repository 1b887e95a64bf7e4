// The queue against an engine that is slow, away, or loses answers: nothing is lost, nothing overtakes.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ObservationQueue, queueLimits } from '../../src/client/observation-queue.ts';
import type { Reply } from '../../src/client/reply.ts';
import type { ObserveResult, WireObservation } from '../../src/protocol/observe.ts';

const away = { ok: false, problem: 'away', message: 'gone' } as const;
const note = (id: string, text = ''): WireObservation => ({
  id,
  at: 0,
  kind: 'note',
  actor: 'developer',
  folder: '/home/ada/orders',
  paths: [],
  text,
  data: {},
});
const settle = (batch: readonly WireObservation[]): Reply<ObserveResult> => ({
  ok: true,
  value: { settled: batch.map(({ id }) => id), refused: [] },
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('batches', () => {
  test('go out after a quarter of a second', async () => {
    const batches: string[][] = [];
    const queue = new ObservationQueue(async (batch) => {
      batches.push(batch.map(({ id }) => id));
      return settle(batch);
    });
    queue.push(note('a'));
    queue.push(note('b'));
    await vi.advanceTimersByTimeAsync(249);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches).toEqual([['a', 'b']]);
    queue.dispose();
  });

  test('go out at once when many wait, and are bounded by count and by size', async () => {
    const sizes: number[] = [];
    const queue = new ObservationQueue(async (batch) => {
      sizes.push(batch.length);
      return settle(batch);
    });
    for (let i = 0; i < 450; i++) queue.push(note(`n${i}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(sizes).toEqual([50, 200, 200]);
    sizes.length = 0;
    for (let i = 0; i < 3; i++) queue.push(note(`big${i}`, 'x'.repeat(queueLimits.batchBytesMax / 2)));
    expect(await queue.flush()).toBe(0);
    expect(sizes).toEqual([1, 1, 1]);
    queue.dispose();
  });
});

describe('an engine that is away', () => {
  test('gets everything when it is back', async () => {
    let isThere = false;
    const log: string[] = [];
    const queue = new ObservationQueue(async (batch) => {
      if (!isThere) return away;
      log.push(...batch.map(({ id }) => id));
      return settle(batch);
    });
    queue.push(note('a'));
    expect(await queue.flush()).toBe(1);
    queue.push(note('b'));
    isThere = true;
    queue.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect({ log, counts: queue.counts }).toEqual({ log: ['a', 'b'], counts: { waiting: 0, dropped: 0 } });
    queue.dispose();
  });

  test('is tried again ever more rarely', async () => {
    const triesAtMs: number[] = [];
    const queue = new ObservationQueue(async () => {
      triesAtMs.push(Date.now());
      return away;
    });
    const startMs = Date.now();
    queue.push(note('a'));
    await vi.advanceTimersByTimeAsync(70_000);
    expect(triesAtMs.map((ms) => ms - startMs)).toEqual([250, 1_250, 3_250, 7_250, 15_250, 31_250, 61_250]);
    queue.dispose();
  });

  test('costs the oldest when too many wait, and says how many', async () => {
    const queue = new ObservationQueue(async () => away);
    for (let i = 0; i < queueLimits.waitingMax + 3; i++) queue.push(note(`n${i}`));
    queue.push(note('too large for a batch', 'x'.repeat(queueLimits.batchBytesMax + 1)));
    expect(queue.counts).toEqual({ waiting: queueLimits.waitingMax, dropped: 4 });
    queue.dispose();
  });
});

test('every observation arrives, in order, whatever deliveries fail or lose their answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('works', 'away', 'answer lost'), { maxLength: 12 }),
      fc.integer({ min: 1, max: 300 }),
      async (fates, count) => {
        const arrived: string[] = [];
        const queue = new ObservationQueue(async (batch) => {
          const fate = fates.shift() ?? 'works';
          if (fate === 'away') return away;
          for (const { id } of batch) if (!arrived.includes(id)) arrived.push(id);
          return fate === 'works' ? settle(batch) : away;
        });
        const ids = Array.from({ length: count }, (_, i) => `n${i}`);
        for (const id of ids) queue.push(note(id));
        await vi.advanceTimersByTimeAsync(400_000);
        expect(arrived).toEqual(ids);
        expect(queue.counts).toEqual({ waiting: 0, dropped: 0 });
        queue.dispose();
      },
    ),
    { numRuns: 50 },
  );
});
