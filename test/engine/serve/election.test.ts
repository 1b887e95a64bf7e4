// Who serves a memory directory: one engine, however many are started at once, until nobody needs it or a newer one
// comes.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectToEngine } from '../../../src/client/engine-connection.ts';
import { protocolVersion } from '../../../src/protocol/handshake.ts';
import {
  importMethod,
  importProgressMethod,
  importProgressParams,
  importResult,
} from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { recallMethod, recallResult } from '../../../src/protocol/recall.ts';
import { EngineFixture, killNow, makeHistory } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

describe('first starts at once', () => {
  test.each(Array.from({ length: 10 }, (_, round) => [round]))(
    'round %i: one engine, all acknowledged',
    async (round) => {
      const clients = await Promise.all([fixture.connect(), fixture.connect()]);
      const receipts = await Promise.all(
        clients.map((client, i) =>
          client.request(
            observeMethod,
            { observations: Array.from({ length: 20 }, (_, n) => fixture.note(`${round}-${i}-${n}`)) },
            observeResult,
          ),
        ),
      );
      expect(receipts.map((receipt) => receipt.ok && receipt.value.settled.length)).toEqual([20, 20]);
      const [a, b] = await Promise.all(clients.map((client) => fixture.status(client)));
      expect(a!.pid).toBe(b!.pid);
      expect(a!.clients).toHaveLength(2);
      expect(a!.counts.events).toBe(41); // And the opening of the folder.
      while (fixture.enginePids().length > 1) await sleep(20); // The loser is on its way out.
      expect(fixture.enginePids()).toEqual([a!.pid]);
    },
  );
});

describe('leaving', () => {
  test('after its last client the engine goes and leaves no socket and no beacon', async () => {
    const client = await fixture.connect(200);
    const second = await fixture.connect(200);
    await client.close();
    await sleep(400);
    expect((await fixture.status(second)).clients).toHaveLength(1);
    await second.close();
    await fixture.untilNoEngine(3_000);
    expect(fs.readdirSync(fixture.directory).sort()).toEqual(['engine.lock', 'engine.log', 'memory.db']);
  });

  test('it goes too when the client that started it never came', async () => {
    const search = fixture.search(200, { version: '0.0.1', protocol: protocolVersion + 1 });
    expect(await connectToEngine(search)).toMatchObject({ ok: false, problem: 'client-too-old' });
    await fixture.untilNoEngine(3_000);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it cleanly', async (signal) => {
    const client = await fixture.connect();
    process.kill(fixture.beaconPid()!, signal);
    await client.closed;
    await fixture.untilNoEngine(3_000);
    expect(fixture.log()).toContain('stopped');
    expect(fixture.beaconPid()).toBeUndefined();
  });
});

describe('versions', () => {
  test('an older engine makes way for a newer client, and answers what was under way', async () => {
    makeHistory(fixture.folder, 1_500);
    const older = await fixture.connect();
    const before = await fixture.status(older);
    const { folder } = fixture;
    const imported = older.request(importMethod, { folder, token: 't' }, importResult);
    await new Promise((resolve) => older.onNotification(importProgressMethod, importProgressParams, resolve));
    const recalled = older.request(recallMethod, { folder, question: 'why change 7?' }, recallResult);
    // The engine that the newer client starts is of the same build, so this client never gets in; that the first
    // engine goes, and another comes, is what counts.
    const newer = connectToEngine({ ...fixture.search(60_000, { version: '99.0.0' }), timeoutMs: 1_500 });
    const report = await imported;
    expect(report).toMatchObject({ ok: true, value: { cancelled: true } });
    expect(await recalled).toMatchObject({ ok: true });
    await older.closed;
    expect(await newer).toMatchObject({ ok: false, problem: 'timeout' });
    const again = await fixture.connect();
    expect((await fixture.status(again)).pid).not.toBe(before.pid);
    expect(await again.request(importMethod, { folder, token: 't' }, importResult)).toMatchObject({
      ok: true,
      value: { cancelled: false, alreadyKnown: report.ok && report.value.imported },
    });
  });

  test('a client too old to talk is told to reload', async () => {
    await fixture.connect();
    const result = await connectToEngine(fixture.search(60_000, { version: '0.0.1', protocol: protocolVersion + 1 }));
    expect(result).toMatchObject({
      ok: false,
      problem: 'client-too-old',
      message: expect.stringMatching(/Reload this window/),
    });
  });
});

describe('a memory that cannot be served', () => {
  test('is told to the client in the words of the store', async () => {
    fs.mkdirSync(fixture.directory);
    fs.writeFileSync(path.join(fixture.directory, 'memory.db'), 'this is no database, '.repeat(500));
    const result = await connectToEngine(fixture.search());
    expect(result).toMatchObject({
      ok: false,
      problem: 'engine-failed',
      message: expect.stringMatching(/memory\.db is damaged/),
    });
  });

  test('a directory that cannot be made is told too', async () => {
    fs.writeFileSync(path.join(fixture.root, 'file'), '');
    const search = { ...fixture.search(), directory: path.join(fixture.root, 'file', 'memory') };
    expect(await connectToEngine(search)).toMatchObject({ ok: false, problem: 'directory-unusable' });
  });

  test('an engine that crashes is told with the end of its log', async () => {
    const search = {
      ...fixture.search(),
      engineCommand: { command: process.execPath, args: ['-e', 'throw Error("no luck")', '--'] },
    };
    expect(await connectToEngine(search)).toMatchObject({
      ok: false,
      problem: 'engine-failed',
      message: expect.stringMatching(/no luck/),
    });
  });
});

test('a beacon left by a killed engine misleads nobody', async () => {
  const client = await fixture.connect();
  const killed = fixture.beaconPid()!;
  killNow(killed);
  await client.closed;
  expect(fixture.beaconPid()).toBe(killed);
  const again = await fixture.connect();
  expect((await fixture.status(again)).pid).not.toBe(killed);
});

test('beacon, socket, database and log are for this user alone', async () => {
  await fixture.connect();
  const modes = ['.', 'engine.json', 'engine.sock', 'engine.log', 'memory.db'].map((name) => {
    const { mode } = fs.statSync(path.join(fixture.directory, name));
    return `${name} ${(mode & 0o777).toString(8)}`;
  });
  expect(modes).toEqual(['. 700', 'engine.json 600', 'engine.sock 600', 'engine.log 600', 'memory.db 600']);
});
