// Real engines for tests: each test gets a memory directory of its own and clients that start the engine;
// afterwards every process that served the directory is ended by its id.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBeacon } from '../../../src/client/beacon.ts';
import { connectToEngine, type EngineConnection } from '../../../src/client/engine-connection.ts';
import type { EngineSearch } from '../../../src/client/engine-search.ts';
import { type Handshake, protocolVersion } from '../../../src/protocol/handshake.ts';
import { type EngineStatus, statusMethod, statusResult } from '../../../src/protocol/lifecycle.ts';
import type { WireObservation } from '../../../src/protocol/observe.ts';
import { testedProgram } from '../../tested-program.ts';

const manifest = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../../package.json'), 'utf8'));
export const ownVersion: string = manifest.version;

export class EngineFixture {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-'));
  readonly directory = path.join(this.root, 'memory');
  readonly folder = path.join(this.root, 'orders');
  readonly #connections: EngineConnection[] = [];

  constructor() {
    fs.mkdirSync(this.folder);
  }

  search(lingerMs = 60_000, handshake: Partial<Handshake> = {}): EngineSearch {
    return {
      directory: this.directory,
      engineCommand: {
        command: process.execPath,
        args: [testedProgram('engine')],
        // What agents left in the real home is none of a test's business.
        env: { SECOND_NATURE_LINGER_MS: String(lingerMs), HOME: this.root },
      },
      handshake: { protocol: protocolVersion, version: ownVersion, client: 'test', ...handshake },
      timeoutMs: 30_000,
    };
  }

  async connect(lingerMs?: number, handshake?: Partial<Handshake>): Promise<EngineConnection> {
    const connected = await connectToEngine(this.search(lingerMs, handshake));
    if (!connected.ok) throw new Error(connected.message);
    this.#connections.push(connected.connection);
    return connected.connection;
  }

  async status(connection: EngineConnection): Promise<EngineStatus> {
    const reply = await connection.request(statusMethod, {}, statusResult);
    if (!reply.ok) throw new Error(reply.message);
    return reply.value;
  }

  note(id: string, text = `note ${id}`): WireObservation {
    return {
      id,
      at: 1_700_000_000_000,
      kind: 'note',
      actor: 'developer',
      folder: this.folder,
      paths: [],
      text,
      data: {},
    };
  }

  /** The engine that a client would find now. */
  beaconPid(): number | undefined {
    return readBeacon(this.directory)?.pid;
  }

  /** Process ids of all engines on this directory, whether they serve it or are about to leave. */
  enginePids(): number[] {
    return fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => readCommandLine(pid).includes(`--memory\0${this.directory}\0`))
      .map(Number);
  }

  async untilNoEngine(timeoutMs: number): Promise<void> {
    const deadlineMs = Date.now() + timeoutMs;
    while (this.enginePids().length > 0) {
      if (Date.now() > deadlineMs) throw new Error(`an engine still runs after ${timeoutMs} ms`);
      await sleep(20);
    }
  }

  log(): string {
    return fs.readFileSync(path.join(this.directory, 'engine.log'), 'utf8');
  }

  /** For `afterEach`. */
  async end(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.close()));
    for (const pid of this.enginePids()) killNow(pid);
    await this.untilNoEngine(5_000);
    fs.rmSync(this.root, { recursive: true });
  }
}

/** As `kill -9` does. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readCommandLine(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It has ended since the folder was listed.
  }
}

/** A linear history of small commits, by git's own import format. */
export function makeHistory(folder: string, commits: number): void {
  const lines: string[] = [];
  for (let n = 1; n <= commits; n++) {
    const subject = `Change number ${n}`;
    lines.push('commit refs/heads/main', `mark :${n}`);
    lines.push(`committer Ada <ada@example.org> ${1_600_000_000 + n * 60} +0000`, `data ${subject.length}`, subject);
    if (n > 1) lines.push(`from :${n - 1}`);
    lines.push('M 100644 inline a.txt', `data ${String(n).length}`, String(n));
  }
  execFileSync('git', ['init', '--quiet', '-b', 'main', folder]);
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: `${lines.join('\n')}\n` });
}
