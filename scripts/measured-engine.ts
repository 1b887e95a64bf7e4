// A real engine process on a memory directory of its own, reached over its socket as the extension reaches it; what it
// used of the machine can be read at any time.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { connectToEngine, type EngineConnection } from '../src/client/engine-connection.ts';
import { findInstallation } from '../src/engine/serve/installation.ts';
import { protocolVersion } from '../src/protocol/handshake.ts';
import { type EngineStatus, statusMethod, statusResult } from '../src/protocol/lifecycle.ts';
import { projectRoot, tool } from './build.ts';
import { mustRun } from './run-program.ts';

export interface Usage {
  /** Of all threads, and of processes that it started and that have ended; user and system. */
  readonly cpuMs: number;
  /** Resident, in bytes. */
  readonly residentBytes: number;
  /** The most that was ever resident, in bytes; the same as now where the system does not tell. */
  readonly peakBytes: number;
}

export interface MeasuredEngine {
  readonly pid: number;
  readonly directory: string;
  /** @throws with the engine's message where it does not do what is asked */
  ask<S extends z.ZodType>(method: string, params: object, schema: S, signal?: AbortSignal): Promise<z.infer<S>>;
  usage(): Usage;
  status(): Promise<EngineStatus>;
  /** Waits until no more vectors come. Gives when the last one came, as `performance.now()` tells time, and how many there are. */
  settle(): Promise<{ readonly atMs: number; readonly vectors: number }>;
  /** Ends the process, where it has not ended yet, and leaves the memory. */
  stop(): Promise<void>;
}

/** Bundles the engine beside `dist/`, so that a build under way elsewhere is not disturbed; gives the script. */
export async function buildEngine(): Promise<string> {
  const folder = join(projectRoot, 'out', 'measure');
  await mustRun(tool('webpack'), ['--output-path', folder], { cwd: projectRoot });
  return join(folder, 'engine.cjs');
}

export function makeMemoryDirectory(): { directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-measure-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** @param script the bundle, see {@link buildEngine} */
export async function startMeasuredEngine(script: string, directory: string): Promise<MeasuredEngine> {
  const { version, engineCommand } = findInstallation(script);
  const connected = await connectToEngine({
    directory,
    engineCommand,
    handshake: { protocol: protocolVersion, version, client: 'test' },
    timeoutMs: 15_000,
  });
  if (!connected.ok) throw new Error(connected.message);
  const { connection } = connected;
  const status = () => ask(connection, statusMethod, {}, statusResult);
  const { pid } = await status();
  return {
    pid,
    directory,
    ask: (method, params, schema, signal) => ask(connection, method, params, schema, signal),
    usage: () => readUsage(pid),
    status,
    settle: () => settle(status),
    async stop() {
      if (isAlive(pid)) process.kill(pid, 'SIGTERM');
      await connection.closed;
      while (isAlive(pid)) await sleep(20);
    },
  };
}

async function ask<S extends z.ZodType>(
  connection: EngineConnection,
  method: string,
  params: object,
  schema: S,
  signal?: AbortSignal,
) {
  const reply = await connection.request(method, params, schema, signal);
  if (!reply.ok) throw new Error(`${method} failed (${reply.problem}): ${reply.message}`);
  return reply.value;
}

async function settle(status: () => Promise<EngineStatus>): Promise<{ atMs: number; vectors: number }> {
  const quietMs = 1_500;
  let atMs = performance.now();
  let vectors = (await status()).counts.vectors;
  for (let sinceMs = performance.now(); performance.now() - sinceMs < quietMs; await sleep(100)) {
    const now = (await status()).counts.vectors;
    if (now === vectors) continue;
    vectors = now;
    sinceMs = performance.now();
    atMs = sinceMs;
  }
  return { atMs, vectors };
}

function readUsage(pid: number): Usage {
  return existsSync(`/proc/${pid}/stat`) ? readProc(pid) : readPs(pid);
}

/** Linux; times there are in hundredths of a second. */
function readProc(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)![1]);
  return {
    cpuMs: [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) * 10,
    residentBytes: kilobytes('VmRSS') * 1024,
    peakBytes: kilobytes('VmHWM') * 1024,
  };
}

function readPs(pid: number): Usage {
  const [resident, time] = execFileSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const seconds = time!.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0);
  const residentBytes = Number(resident) * 1024;
  return { cpuMs: seconds * 1000, residentBytes, peakBytes: residentBytes };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // The process has gone, which is what is waited for.
    return false;
  }
}
