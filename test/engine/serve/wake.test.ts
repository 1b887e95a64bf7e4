// How soon a night gives way, as a client sees it: to an observation, where nobody asked for the night, and to a call to wake up.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { observeMethod, observeResult, type WireObservation } from '../../../src/protocol/observe.ts';
import {
  sleepingMethod,
  sleepingParams,
  sleepMethod,
  sleepResult,
  sleptMethod,
  sleptParams,
  wakeMethod,
  wakeResult,
} from '../../../src/protocol/sleep.ts';
import { EngineFixture } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 120_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

/** As the design wants it. */
const wakeMsMax = 50;
const interruptions = 5;
const eventCount = 3_000;
const batchSize = 500;

function edit(n: number): WireObservation {
  const path = `${fixture.folder}/src/file-${n % 300}.ts`;
  const hunk = { path, startLine: 1 + (n % 90), before: [`old(${n});`], after: [`new(${n});`] };
  const head = { id: `edit-${n}`, at: 1_700_000_000_000 + n * 1_000, actor: 'developer', text: '', paths: [path] };
  return { ...head, kind: 'edit', folder: fixture.folder, data: { hunks: [hunk], cause: 'typed' } };
}

async function observe(client: EngineConnection, from: number, count: number): Promise<void> {
  const observations = Array.from({ length: count }, (_, n) => edit(from + n));
  const reply = await client.request(observeMethod, { observations }, observeResult);
  expect(reply).toMatchObject({ ok: true, value: { settled: observations.map(({ id }) => id) } });
}

/** When the next step of a night is on disk, and when the night is over; as `performance.now()` tells time. */
function followNights(client: EngineConnection) {
  const [asleep, awake] = [new Set<() => void>(), new Set<(atMs: number) => void>()];
  client.onNotification(sleepingMethod, sleepingParams, () => {
    for (const resolve of asleep) resolve();
    asleep.clear();
  });
  client.onNotification(sleptMethod, sleptParams, () => {
    for (const resolve of awake) resolve(performance.now());
    awake.clear();
  });
  return {
    asleep: () => new Promise<void>((resolve) => asleep.add(resolve)),
    awake: () => new Promise<number>((resolve) => awake.add(resolve)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

test(`a night that nobody asked for is over ${wakeMsMax} ms after an observation, and any after a call`, async () => {
  const client = await fixture.connect();
  const nights = followNights(client);
  for (let n = 0; n < eventCount; n += batchSize) await observe(client, n, batchSize);

  // With so much to sleep on it falls asleep after a rest of some seconds.
  await nights.asleep();
  const awake = nights.awake();
  const observedMs = performance.now();
  await observe(client, eventCount, 1);
  const acknowledgedMs = performance.now() - observedMs;
  const byObservation = (await awake) - observedMs;

  const byCall: number[] = [];
  while (byCall.length < interruptions) {
    const begun = nights.asleep();
    const night = client.request(sleepMethod, { folder: fixture.folder, token: 'night' }, sleepResult);
    await begun;
    // A night that was asked for goes on.
    await observe(client, eventCount + 1 + byCall.length, 1);
    const calledMs = performance.now();
    const woken = await client.request(wakeMethod, {}, wakeResult);
    expect(woken).toEqual({ ok: true, value: { wasAsleep: true } });
    expect(await night).toMatchObject({ ok: true, value: { cancelled: true } });
    byCall.push(performance.now() - calledMs);
    await pause(10);
  }
  const told = [acknowledgedMs, byObservation, ...byCall].map((ms) => ms.toFixed(1)).join(', ');
  console.log(`acknowledged, and awake by an observation and by calls, after ${told} ms`);
  // How long the answer takes is the machine's matter, where it is busy.
  expect(byObservation - acknowledgedMs).toBeLessThan(wakeMsMax);
  expect(median(byCall)).toBeLessThan(wakeMsMax);

  const rest = await client.request(sleepMethod, { folder: fixture.folder, token: 'rest' }, sleepResult);
  expect(rest).toMatchObject({ ok: true, value: { cancelled: false, problems: [] } });
  if (rest.ok) expect(rest.value.steps).toBeGreaterThan(0);
});
