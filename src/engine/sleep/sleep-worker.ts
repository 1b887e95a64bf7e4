// Puts the memory to sleep in a thread of its own and waits for it to wake. The thread only reads; each step that it
// planned is made true here, whole or not at all, so it may be broken off at any moment.
import { Worker } from 'node:worker_threads';
import type { Sleep } from '../model/sleep.ts';
import type { SleepErrand, SleepMessage, StepAnswer } from './sleep-message.ts';

/**
 * @param script the worker: `main.ts` of this folder, or its bundle
 * @param directory of the memory
 */
export function createSleep(script: string, directory: string): Sleep {
  return (order, commit, signal) => {
    const errand: SleepErrand = { ...order, directory };
    const worker = new Worker(script, { workerData: errand });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    let problems: readonly string[] = [];
    return new Promise((resolve, reject) => {
      worker.on('message', (message: SleepMessage) => {
        if (message.type === 'failed') problems = [message.message];
        if (message.type === 'done') problems = message.problems;
        if (message.type !== 'step' || signal.aborted) return;
        const answer: StepAnswer = { committed: commit(message.planned) };
        worker.postMessage(answer);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        signal.removeEventListener('abort', stop);
        resolve(problems);
      });
    });
  };
}
