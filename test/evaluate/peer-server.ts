// Another memory as a process of its own: in, how it is started; out, its tools over MCP, what it takes of the machine,
// and its end. It lives in a fresh folder that is its home, so that it finds nothing of ours and leaves nothing behind.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { isAlive } from '../../scripts/developer-cache.ts';

export interface PeerServer {
  /** @returns the text of the answer, where the tool reported an error too */
  call(tool: string, input: object): Promise<string>;
  /** Resident, in MB, of the server and what it started; undefined where the system does not tell. */
  rssMb(): number | undefined;
  /** Ends all of its processes and removes its folder. */
  close(): Promise<void>;
}

export interface PeerCommand {
  /** Of a script, run with the Node that runs us. */
  readonly script: string;
  readonly args?: readonly string[];
  /** @param home the fresh folder, which holds an empty git repository `work` */
  readonly env?: (home: string) => Readonly<Record<string, string>>;
}

const startMsMax = 30_000;
const callMsMax = 60_000;
const stopMsMax = 5_000;
const complaintsMax = 3;

/** @throws with the complaints of a server that does not come up */
export async function startPeer({ script, args = [], env = () => ({}) }: PeerCommand): Promise<PeerServer> {
  const home = mkdtempSync(join(tmpdir(), 'second-nature-peer-'));
  const cwd = join(home, 'work');
  mkdirSync(cwd);
  execFileSync('git', ['init', '--quiet'], { cwd });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [script, ...args],
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: home, USERPROFILE: home, XDG_DATA_HOME: home, ...env(home) },
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4_000);
  });
  const client = new Client({ name: 'evaluate', version: '1' });
  const close = async () => {
    const family = transport.pid === null ? [] : familyOf(transport.pid);
    await client.close();
    await endAll(family);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await client.connect(transport, { timeout: startMsMax });
  } catch (error) {
    await close();
    const complaints = said.split('\n').filter((line) => /error/i.test(line));
    throw new Error([(error as Error).message, ...complaints.slice(0, complaintsMax)].join(' '));
  }
  return {
    async call(name, input) {
      const { content } = await client.callTool({ name, arguments: { ...input } }, undefined, { timeout: callMsMax });
      return (content as { text?: string }[]).map(({ text }) => text ?? '').join('\n');
    },
    rssMb: () => (transport.pid === null ? undefined : residentMb(familyOf(transport.pid))),
    close,
  };
}

/** A process and all that descend from it, as Linux tells it; elsewhere the process alone. */
function familyOf(pid: number): number[] {
  if (!existsSync('/proc/self/stat')) return [pid];
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = readProc(`/proc/${name}/stat`)
        ?.replace(/^.*\) \S /s, '')
        .split(' ')[0];
      return parent === undefined ? [] : [{ own: Number(name), parent: Number(parent) }];
    });
  const family = [pid];
  for (const member of family) family.push(...parents.filter(({ parent }) => parent === member).map(({ own }) => own));
  return family;
}

/** Undefined where the process has gone meanwhile. */
function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function residentMb(pids: readonly number[]): number | undefined {
  const sizes = pids.map((pid) => /^VmRSS:\s+(\d+)/m.exec(readProc(`/proc/${pid}/status`) ?? '')?.[1]);
  const known = sizes.filter((size) => size !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, size) => sum + Number(size), 0) / 1_000;
}

async function endAll(pids: readonly number[]): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const sinceMs = performance.now();
    for (const pid of pids.filter(isAlive)) process.kill(pid, signal);
    while (pids.some(isAlive) && performance.now() - sinceMs < stopMsMax) await sleep(50);
  }
}
