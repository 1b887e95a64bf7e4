// Runs another program to its end: a command line comes in, its exit code and what it said go out. Every script that
// installs, builds or tests starts its programs here, so that none is left running when the script is interrupted.
import { type ChildProcess, spawn } from 'node:child_process';

export interface ProgramOptions {
  readonly cwd?: string;
  /** Added to this process's own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether its output goes to the console as it comes, instead of into `output`. */
  readonly show?: boolean;
}

export interface ProgramResult {
  /** Exit code; 1 for a program that was ended by a signal. */
  readonly code: number;
  /** Standard output and error in the order they came; empty when they were shown. */
  readonly output: string;
}

const running = new Set<ChildProcess>();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    if (process.listenerCount(signal) === 1) process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

/**
 * Runs a program to its end.
 *
 * @throws if the program cannot be started at all, such as when it is not on the machine
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: options.show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    running.add(child);
    child.on('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Runs a program that has to succeed.
 *
 * @returns what it said
 * @throws with its output when it ends with another code than 0
 */
export async function mustRun(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { code, output } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`.trimEnd());
  return output;
}
