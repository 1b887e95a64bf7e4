// The process that works on the whole log, to be killed at any moment: in, an order; out, the process, or what it came to.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { UpkeepCommand } from '../../../src/engine/upkeep/upkeep-message.ts';
import { makeFolder } from '../store/small-memory.ts';

const script = fileURLToPath(new URL('../../../src/engine/upkeep/main.ts', import.meta.url));

export function startUpkeep(order: UpkeepCommand): ChildProcess {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin!.on('error', () => undefined); // Killed before it had read its order.
  child.stdin!.end(JSON.stringify(order));
  return child;
}

export async function untilCommitted(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout!) if (String(chunk).includes('"committed"')) return;
}

/** A memory like the one in the folder. */
export function copyMemory(original: string): string {
  const folder = join(makeFolder(), 'memory');
  cpSync(original, folder, { recursive: true });
  return folder;
}

/** Lets one end on a copy of the memory; gives the copy, and how long it took in ms. */
export async function timeWhole(
  original: string,
  start: (directory: string) => ChildProcess,
): Promise<{ folder: string; took: number }> {
  const folder = copyMemory(original);
  const startMs = performance.now();
  const child = start(folder);
  child.stdout!.resume();
  await once(child, 'close');
  return { folder, took: performance.now() - startMs };
}
