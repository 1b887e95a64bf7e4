// Puts the memory to sleep in a thread of its own and waits for it to wake. What a sleep writes are caches, each file
// all or nothing, so it may be broken off at any moment.
import { Worker } from 'node:worker_threads';
import type { SleepMessage, SleepOrder } from './sleep-message.ts';

/**
 * @param script the worker: `main.ts` of this folder, or its bundle
 * @param signal ends the thread; the sleep then counts as undisturbed, for nothing is lost
 * @returns what kept the sleep from doing its work, as plain sentences; empty where nothing did
 */
export function sleepInWorker(script: string, order: SleepOrder, signal: AbortSignal): Promise<string[]> {
  const worker = new Worker(script, { workerData: order });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop);
  let problems: string[] = [];
  return new Promise((resolve, reject) => {
    worker.on('message', (message: SleepMessage) => {
      if (message.type === 'failed') problems = [message.message];
      if (message.type === 'done') problems = [...Object.values(message.failed), ...message.problems];
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve(problems);
    });
  });
}
