// Finds the user's engine or starts one: beacon, socket, handshake, and again until one answers. Any number of
// clients may do this at once on a machine that never ran an engine; the engines settle by their lock who serves.
import fs from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Handshake } from '../protocol/handshake.ts';
import { readBeacon } from './beacon.ts';
import { type EngineCommand, type EngineProcess, startEngine, tellLogTail } from './engine-process.ts';
import { type HandshakeOutcome, openSocket, shakeHands } from './handshake.ts';

export interface EngineSearch {
  readonly directory: string;
  readonly engineCommand: EngineCommand;
  readonly handshake: Handshake;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type EngineFailure = {
  readonly ok: false;
  readonly problem: 'directory-unusable' | 'engine-failed' | 'client-too-old' | 'timeout' | 'aborted';
  /** For the user: what happened and, where there is something, what to do. */
  readonly message: string;
};

/** A socket on which the engine accepted the handshake; it is paused and nobody reads it yet. */
export type EngineFound = { readonly ok: true; readonly socket: Socket; readonly engineVersion: string };

const pollMsMin = 20;
const pollMsMax = 250;
/** After losing the lock, while the winner's socket is not there yet or the loser's rival is still leaving. */
const startAgainMs = 500;

/** Looks for an engine that accepts the handshake, starting one where none answers, until it is found or time is up. */
export async function findEngine(search: EngineSearch): Promise<EngineFound | EngineFailure> {
  const deadlineMs = performance.now() + search.timeoutMs;
  const starter = new EngineStarter(search);
  for (let pauseMs = pollMsMin; ; pauseMs = Math.min(pauseMs * 1.5, pollMsMax)) {
    const knock = await knockOnce(search, Math.max(deadlineMs - performance.now(), 1));
    if (knock.outcome === 'accepted') return { ok: true, socket: knock.socket, engineVersion: knock.engineVersion };
    if (knock.outcome === 'client-too-old') return { ok: false, problem: 'client-too-old', message: knock.message };
    const failure = knock.outcome === 'nobody' ? starter.keepStarting() : undefined;
    if (failure !== undefined) return failure;
    if (search.signal?.aborted)
      return { ok: false, problem: 'aborted', message: 'The search for the engine was stopped.' };
    if (performance.now() > deadlineMs) return tellTimeout(search);
    await sleep(pauseMs);
  }
}

type Knock =
  | { readonly outcome: 'nobody' }
  | Exclude<HandshakeOutcome, { outcome: 'accepted' }>
  | (Extract<HandshakeOutcome, { outcome: 'accepted' }> & { readonly socket: Socket });

async function knockOnce({ directory, handshake }: EngineSearch, timeoutMs: number): Promise<Knock> {
  const beacon = readBeacon(directory);
  const socket = beacon && (await openSocket(beacon.socket, timeoutMs));
  if (socket === undefined) return { outcome: 'nobody' };
  const answer = await shakeHands(socket, handshake, timeoutMs);
  if (answer.outcome === 'accepted') return { ...answer, socket };
  socket.destroy();
  return answer;
}

/** Starts engines one after the other while nobody answers. */
class EngineStarter {
  readonly #search: EngineSearch;
  #engine: EngineProcess | undefined;
  #startAfterMs = 0;

  constructor(search: EngineSearch) {
    this.#search = search;
  }

  /** Returns a failure when our engine found that it cannot serve. */
  keepStarting(): EngineFailure | undefined {
    const exit = this.#engine?.exit();
    if (exit?.isOutrun === false) return { ok: false, problem: 'engine-failed', message: exit.message };
    if (this.#engine !== undefined && exit === undefined) return undefined;
    if (exit !== undefined && this.#startAfterMs === 0) this.#startAfterMs = performance.now() + startAgainMs;
    if (performance.now() < this.#startAfterMs) return undefined;
    this.#startAfterMs = 0;
    return this.#start();
  }

  #start(): EngineFailure | undefined {
    const { directory, engineCommand } = this.#search;
    try {
      this.#engine = startEngine(directory, engineCommand);
      return undefined;
    } catch (error) {
      const message = `The memory directory ${directory} cannot be used: ${(error as Error).message}`;
      return { ok: false, problem: 'directory-unusable', message };
    }
  }
}

function tellTimeout({ directory, timeoutMs }: EngineSearch): EngineFailure {
  const waited = `The memory engine did not answer within ${Math.round(timeoutMs / 1_000)} s.`;
  const message = fs.existsSync(directory) ? `${waited} ${tellLogTail(directory)}` : waited;
  return { ok: false, problem: 'timeout', message };
}
