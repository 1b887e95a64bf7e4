// One client's connection: bytes in, answers out. It demands the handshake first, checks every request before the
// memory sees it, and whatever one client does wrong ends at most its own connection.
import type { Socket } from 'node:net';
import {
  type CancellationToken,
  createMessageConnection,
  ErrorCodes,
  type Message,
  type MessageConnection,
  ResponseError,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { z } from 'zod';
import { FrameReader } from '../../client/frame-reader.ts';
import { requestCancelled } from '../../client/reply.ts';
import { type Handshake, handshakeErrors, handshakeParams } from '../../protocol/handshake.ts';
import { importProgressMethod } from '../../protocol/lifecycle.ts';
import { describeFault, type EngineLog } from './engine-log.ts';
import { type CallContext, CancelledError, type MemoryMethod, UnknownIdError } from './memory-method.ts';

import type { Welcome } from './version-order.ts';

export interface SessionHost {
  readonly version: string;
  readonly methods: ReadonlyMap<string, MemoryMethod>;
  readonly log: EngineLog;
  welcome(client: Handshake): Welcome;
  /** Keeps the engine from closing the memory until the work is done. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** A connection without a handshake is no client, and must not keep the engine from going. */
const greetingMsMax = 10_000;

const initializeParams = z.object({ initializationOptions: handshakeParams });

export class ClientSession {
  readonly #host: SessionHost;
  readonly #socket: Socket;
  readonly #rpc: MessageConnection;
  readonly #writer: AnswerWriter;
  readonly #greetingTimer: NodeJS.Timeout;
  readonly #gone = new AbortController();
  #client: Handshake | undefined;

  constructor(socket: Socket, host: SessionHost) {
    this.#host = host;
    this.#socket = socket;
    const reader = new FrameReader(socket);
    reader.onError((error) => host.log.write(`a client was cut off: ${error.message}`));
    this.#writer = new AnswerWriter(socket);
    this.#rpc = createMessageConnection(reader, this.#writer);
    this.#greetingTimer = setTimeout(() => socket.destroy(), greetingMsMax);
    this.#rpc.onRequest((method, params, token) => this.#answer(method, params, token));
    this.#rpc.onNotification('exit', () => void socket.end());
    this.#rpc.onClose(() => this.#end());
    this.#rpc.listen();
  }

  /** Undefined until the handshake is accepted. A client may shake hands again; what it said last counts. */
  get client(): Handshake | undefined {
    return this.#client;
  }

  /** Tells the client something unasked; nothing where it has not shaken hands or has gone. */
  tell(method: string, params: object): void {
    if (this.#client !== undefined) this.#notify(method, params);
  }

  /** Takes back the client's running requests; their answers are still sent. */
  abort(): void {
    this.#gone.abort();
  }

  /** Closes the connection once every answer that was given has been written. */
  async close(): Promise<void> {
    await this.#writer.written();
    this.#socket.destroySoon();
  }

  async #answer(method: string, params: unknown, token: CancellationToken): Promise<unknown> {
    if (method === 'initialize') return this.#shakeHands(params);
    if (this.#client === undefined) {
      return new ResponseError(ErrorCodes.ServerNotInitialized, `The handshake comes before ${shorten(method)}.`);
    }
    if (method === 'shutdown') return null;
    const known = this.#host.methods.get(method);
    if (known === undefined)
      return new ResponseError(ErrorCodes.MethodNotFound, `There is no method ${shorten(method)}.`);
    const parsed = known.params.safeParse(params);
    if (!parsed.success) return refuseParams(method, parsed.error);
    return this.#host.track(this.#run(method, known, parsed.data, token));
  }

  #shakeHands(params: unknown): object {
    const parsed = initializeParams.safeParse(params);
    if (!parsed.success) return refuseParams('initialize', parsed.error);
    const client = parsed.data.initializationOptions;
    const welcome = this.#host.welcome(client);
    if (welcome === 'retiring') {
      const message = `This engine (${this.#host.version}) makes way for that of ${client.version}.`;
      return new ResponseError(handshakeErrors.retiring, message);
    }
    if (welcome === 'client-too-old') {
      const message = `A newer Second Nature (${this.#host.version}) runs already. Reload this window to use it.`;
      return new ResponseError(handshakeErrors.clientTooOld, message);
    }
    this.#client = client;
    clearTimeout(this.#greetingTimer);
    return { capabilities: {}, serverInfo: { name: 'second-nature', version: this.#host.version } };
  }

  async #run(method: string, { run }: MemoryMethod, params: unknown, token: CancellationToken): Promise<unknown> {
    const cancelled = new AbortController();
    // A token that was cancelled before it came here tells its listeners only later.
    if (token.isCancellationRequested) cancelled.abort();
    token.onCancellationRequested(() => cancelled.abort());
    const context: CallContext = {
      signal: AbortSignal.any([this.#gone.signal, cancelled.signal]),
      sendImportProgress: (progress) => this.#notify(importProgressMethod, progress),
      notify: (name, notification) => this.#notify(name, notification),
    };
    if (context.signal.aborted) return new ResponseError(requestCancelled, 'The request was taken back.');
    try {
      return await run(params as never, context);
    } catch (error) {
      if (error instanceof CancelledError) return new ResponseError(requestCancelled, error.message);
      if (error instanceof UnknownIdError) return new ResponseError(ErrorCodes.InvalidParams, error.message);
      this.#host.log.write(`${method} failed: ${describeFault(error)}`);
      return new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : 'It failed.');
    }
  }

  #notify(method: string, params: object): void {
    if (this.#gone.signal.aborted) return;
    this.#rpc.sendNotification(method, params).catch(() => undefined); // The client has gone; `close` follows.
  }

  #end(): void {
    clearTimeout(this.#greetingTimer);
    this.abort();
    this.#rpc.dispose();
  }
}

/** Knows when all that was handed to it has left. */
class AnswerWriter extends StreamMessageWriter {
  readonly #writing = new Set<Promise<void>>();

  override async write(message: Message): Promise<void> {
    const writing = super.write(message);
    this.#writing.add(writing);
    try {
      await writing;
    } finally {
      this.#writing.delete(writing);
    }
  }

  async written(): Promise<void> {
    await Promise.allSettled(this.#writing);
  }
}

function refuseParams(method: string, error: z.ZodError): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, `The params of ${method} are wrong: ${z.prettifyError(error)}`);
}

function shorten(method: string): string {
  return method.slice(0, 100);
}
