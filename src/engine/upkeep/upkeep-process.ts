// Gives an order to a process of its own and waits for what it comes to.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Upkeep } from '../model/upkeep.ts';
import type { UpkeepCommand, UpkeepMessage } from './upkeep-message.ts';

/** @param script `main.ts` of this folder, or its bundle */
export function createUpkeep(script: string, directory: string): Upkeep {
  return async (order, onProgress, signal) => {
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    const stop = () => child.kill('SIGKILL');
    let last: UpkeepMessage | undefined;
    const ended = once(child, 'close');
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    child.stdin.on('error', () => undefined); // It ended before it had read its order; `close` follows.
    child.stdin.end(JSON.stringify({ ...order, directory } satisfies UpkeepCommand));
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as UpkeepMessage;
      if (message.type === 'progress') onProgress(message);
      else last = message;
      if (last?.type === 'committed') signal.removeEventListener('abort', stop);
    }
    await ended;
    signal.removeEventListener('abort', stop);
    if (last?.type === 'done') return { ok: true, value: last.result as never };
    if (last?.type === 'failed') return { ok: false, problem: 'failed', message: last.message };
    if (last === undefined && signal.aborted) return { ok: false, problem: 'cancelled' };
    return { ok: false, problem: 'failed', message: 'The work on the memory broke off.' };
  };
}
