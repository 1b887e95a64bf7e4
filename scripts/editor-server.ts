// Starts and stops one VS Code server: an installed editor and settings come in, a running server on a port of
// 127.0.0.1 goes out. `npm start` and the tests in the editor use it.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './developer-cache.ts';
import type { EditorInstall } from './prepare-editor.ts';
import { mustRun } from './run-program.ts';

const startMsMax = 60_000;
const stopMsMax = 5_000;

export interface EditorServerOptions {
  readonly install: EditorInstall;
  /** Holds the server's data, its extensions and its log; made if it is not there. */
  readonly directory: string;
  /** For every window of this server. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Extensions to install first, as paths of VSIX files. */
  readonly vsix?: readonly string[];
  /** A secret that a browser has to bring along; absent lets anyone on this machine in. */
  readonly token?: string;
  /** More arguments of the server. */
  readonly args?: readonly string[];
}

export interface EditorServer {
  readonly port: number;
  readonly pid: number;
  readonly logFile: string;
  /** Writes the settings that windows see; open windows follow within a second. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void;
  /** Ends the server and its extension hosts. Resolves when its process is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port.
 *
 * @throws if an extension cannot be installed, or the server does not listen within a minute
 */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const data = join(options.directory, 'server');
  const extensions = join(options.directory, 'extensions');
  const logFile = join(options.directory, 'server.log');
  mkdirSync(extensions, { recursive: true });
  const writeSettings = (settings: Readonly<Record<string, unknown>>) => writeMachineSettings(data, settings);
  writeSettings(options.settings ?? {});
  const common = [
    join(options.install.server, 'out', 'server-main.js'),
    ...['--server-data-dir', data, '--extensions-dir', extensions],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
  ];
  for (const vsix of options.vsix ?? []) {
    await mustRun(options.install.node, [...common, '--install-extension', vsix, '--force']);
  }
  const secret = options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token];
  const args = [...common, '--host', '127.0.0.1', '--port', '0', ...secret, ...(options.args ?? [])];
  const child = spawn(options.install.node, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    // A group of its own, so that the extension hosts end with it and a Ctrl+C reaches us first.
    detached: true,
  });
  // However this process ends, the server does not outlive it.
  const end = () => endGroup(child.pid, 'SIGKILL');
  process.once('exit', end);
  const stop = () => stopServer(child).finally(() => process.off('exit', end));
  try {
    const port = await listeningPort(child, logFile);
    return { port, pid: child.pid!, logFile, writeSettings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A browser's user settings live in the browser; what the server can set is the machine's. */
function writeMachineSettings(data: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = join(data, 'data', 'Machine');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Copies the server's output to its log and finds the port in it. */
function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  const log = createWriteStream(logFile, { flags: 'a' });
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The editor's server ${why}.\n${said.slice(-4_000)}`));
    const timer = setTimeout(() => fail('did not listen within a minute'), startMsMax);
    timer.unref();
    const read = (chunk: Buffer) => {
      log.write(chunk);
      if (said.length < 100_000) said += chunk.toString('utf8');
      const port = /listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.on('error', (error) => fail(`could not be started: ${error.message}`));
    child.on('exit', (code) => {
      clearTimeout(timer);
      log.end();
      fail(`ended with ${code}`);
    });
  });
}

async function stopServer(child: ChildProcess): Promise<void> {
  const pid = child.pid;
  if (pid === undefined) return;
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  endGroup(pid, 'SIGTERM');
  await Promise.race([gone, sleep(stopMsMax, undefined, { ref: false })]);
  if (isAlive(pid)) endGroup(pid, 'SIGKILL');
  await gone;
  // Extension hosts that did not follow their server.
  endGroup(pid, 'SIGKILL');
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return; // It was never started.
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
