// Acknowledged means kept: engines are killed under a client that streams observations, and many clients write at once.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { ObservationQueue } from '../../../src/client/observation-queue.ts';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';
import { checkMethod, checkResult, rebuildMethod, rebuildResult } from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { EngineFixture, killNow } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

/** A client that comes back, as the extension does, and remembers what was acknowledged. */
async function stream(acknowledged: Set<string>): Promise<{ queue: ObservationQueue; end: () => Promise<void> }> {
  let connection: EngineConnection = await fixture.connect();
  let isEnding = false;
  const queue = new ObservationQueue(async (observations) => {
    const reply = await connection.request(observeMethod, { observations }, observeResult);
    if (reply.ok) for (const id of reply.value.settled) acknowledged.add(id);
    return reply;
  });
  const keepConnected = async (): Promise<void> => {
    for (;;) {
      await connection.closed;
      if (isEnding) return;
      // An engine may be killed before it has answered; that is tried again.
      let found: EngineConnection | undefined;
      while (found === undefined) found = await fixture.connect().catch(() => undefined);
      connection = found;
      if (isEnding) return found.close(); // All was acknowledged before the last kill, so nobody waited for this one.
      queue.resume();
    }
  };
  const kept = keepConnected();
  return {
    queue,
    async end() {
      isEnding = true;
      queue.dispose();
      await connection.close();
      await kept;
    },
  };
}

test('kill -9 in mid-write: the client comes back, nothing is lost, nothing is doubled', {
  timeout: 120_000,
}, async () => {
  const acknowledged = new Set<string>();
  const { queue, end } = await stream(acknowledged);
  const engines = new Set<number>();
  let pushed = 0;
  for (let kill = 0; kill < 8; kill++) {
    const untilMs = Date.now() + 150 + 70 * kill;
    while (Date.now() < untilMs) {
      for (let i = 0; i < 10; i++) queue.push(fixture.note(`n${pushed++}`));
      await sleep(5);
    }
    if (kill === 7) await queue.flush(); // The last is killed while nothing waits.
    const pid = fixture.beaconPid();
    if (pid !== undefined) {
      engines.add(pid);
      killNow(pid);
    }
    while (fixture.beaconPid() === pid) await sleep(20);
  }
  while ((await queue.flush()) > 0) await sleep(50);
  await end();
  expect(acknowledged.size).toBe(pushed);
  expect(engines.size).toBe(8);

  const client = await fixture.connect();
  expect(await client.request(checkMethod, {}, checkResult)).toEqual({ ok: true, value: { problems: [] } });
  expect(await client.request(rebuildMethod, {}, rebuildResult)).toMatchObject({ value: { changed: false } });
  expect((await fixture.status(client)).counts.events).toBe(pushed + 1); // And the opening of the folder.
});

test('four clients with 1,000 writes each, all there from the first run on, lose nothing', async () => {
  const clients = await Promise.all([1, 2, 3, 4].map(() => fixture.connect()));
  const startedMs = performance.now();
  const ids = await Promise.all(
    clients.map(async (client, c) => {
      const settled: string[] = [];
      for (let batch = 0; batch < 50; batch++) {
        const observations = Array.from({ length: 20 }, (_, n) => fixture.note(`c${c}-${batch * 20 + n}`));
        const reply = await client.request(observeMethod, { observations }, observeResult);
        if (!reply.ok) throw new Error(reply.message);
        settled.push(...reply.value.settled);
      }
      return settled;
    }),
  );
  console.log(`4 × 1,000 notes in batches of 20: ${Math.round(4_000_000 / (performance.now() - startedMs))} a second`);
  const all = ids.flat();
  expect(new Set(all).size).toBe(4_000);
  for (const pid of fixture.enginePids()) killNow(pid);
  await fixture.untilNoEngine(5_000);
  const opened = openStore(fixture.directory);
  if (!opened.ok) throw new Error(opened.message);
  expect(all.filter((id) => !opened.store.hasEvent(id))).toEqual([]);
  opened.store.close();
});

test('the same observations twice are one event each', async () => {
  const client = await fixture.connect();
  const observations = ['a', 'b', 'a'].map((id) => fixture.note(id));
  for (let delivery = 0; delivery < 2; delivery++) {
    const reply = await client.request(observeMethod, { observations }, observeResult);
    expect(reply).toEqual({ ok: true, value: { settled: ['a', 'b', 'a'], refused: [] } });
  }
  expect((await fixture.status(client)).counts.events).toBe(3);
});
