// Serves one memory to all of a user's clients over a local socket, and knows when to go: a while after the last
// client, at once for a newer version, or when asked to by a signal.
import fs from 'node:fs';
import net from 'node:net';
import type { Engine } from '../engine.ts';
import { removeBeacon, writeBeacon } from './beacon-writer.ts';
import { ClientSession, type SessionHost } from './client-session.ts';
import type { EngineLog } from './engine-log.ts';
import { listMemoryMethods } from './memory-methods.ts';
import { fromSleepNews } from './sleep-handler.ts';
import { chooseSocketAddress } from './socket-address.ts';
import { SpareMemory } from './spare-memory.ts';
import { welcomeClient } from './version-order.ts';

export interface ServeOptions {
  readonly engine: Engine;
  /** The memory directory, whose lock the caller holds. */
  readonly directory: string;
  /** Path of the database, for the status. */
  readonly database: string;
  readonly version: string;
  /** How long to stay when nobody is connected. */
  readonly lingerMs: number;
  readonly log: EngineLog;
  readonly nowMs: () => number;
}

export interface EngineServer {
  /** Finishes what is under way, then closes the memory. Calling it again waits for the same end. */
  stop(reason: string): Promise<void>;
  /** Resolves when the memory is closed and socket and beacon are gone, whatever the reason was. */
  readonly stopped: Promise<void>;
}

/** Work under way gets this long to end before the memory is closed under it; what was acknowledged is safe anyway. */
const finishMsMax = 10_000;

/**
 * Listens, then writes the beacon, so that who finds a beacon finds a listener.
 *
 * @throws where the socket cannot be made
 */
export async function serveEngine(options: ServeOptions): Promise<EngineServer> {
  const server = new SocketServer(options);
  await server.listen();
  return server;
}

class SocketServer implements EngineServer, SessionHost {
  readonly stopped: Promise<void>;
  readonly version: string;
  readonly log: EngineLog;
  readonly methods: SessionHost['methods'];
  readonly #options: ServeOptions;
  readonly #server: net.Server;
  readonly #sessions = new Set<ClientSession>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #spare: SpareMemory;
  #linger: NodeJS.Timeout | undefined;
  #stopping: Promise<void> | undefined;
  #tellStopped!: () => void;

  constructor(options: ServeOptions) {
    this.#options = options;
    this.#spare = new SpareMemory(() => options.engine.rest());
    this.version = options.version;
    this.log = options.log;
    const startedAt = options.nowMs();
    this.methods = listMemoryMethods(options.engine, () => ({
      version: options.version,
      pid: process.pid,
      memoryDirectory: options.directory,
      database: options.database,
      startedAt,
      clients: this.#listClients(),
    }));
    this.stopped = new Promise((resolve) => {
      this.#tellStopped = resolve;
    });
    options.engine.onSleep((news) => {
      for (const session of this.#sessions) session.tell(...fromSleepNews(news));
    });
    this.#server = net.createServer((socket) => this.#accept(socket));
  }

  async listen(): Promise<void> {
    const { directory, version } = this.#options;
    const address = chooseSocketAddress(directory);
    const isFile = process.platform !== 'win32';
    if (isFile) fs.rmSync(address, { force: true }); // Left by an engine that was killed; we hold the lock.
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(address, resolve);
    });
    if (isFile) fs.chmodSync(address, 0o600);
    this.#server.on('error', (error) => this.log.write(`the socket failed: ${error.name}`));
    writeBeacon(directory, { pid: process.pid, version, socket: address });
    this.#armLinger();
  }

  welcome(client: Parameters<SessionHost['welcome']>[0]): ReturnType<SessionHost['welcome']> {
    const welcome = this.#stopping === undefined ? welcomeClient(this.version, client) : 'retiring';
    // A turn later, so that the answer is on its way before the sessions are closed.
    if (welcome === 'retiring') setImmediate(() => this.stop(`makes way for version ${client.version}`));
    return welcome;
  }

  async track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    this.#spare.begin();
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
      if (this.#underWay.size === 0) this.#spare.rest();
    }
  }

  stop(reason: string): Promise<void> {
    this.#stopping ??= this.#stop(reason);
    return this.#stopping;
  }

  async #stop(reason: string): Promise<void> {
    this.log.write(`stops: ${reason}`);
    clearTimeout(this.#linger);
    removeBeacon(this.#options.directory);
    this.#server.close(); // Nobody else comes in, and the socket file goes; those who are in stay.
    for (const session of this.#sessions) session.abort();
    await this.#finish();
    await this.#options.engine.close();
    this.#spare.begin(); // A memory that is closed has nothing to let go of.
    this.log.write('stopped');
    this.#tellStopped();
  }

  async #finish(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, finishMsMax);
    });
    await Promise.race([this.#closeSessions(), patience]);
    clearTimeout(timer);
  }

  async #closeSessions(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await new Promise((resolve) => setImmediate(resolve)); // Answers are handed to the writer before the next turn.
    await Promise.all([...this.#sessions].map((session) => session.close()));
  }

  #accept(socket: net.Socket): void {
    clearTimeout(this.#linger);
    const session = new ClientSession(socket, this);
    this.#sessions.add(session);
    socket.once('close', () => {
      this.#sessions.delete(session);
      this.#armLinger();
    });
  }

  #armLinger(): void {
    if (this.#sessions.size > 0 || this.#stopping !== undefined) return;
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => this.stop('the last client has gone'), this.#options.lingerMs);
  }

  #listClients(): { client: string; activateMs?: number }[] {
    return [...this.#sessions].flatMap(({ client }) => {
      if (client === undefined) return [];
      const { activateMs } = client;
      return [{ client: client.client, ...(activateMs !== undefined && { activateMs }) }];
    });
  }
}
