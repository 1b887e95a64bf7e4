// Puts the memory to sleep in a process of its own and waits for it to wake. The process only reads; each step that it
// planned is made true here, whole or not at all, so it may be broken off at any moment.
import { spawn } from 'node:child_process';
import type { Sleep } from '../model/sleep.ts';
import type { SleepErrand, SleepMessage, StepAnswer } from './sleep-message.ts';

/**
 * A process and not a thread, since what a night took of the system goes back as a whole when it ends: the engine's own
 * memory stays as it was, where a thread left some of it behind.
 *
 * @param script `main.ts` of this folder, or its bundle
 * @param directory of the memory
 */
export function createSleep(script: string, directory: string): Sleep {
  return (order, commit, signal) => {
    const errand: SleepErrand = { ...order, directory };
    const child = spawn(process.execPath, [...process.execArgv, script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
      windowsHide: true,
    });
    const stop = () => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    let problems: readonly string[] = ['The sleep broke off.'];
    child.on('message', (message: SleepMessage) => {
      if (message.type === 'failed') problems = [message.message];
      if (message.type === 'done') problems = message.problems;
      if (message.type === 'step' && !signal.aborted) tell({ committed: commit(message.planned) });
    });
    // It may end before it has heard; `exit` follows.
    const tell = (words: SleepErrand | StepAnswer) => child.send(words, () => undefined);
    tell(errand);
    return new Promise((resolve, reject) => {
      child.on('error', (error) => reject(error));
      child.on('exit', () => {
        signal.removeEventListener('abort', stop);
        resolve(problems);
      });
    });
  };
}
