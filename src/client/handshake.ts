// Takes a fresh socket and says the first words on it: LSP's `initialize` with who we are. What comes back tells
// whether this engine is one to talk to.
import net, { type Socket } from 'node:net';
import { z } from 'zod';
import { type Handshake, handshakeErrors } from '../protocol/handshake.ts';
import { FrameReader, frameMessage } from './frame-reader.ts';

export type HandshakeOutcome =
  | { readonly outcome: 'accepted'; readonly engineVersion: string }
  /** The engine is older than we are and goes away. */
  | { readonly outcome: 'retiring' }
  /** We are older than the engine and speak another protocol. */
  | { readonly outcome: 'client-too-old'; readonly message: string }
  | { readonly outcome: 'no-answer' };

const answerSchema = z.union([
  z.object({ result: z.object({ serverInfo: z.object({ version: z.string() }) }) }),
  z.object({ error: z.object({ code: z.number(), message: z.string() }) }),
]);

/** Opens the engine's socket; undefined where nobody listens. */
export function openSocket(address: string, timeoutMs: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ path: address });
    // An error is always followed by `close`, which is what everyone here listens to; without this it would throw.
    socket.on('error', () => undefined);
    const timer = setTimeout(() => socket.destroy(), timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('close');
      resolve(socket);
    });
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}

/** Leaves the socket paused and without a reader, ready for the next one; the caller closes it where not accepted. */
export function shakeHands(socket: Socket, handshake: Handshake, timeoutMs: number): Promise<HandshakeOutcome> {
  return new Promise((resolve) => {
    const reader = new FrameReader(socket);
    const settle = (outcome: HandshakeOutcome) => {
      clearTimeout(timer);
      listening.dispose();
      reader.dispose();
      resolve(outcome);
    };
    const timer = setTimeout(() => settle({ outcome: 'no-answer' }), timeoutMs);
    reader.onClose(() => settle({ outcome: 'no-answer' }));
    const listening = reader.listen((message) => settle(readAnswer(message)));
    const params = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: handshake };
    socket.write(frameMessage({ jsonrpc: '2.0', id: 'handshake', method: 'initialize', params }));
  });
}

function readAnswer(message: unknown): HandshakeOutcome {
  const answer = answerSchema.safeParse(message).data;
  if (answer === undefined) return { outcome: 'no-answer' };
  if ('result' in answer) return { outcome: 'accepted', engineVersion: answer.result.serverInfo.version };
  if (answer.error.code === handshakeErrors.retiring) return { outcome: 'retiring' };
  return { outcome: 'client-too-old', message: answer.error.message };
}
