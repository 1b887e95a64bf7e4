// Asks the memory of an editor from outside, through the command line that ships: what the extension did is seen in the
// engine, not in the extension.
import { join } from 'node:path';
import type { z } from 'zod';
import { mustRun } from '../../../scripts/run-program.ts';
import { connectToEngine } from '../../../src/client/engine-connection.ts';
import { protocolVersion } from '../../../src/protocol/handshake.ts';
import type { EngineStatus } from '../../../src/protocol/lifecycle.ts';
import { projectRoot } from './editor-window.ts';

/** Runs `second-nature ARGUMENTS --json` on the memory and returns what it printed. Starts an engine if none runs. */
export async function askMemory(memoryDirectory: string, folder: string, ...args: readonly string[]): Promise<unknown> {
  const cli = join(projectRoot, 'dist', 'cli.cjs');
  const env = { SECOND_NATURE_HOME: memoryDirectory, SECOND_NATURE_LINGER_MS: '2000' };
  return JSON.parse(await mustRun(process.execPath, [cli, ...args, '--json', '--folder', folder], { env }));
}

export async function engineStatus(memoryDirectory: string, folder: string): Promise<EngineStatus> {
  return (await askMemory(memoryDirectory, folder, 'status')) as EngineStatus;
}

/** One question to the engine that runs, as a client of its own puts it. */
export async function askEngine<S extends z.ZodType>(
  memoryDirectory: string,
  method: string,
  params: object,
  schema: S,
): Promise<z.infer<S>> {
  const connected = await connectToEngine({
    directory: memoryDirectory,
    engineCommand: { command: process.execPath, args: [join(projectRoot, 'dist', 'engine.cjs')], env: {} },
    handshake: { protocol: protocolVersion, version: '0.0.0', client: 'test' },
    timeoutMs: 20_000,
  });
  if (!connected.ok) throw new Error(connected.message);
  const reply = await connected.connection.request(method, params, schema);
  await connected.connection.close();
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}
