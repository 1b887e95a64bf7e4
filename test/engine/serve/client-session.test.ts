// What one client may do wrong, and that nobody else notices.
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { FrameReader, frameMessage } from '../../../src/client/frame-reader.ts';
import { requestCancelled } from '../../../src/client/reply.ts';
import { eventMethod } from '../../../src/protocol/explore.ts';
import { protocolVersion } from '../../../src/protocol/handshake.ts';
import {
  importMethod,
  importProgressMethod,
  importProgressParams,
  importResult,
} from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { recallMethod } from '../../../src/protocol/recall.ts';
import { EngineFixture, makeHistory, ownVersion } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
let bystander: EngineConnection;
beforeAll(async () => {
  fixture = new EngineFixture();
  bystander = await fixture.connect();
});
afterAll(async () => {
  expect((await fixture.status(bystander)).pid).toBe(fixture.beaconPid());
  await fixture.end();
});

const anything = z.unknown();
const ownHandshake = { protocol: protocolVersion, version: ownVersion, client: 'test' };

/** A client that sends bytes as they are; resolves with what came back before the engine closed the connection. */
async function sendRaw(...pieces: (string | Buffer)[]): Promise<unknown[]> {
  const socket = net.connect(path.join(fixture.directory, 'engine.sock'));
  const answers: unknown[] = [];
  const reader = new FrameReader(socket);
  reader.onError(() => undefined);
  const closed = new Promise<void>((resolve) => reader.onClose(resolve));
  reader.listen((message) => answers.push(message));
  for (const piece of pieces) socket.write(piece);
  await Promise.race([closed, sleep(300)]);
  socket.destroy();
  return answers;
}

describe('bytes', () => {
  test.each([
    ['noise', 'GET / HTTP/1.1\r\n\r\n'],
    ['a frame that is not JSON', 'Content-Length: 11\r\n\r\nmysecret=42'],
    ['a frame beyond the limit', `Content-Length: ${17 * 1024 * 1024}\r\n\r\n`],
    ['half a frame and then nothing', 'Content-Length: 100\r\n\r\n{"json'],
    ['an array', 'Content-Length: 2\r\n\r\n[]'],
  ])('%s gets no answer', async (_name, bytes) => {
    expect(await sendRaw(bytes)).toEqual([]);
  });

  test('what was received is not in the log', () => {
    expect(fixture.log()).toContain('a client was cut off: a frame is not JSON');
    expect(fixture.log()).not.toContain('mysecret');
  });
});

describe('the handshake', () => {
  test('comes first', async () => {
    const request = { jsonrpc: '2.0', id: 1, method: recallMethod, params: { folder: '/', question: 'why?' } };
    expect(await sendRaw(frameMessage(request))).toMatchObject([{ id: 1, error: { code: -32002 } }]);
  });

  test('must say who comes', async () => {
    const request = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { initializationOptions: { client: 'cat' } },
    };
    expect(await sendRaw(frameMessage(request))).toMatchObject([
      { error: { code: -32602, message: expect.stringMatching(/The params of initialize are wrong: .*client/s) } },
    ]);
  });
});

describe('requests', () => {
  test.each([
    ['a folder is missing', recallMethod, { question: 'why?' }, /params of memory\/recall are wrong.*folder/s],
    ['a number is out of range', recallMethod, { folder: '/', question: 'why?', limit: 0 }, /limit/],
    ['params by position', recallMethod, ['/', 'why?'], /params of memory\/recall/],
    ['an id that is not there', eventMethod, { folder: '/', id: 'nowhere' }, /holds no event with the id nowhere/],
    ['an unknown method', 'memory/erase', {}, /There is no method memory\/erase/],
  ])('%s: refused with a reason', async (_name, method, params, message) => {
    expect(await bystander.request(method, params, anything)).toMatchObject({
      ok: false,
      problem: 'refused',
      message: expect.stringMatching(message),
    });
  });

  test('taken back before they were sent, or before the engine began with them, they are not carried out', async () => {
    const before = (await fixture.status(bystander)).counts.events;
    const observations = [fixture.note('early')];
    const early = await bystander.request(observeMethod, { observations }, observeResult, AbortSignal.abort());
    expect(early).toMatchObject({ ok: false, problem: 'cancelled' });
    const answers = await sendRaw(
      // In one piece, so that the second is there before the engine turns to the first.
      Buffer.concat([
        frameMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { initializationOptions: ownHandshake } }),
        frameMessage({ jsonrpc: '2.0', id: 2, method: observeMethod, params: { observations } }),
        frameMessage({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 2 } }),
      ]),
    );
    expect(answers).toContainEqual(
      expect.objectContaining({ id: 2, error: expect.objectContaining({ code: requestCancelled }) }),
    );
    expect((await fixture.status(bystander)).counts.events).toBe(before);
  });

  test('one malformed observation loses nothing but itself', async () => {
    const observations = [
      fixture.note('good'),
      { ...fixture.note('bad'), kind: 'smell' },
      'nothing',
      fixture.note('fine'),
    ];
    expect(await bystander.request(observeMethod, { observations }, observeResult)).toEqual({
      ok: true,
      value: {
        settled: ['good', 'fine', 'bad', ''],
        refused: [
          { id: 'bad', reason: 'malformed' },
          { id: '', reason: 'malformed' },
        ],
      },
    });
  });
});

describe('an import', () => {
  test('of a folder without a history says so', async () => {
    const params = { folder: fixture.folder, token: 't' };
    expect(await bystander.request(importMethod, params, importResult)).toMatchObject({
      ok: true,
      value: { imported: 0, problems: [expect.stringMatching(/is not a git repository/)] },
    });
  });

  test('is stopped by its client, which alone hears of its progress', async () => {
    makeHistory(fixture.folder, 1_500);
    const client = await fixture.connect();
    const heard: string[] = [];
    const stop = new AbortController();
    bystander.onNotification(importProgressMethod, importProgressParams, () => heard.push('bystander'));
    client.onNotification(importProgressMethod, importProgressParams, ({ token }) => {
      heard.push(token);
      stop.abort();
    });
    const params = { folder: fixture.folder, token: 'mine' };
    const reply = await client.request(importMethod, params, importResult, stop.signal);
    expect(reply).toMatchObject({ ok: true, value: { cancelled: true } });
    expect(new Set(heard)).toEqual(new Set(['mine']));
    const rest = await client.request(importMethod, params, importResult);
    expect(rest).toMatchObject({ ok: true, value: { cancelled: false } });
    if (reply.ok && rest.ok) {
      expect(rest.value.alreadyKnown).toBe(reply.value.imported);
      expect(reply.value.imported + rest.value.imported).toBe(1_500);
    }
  });

  test('a client that leaves in the middle of it harms nobody', async () => {
    const client = await fixture.connect();
    void client.request(importMethod, { folder: fixture.folder, token: 'gone' }, importResult);
    await client.close();
    expect((await fixture.status(bystander)).clients.length).toBeGreaterThan(0);
  });
});
