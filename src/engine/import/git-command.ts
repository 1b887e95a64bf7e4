// Runs git and hands back what it printed, or why it could not. Everything git is asked here is read-only, touches no
// network, takes no lock, and runs no program that a repository's own configuration names.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type GitResult =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly reason: 'missing' | 'failed' | 'timeout' | 'aborted'; readonly message: string };

/** A git process whose output is read as it comes. */
export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

const safeSettings = [
  '--no-pager',
  '-c',
  'core.quotePath=false',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'log.showSignature=false',
  '-c',
  'protocol.allow=never',
  '-c',
  'core.bigFileThreshold=2m',
];

const outputBytesMax = 256 * 1024 * 1024;

/**
 * Runs git to its end.
 *
 * @param folder where it runs; must exist
 */
export function runGit(
  folder: string,
  args: readonly string[],
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<GitResult> {
  return new Promise((resolve) => {
    if (options.signal?.aborted) return resolve({ ok: false, reason: 'aborted', message: 'cancelled' });
    const child = startGit(folder, args);
    const ending = watchEnd(child);
    const output: Buffer[] = [];
    let size = 0;
    let stoppedBy: 'timeout' | 'aborted' | undefined;
    const stop = (why: 'timeout' | 'aborted') => {
      stoppedBy ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('timeout'), options.timeoutMs);
    const onAbort = () => stop('aborted');
    options.signal?.addEventListener('abort', onAbort, { once: true });
    child.stdin.end();
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > outputBytesMax) stop('timeout');
      else output.push(chunk);
    });
    void ending.then((end) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      if (stoppedBy !== undefined) resolve({ ok: false, reason: stoppedBy, message: `git was stopped (${stoppedBy})` });
      else if (end.ok) resolve({ ok: true, output: Buffer.concat(output).toString('utf8') });
      else resolve(end);
    });
  });
}

/** Starts git with a clean environment; the caller reads its output and ends it. */
export function startGit(folder: string, args: readonly string[]): GitProcess {
  return spawn('git', [...safeSettings, ...args], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

/** Resolves when the process and its streams are done; never rejects. Must be called before the process is read. */
export function watchEnd(child: GitProcess): Promise<{ readonly ok: true } | Extract<GitResult, { ok: false }>> {
  return new Promise((resolve) => {
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 4_000) complaint += chunk.toString('utf8');
    });
    // Git may end before it has read all that was written to it; its exit code tells whether that matters.
    child.stdin.on('error', () => {});
    child.on('error', (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === 'ENOENT';
      resolve({
        ok: false,
        reason: isMissing ? 'missing' : 'failed',
        message: isMissing ? 'git was not found on this machine' : error.message,
      });
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ ok: true });
      else
        resolve({ ok: false, reason: 'failed', message: firstLine(complaint) || `git ended with ${code ?? signal}` });
    });
  });
}

/** An engine started from a git hook inherits variables that point git at another repository; none of them may count. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]!.slice(0, 300);
}
