// Sleep as a client asks for it: over the socket, in a process of its own, on a history that was imported.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beliefsMethod, beliefsResult } from '../../../src/protocol/belief.ts';
import { importMethod, importResult, rebuildMethod, rebuildResult } from '../../../src/protocol/lifecycle.ts';
import {
  diaryMethod,
  diaryResult,
  sleepMethod,
  sleepProgressMethod,
  sleepProgressParams,
  sleepResult,
  sleptMethod,
  sleptParams,
  wakeMethod,
  wakeResult,
} from '../../../src/protocol/sleep.ts';
import { EngineFixture, makeHistory } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

test('a night is slept and told in the diary, and a rebuild sleeps it again', async () => {
  const { folder } = fixture;
  makeHistory(folder, 60);
  const client = await fixture.connect();
  await client.request(importMethod, { folder, token: 'i' }, importResult);
  const bystander = await fixture.connect();
  const slepts = new Promise<{ at: number; steps: number }>((resolve) => {
    bystander.onNotification(sleptMethod, sleptParams, resolve);
  });
  const shares: number[] = [];
  client.onNotification(sleepProgressMethod, sleepProgressParams, ({ share }) => shares.push(share));

  const slept = await client.request(sleepMethod, { folder, token: 's' }, sleepResult);
  expect(slept).toMatchObject({ ok: true, value: { cancelled: false, problems: [] } });
  expect(shares.at(-1)).toBe(1);
  // Whoever is connected learns of it, without having asked.
  const told = await slepts;
  expect(told.steps).toBeGreaterThan(0);

  const beliefs = await client.request(beliefsMethod, { folder }, beliefsResult);
  if (!beliefs.ok) throw new Error(beliefs.message);
  const statements = beliefs.value.beliefs.map(({ statement }) => statement);
  expect(statements.length).toBeGreaterThan(0);
  const diary = await client.request(diaryMethod, { folder }, diaryResult);
  if (!diary.ok) throw new Error(diary.message);
  expect(diary.value.nights.flatMap(({ learned }) => learned.map(({ statement }) => statement)).sort()).toEqual(
    statements.sort(),
  );
  expect(diary.value.nights.map(({ at }) => at)).toContain(told.at);
  expect(await client.request(wakeMethod, {}, wakeResult)).toEqual({ ok: true, value: { wasAsleep: false } });
  const rebuilt = await client.request(rebuildMethod, {}, rebuildResult);
  expect(rebuilt).toMatchObject({ ok: true, value: { changed: false } });
});
