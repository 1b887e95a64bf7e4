// Starts an engine that outlives its starter: in a session of its own, its words in a bounded log beside the memory.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readEngineProblem } from './beacon.ts';

export interface EngineCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment of the caller. */
  readonly env?: Readonly<Record<string, string>>;
}

export const engineLogFile = 'engine.log';
const logBytesMax = 1024 * 1024;
const logTailBytes = 1_500;

/**
 * The engine is there all day, so that its memory matters more than its speed: small spaces for what is new, and a heap
 * that is cleaned before it grows. One build, after 10,000 observations: 208 MB resident without these flags, 146 MB
 * with them, at the same CPU time.
 */
const frugalFlags = ['--max-semi-space-size=2', '--max-old-space-size=512'];
/**
 * For GNU's malloc: threads share their free memory instead of each keeping its own, and what is large is given back to
 * the system when it is freed; by itself malloc would come to keep blocks of up to 32 MB for later.
 */
const frugalEnvironment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** How the process ended. Outrun, and exit code 0: another engine serves the directory, or ours served and left. */
export type EngineExit = { readonly isOutrun: true } | { readonly isOutrun: false; readonly message: string };

export interface EngineProcess {
  /** Undefined while it runs. */
  exit(): EngineExit | undefined;
}

/**
 * Makes the memory directory where it is missing and starts an engine on it. Whether this engine or another wins the
 * directory is decided by the engines.
 *
 * @throws where the directory or the log cannot be written
 */
export function startEngine(directory: string, { command, args, env }: EngineCommand): EngineProcess {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const log = openLog(directory);
  const child = spawn(command, [...frugalFlags, ...args, '--memory', directory], {
    cwd: directory,
    env: { ...frugalEnvironment, ...process.env, ...env },
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  });
  fs.closeSync(log);
  child.unref();
  let exit: EngineExit | undefined;
  child.on('error', (error) => {
    exit = { isOutrun: false, message: `${command} could not be started: ${error.message}` };
  });
  child.on('exit', (code, signal) => {
    exit = code === 0 ? { isOutrun: true } : explainExit(directory, child.pid!, signal ?? `code ${code}`);
  });
  return { exit: () => exit };
}

function explainExit(directory: string, pid: number, cause: string): EngineExit {
  const problem = readEngineProblem(directory, pid);
  if (problem !== undefined) return { isOutrun: false, message: problem };
  return { isOutrun: false, message: `The memory engine ended by ${cause}. ${tellLogTail(directory)}` };
}

/** The last lines of the log, for a message to the user. */
export function tellLogTail(directory: string): string {
  const file = path.join(directory, engineLogFile);
  let tail: string;
  try {
    tail = fs.readFileSync(file, 'utf8').slice(-logTailBytes).trim();
  } catch (error) {
    return `Its log ${file} cannot be read (${(error as Error).message}).`;
  }
  return tail === '' ? `Its log ${file} is empty.` : `Its log ${file} ends with:\n${tail}`;
}

function openLog(directory: string): number {
  const file = path.join(directory, engineLogFile);
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, 'a', 0o600);
}
