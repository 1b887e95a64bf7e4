// Frames over a real socket, cut into pieces at random: what comes out must not depend on where the cuts are.
import fs from 'node:fs';
import net, { type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FrameReader, frameMessage } from '../../src/client/frame-reader.ts';

let folder: string;
let server: net.Server;
let left: Socket;
let right: Socket;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'frames-'));
  const accepted = new Promise<Socket>((resolve) => {
    server = net.createServer(resolve);
  });
  await new Promise<void>((resolve) => server.listen(path.join(folder, 's'), resolve));
  left = net.connect(path.join(folder, 's'));
  right = await accepted;
});

afterEach(async () => {
  left.destroy();
  right.destroy();
  await new Promise((resolve) => server.close(resolve));
  fs.rmSync(folder, { recursive: true });
});

function listen() {
  const messages: unknown[] = [];
  const errors: string[] = [];
  const reader = new FrameReader(right);
  reader.onError((error) => errors.push(error.message));
  const closed = new Promise<void>((resolve) => reader.onClose(resolve));
  const listening = reader.listen((message) => messages.push(message));
  return { messages, errors, closed, listening };
}

describe('whole frames', () => {
  test('come out the same wherever the bytes are cut', async () => {
    const { messages, errors } = listen();
    const arrived = () => messages.length;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 40 }) }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(400), { maxLength: 6 }),
        async (sent, cuts) => {
          messages.length = 0;
          const bytes = Buffer.concat(sent.map(frameMessage));
          const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
          for (let i = 1; i < places.length; i++) {
            left.write(bytes.subarray(places[i - 1]!, places[i]!));
            await new Promise((resolve) => setImmediate(resolve));
          }
          while (arrived() < sent.length && errors.length === 0) await new Promise((resolve) => setImmediate(resolve));
          expect(messages).toEqual(sent);
        },
      ),
      { numRuns: 60 },
    );
    expect(errors).toEqual([]);
  });

  test('wait unread while no reader listens', async () => {
    const first = listen();
    first.listening.dispose();
    left.write(frameMessage({ n: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(first.messages).toEqual([]);
    const second = listen();
    while (second.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(second.messages).toEqual([{ n: 1 }]);
  });
});

test.each([
  ['no length', 'Content-Type: text/plain\r\n\r\n', 'the header of a frame tells no length'],
  ['a negative length', 'Content-Length: -5\r\n\r\n', 'the header of a frame tells no length'],
  ['more than is allowed', 'Content-Length: 16777217\r\n\r\n', 'a frame is longer than 16777216 bytes'],
  ['a header without end', 'x'.repeat(5_000), 'a frame has no header'],
  ['a body that is not JSON', 'Content-Length: 6\r\n\r\nsecret', 'a frame is not JSON'],
  ['a body that is no message', 'Content-Length: 4\r\n\r\nnull', 'a frame is no JSON-RPC message'],
])('%s closes the connection and quotes nothing', async (_name, bytes, message) => {
  const { messages, errors, closed } = listen();
  left.write(bytes);
  await closed;
  expect({ messages, errors }).toEqual({ messages: [], errors: [message] });
});
