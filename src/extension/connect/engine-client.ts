// The extension's line to the engine: requests and observations go out, checked results come back, and its state tells
// whether somebody is there. vscode-languageclient supervises the connection; finding and starting the engine is
// shared with all other clients.
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { LanguageClient, MessageTransports } from 'vscode-languageclient/node';
import type { z } from 'zod';
import type { EngineCommand } from '../../client/engine-process.ts';
import { findEngine } from '../../client/engine-search.ts';
import { FrameReader } from '../../client/frame-reader.ts';
import { ObservationQueue } from '../../client/observation-queue.ts';
import { type Reply, readReply } from '../../client/reply.ts';
import { retryDelayMs } from '../../client/retry-schedule.ts';
import { type Handshake, protocolVersion } from '../../protocol/handshake.ts';
import { observeMethod, observeResult, type WireObservation } from '../../protocol/observe.ts';

export type EngineClientState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  /** `reason` is for the user. It is tried again by itself. */
  | { readonly kind: 'away'; readonly reason: string };

export interface EngineClientOptions {
  /** The memory directory. */
  readonly directory: string;
  /** Starts the engine; see `engineCommandOf`. */
  readonly engineCommand: EngineCommand;
  /** Of the extension's build. */
  readonly version: string;
  /** How long activation took, in ms; asked when the engine is greeted, since activation does not wait for it. */
  readonly activateMs: () => number;
}

export interface EngineClient extends vscode.Disposable {
  /** Waits for an engine that is starting; says `away` at once while there is none. Never rejects. */
  request<S extends z.ZodType>(
    method: string,
    params: object,
    schema: S,
    token?: vscode.CancellationToken,
  ): Promise<Reply<z.infer<S>>>;
  /** Returns at once. Kept and sent again until the engine acknowledges it. */
  observe(observation: WireObservation): void;
  /** Sends what waits; resolves with the number of observations that still wait. */
  flush(): Promise<number>;
  /** `dropped` counts observations lost because too many waited. */
  readonly queued: { readonly waiting: number; readonly dropped: number };
  /** What does not fit the schema is passed over. */
  onNotification<S extends z.ZodType>(
    method: string,
    schema: S,
    listener: (params: z.infer<S>) => void,
  ): vscode.Disposable;
  readonly state: EngineClientState;
  readonly onDidChangeState: vscode.Event<EngineClientState>;
  /** Sends what waits and says goodbye, within two seconds. For `deactivate`. */
  stop(): Promise<void>;
}

/** The engine of this extension's own build, run by the editor's runtime. */
export function engineCommandOf(engineScript: string): EngineCommand {
  return { command: process.execPath, args: [engineScript], env: { ELECTRON_RUN_AS_NODE: '1' } };
}

/** Returns at once; the connection is made in the background. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const client = new SupervisedClient(options);
  void client.start();
  return client;
}

const searchMsMax = 15_000;
const stopMsMax = 2_000;
/** An engine that lived this long had not failed to start: the next loss is tried again soon. */
const soundMs = 30_000;

