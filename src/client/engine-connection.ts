// A connection of a program outside the editor to the user's engine: requests go out, checked results come in.
import type { Socket } from 'node:net';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { z } from 'zod';
import { type EngineFailure, type EngineSearch, findEngine } from './engine-search.ts';
import { FrameReader } from './frame-reader.ts';
import { type Reply, readReply } from './reply.ts';

export type Connected = { readonly ok: true; readonly connection: EngineConnection } | EngineFailure;

/** Finds or starts the engine and shakes hands with it. */
export async function connectToEngine(search: EngineSearch): Promise<Connected> {
  const found = await findEngine(search);
  return found.ok ? { ok: true, connection: new EngineConnection(found.socket, found.engineVersion) } : found;
}

export class EngineConnection {
  readonly engineVersion: string;
  readonly #socket: Socket;
  readonly #rpc: MessageConnection;
  readonly #closed: Promise<void>;
  #isClosed = false;

  /** @param socket on which the handshake was accepted */
  constructor(socket: Socket, engineVersion: string) {
    this.engineVersion = engineVersion;
    this.#socket = socket;
    this.#rpc = createMessageConnection(new FrameReader(socket), new StreamMessageWriter(socket));
    this.#closed = new Promise((resolve) => {
      this.#rpc.onClose(() => {
        this.#isClosed = true;
        this.#rpc.dispose(); // Rejects what is still unanswered.
        resolve();
      });
    });
    this.#rpc.listen();
    this.#notify('initialized', {});
  }

  /** @param signal takes the request back; the engine then answers with what it has or with `cancelled` */
  async request<S extends z.ZodType>(
    method: string,
    params: object,
    schema: S,
    signal?: AbortSignal,
  ): Promise<Reply<z.infer<S>>> {
    if (this.#isClosed)
      return { ok: false, problem: 'away', message: 'The connection to the memory engine is closed.' };
    if (signal?.aborted) return { ok: false, problem: 'cancelled', message: 'The request was taken back.' };
    const source = new CancellationTokenSource();
    const cancel = () => source.cancel();
    signal?.addEventListener('abort', cancel);
    const reply = await readReply(method, schema, this.#rpc.sendRequest(method, params, source.token));
    signal?.removeEventListener('abort', cancel);
    return reply;
  }

  /** What does not fit the schema is passed over. */
  onNotification<S extends z.ZodType>(method: string, schema: S, listener: (params: z.infer<S>) => void): void {
    this.#rpc.onNotification(method, (raw: unknown) => {
      const params = schema.safeParse(raw);
      if (params.success) listener(params.data);
    });
  }

  /** Resolves when the connection is gone, whoever closed it. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  async close(): Promise<void> {
    if (!this.#isClosed) this.#notify('exit');
    this.#socket.end();
    await this.#closed;
  }

  #notify(method: string, params?: object): void {
    // Where the notification cannot be written the socket closes, and `closed` tells so.
    this.#rpc.sendNotification(method, params).catch(() => undefined);
  }
}
