// Long work on the memory, with a line that says how far it is.
import { randomUUID } from 'node:crypto';
import { upkeepProgressMethod, upkeepProgressParams } from '../../protocol/upkeep.ts';
import type { CommandRun } from './command-run.ts';

const stageWords = {
  reading: 'reading the file',
  writing: 'writing the file',
  deriving: 'deriving again what stays',
  cleaning: 'cleaning the files',
  checking: 'looking for remains',
} as const;

/** @param work gets the token that names its progress */
export async function withProgress<T>({ engine }: CommandRun, work: (token: string) => Promise<T>): Promise<T> {
  const token = randomUUID();
  const isShown = process.stderr.isTTY;
  engine.onNotification(upkeepProgressMethod, upkeepProgressParams, (progress) => {
    if (progress.token !== token || !isShown) return;
    const { stage, done, total } = progress;
    process.stderr.write(`\r${stageWords[stage]}${total > 1 ? `: ${done} of ${total}` : ''}\u001b[K`);
  });
  try {
    return await work(token);
  } finally {
    if (isShown) process.stderr.write('\r\u001b[K');
  }
}