class SupervisedClient implements EngineClient {
  readonly #options: EngineClientOptions;
  readonly #queue = new ObservationQueue((observations) =>
    this.#ask(observeMethod, { observations }, observeResult, undefined),
  );
  readonly #stateEmitter = new vscode.EventEmitter<EngineClientState>();
  readonly #notifications = new vscode.EventEmitter<{ method: string; params: unknown }>();
  readonly #heardMethods = new Set<string>();
  readonly #ended = new AbortController();
  #language: LanguageClient | undefined;
  #state: EngineClientState = { kind: 'starting' };
  #failures = 0;
  #readyAtMs = 0;
  #hasComplained = false;

  constructor(options: EngineClientOptions) {
    this.#options = options;
  }

  get state(): EngineClientState {
    return this.#state;
  }

  get onDidChangeState(): vscode.Event<EngineClientState> {
    return this.#stateEmitter.event;
  }

  get queued(): { waiting: number; dropped: number } {
    return this.#queue.counts;
  }

  async start(): Promise<void> {
    // Loaded here and not at the top, so that activation does not pay for it.
    const library = await import('vscode-languageclient/node');
    if (this.#ended.signal.aborted) return;
    const language = new library.LanguageClient('secondNature', 'Second Nature', () => this.#connect(), {
      documentSelector: [],
      revealOutputChannelOn: library.RevealOutputChannelOn.Never,
      initializationOptions: () => this.#handshake(),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: library.ErrorAction.Continue, handled: true }),
        closed: async () => {
          await this.#waitAfterLoss(vscode.l10n.t('The memory engine has ended and is being started again.'));
          const { CloseAction } = library;
          return { action: this.#ended.signal.aborted ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
        },
      },
    });
    this.#language = language;
    language.onDidChangeState(({ newState }) => {
      if (newState === library.State.Running) this.#arrive();
    });
    for (const method of this.#heardMethods) this.#hear(language, method);
    // Where the engine goes during the start, `closed` is called too, and tries again.
    language.start().catch(() => undefined);
  }

  async request<S extends z.ZodType>(
    method: string,
    params: object,
    schema: S,
    token?: vscode.CancellationToken,
  ): Promise<Reply<z.infer<S>>> {
    if (this.#state.kind === 'starting') await new Promise((resolve) => this.#stateEmitter.event(resolve));
    return this.#ask(method, params, schema, token);
  }

  observe(observation: WireObservation): void {
    this.#queue.push(observation);
  }

  flush(): Promise<number> {
    return this.#queue.flush();
  }

  onNotification<S extends z.ZodType>(
    method: string,
    schema: S,
    listener: (params: z.infer<S>) => void,
  ): vscode.Disposable {
    if (this.#language !== undefined && !this.#heardMethods.has(method)) this.#hear(this.#language, method);
    this.#heardMethods.add(method);
    return this.#notifications.event((notification) => {
      const params = schema.safeParse(notification.params);
      if (notification.method === method && params.success) listener(params.data);
    });
  }

  async stop(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    const isReady = this.#state.kind === 'ready';
    if (isReady) await Promise.race([this.#queue.flush(), sleep(stopMsMax / 2)]);
    this.#queue.dispose();
    this.#ended.abort();
    this.#enter({ kind: 'away', reason: vscode.l10n.t('The window is closing.') });
    if (isReady) await this.#language?.stop(stopMsMax / 2).catch(() => undefined); // The engine was gone already.
  }

  dispose(): void {
    void this.stop();
  }

  async #ask<S extends z.ZodType>(
    method: string,
    params: object,
    schema: S,
    token: vscode.CancellationToken | undefined,
  ): Promise<Reply<z.infer<S>>> {
    const language = this.#language;
    if (this.#state.kind !== 'ready' || language === undefined) {
      const message =
        this.#state.kind === 'away' ? this.#state.reason : vscode.l10n.t('The memory engine is starting.');
      return { ok: false, problem: 'away', message };
    }
    const answer = token ? language.sendRequest(method, params, token) : language.sendRequest(method, params);
    return readReply(method, schema, answer);
  }

  /** Gives the language client a socket to an engine that has accepted us, however long that takes. */
  async #connect(): Promise<MessageTransports> {
    for (;;) {
      const { directory, engineCommand } = this.#options;
      const { signal } = this.#ended;
      const search = { directory, engineCommand, handshake: this.#handshake(), timeoutMs: searchMsMax, signal };
      const found = await findEngine(search);
      // A rejection would make the language client tell the user of a failure; nobody waits for this promise any more.
      if (signal.aborted) return new Promise(() => undefined);
      if (found.ok) {
        return { reader: new FrameReader(found.socket), writer: new StreamMessageWriter(found.socket), detached: true };
      }
      this.#complainOnce(found.message);
      await this.#waitAfterLoss(found.message);
    }
  }

  #handshake(): Handshake {
    const { version, activateMs } = this.#options;
    return { protocol: protocolVersion, version, client: 'extension', activateMs: activateMs() };
  }

  #arrive(): void {
    this.#readyAtMs = performance.now();
    this.#hasComplained = false;
    this.#enter({ kind: 'ready' });
    this.#queue.resume();
  }

  async #waitAfterLoss(reason: string): Promise<void> {
    if (this.#state.kind === 'ready' && performance.now() - this.#readyAtMs > soundMs) this.#failures = 0;
    this.#failures += 1;
    this.#enter({ kind: 'away', reason });
    // Stopping ends the wait early.
    await sleep(retryDelayMs(this.#failures), undefined, { signal: this.#ended.signal }).catch(() => undefined);
  }

  #enter(state: EngineClientState): void {
    this.#state = state;
    this.#stateEmitter.fire(state);
  }

  /** Not modal, and not again until the engine has been there in between. */
  #complainOnce(message: string): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    void vscode.window.showWarningMessage(`Second Nature: ${message}`);
  }

  #hear(language: LanguageClient, method: string): void {
    language.onNotification(method, (params: unknown) => this.#notifications.fire({ method, params }));
  }
}
