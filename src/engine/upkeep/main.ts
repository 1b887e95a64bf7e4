// A process that works through the whole log, started by the engine for one order and gone after it: previews,
// forgetting, letting wording go, export and import, and deriving all that is known again. It has a connection to the database of its own, so that the engine goes on answering from the memory as it
// was until the work is committed; and it may be killed at any moment, for until then nothing has changed. It reads the
// bytes of the database's files, which no process may do that has the database open.
import { readFileSync, writeSync } from 'node:fs';
import type { ForgetReceipt } from '../model/selector.ts';
import type { UpkeepProgress } from '../model/upkeep.ts';
import { PortableFileError } from '../portable/log-format.ts';
import { openStore, type SqliteStore } from '../store/sqlite-store.ts';
import { storageFault } from '../store/storage-fault.ts';
import { compactMemory } from './compact-work.ts';
import { deriveAgain } from './derive-work.ts';
import { forgetEvents, previewForgetting, scanForRemains } from './forget-work.ts';
import { exportMemory, mergeMemory } from './portable-work.ts';
import type { UpkeepCommand, UpkeepMessage } from './upkeep-message.ts';

async function main(): Promise<void> {
  process.umask(0o077);
  const command = JSON.parse(readFileSync(0, 'utf8')) as UpkeepCommand;
  const opened = openStore(command.directory);
  if (!opened.ok) {
    post({ type: 'failed', message: opened.message });
    return;
  }
  try {
    post({ type: 'done', result: await carryOut(command, opened.store) });
  } catch (error) {
    if (error instanceof PortableFileError) {
      post({ type: 'failed', message: error.message });
      return;
    }
    const fault = storageFault(error, command.directory);
    if (fault === undefined) throw error;
    post({ type: 'failed', message: fault.message });
  }
}

function carryOut(command: UpkeepCommand, store: SqliteStore): object | Promise<object> {
  switch (command.work) {
    case 'preview':
      return previewForgetting(command.selector, store);
    case 'forget':
      return forget(command, store);
    case 'compact':
      return compactMemory(command.bytesMax, command.record, store, onProgress, () => post({ type: 'committed' }));
    case 'export':
      return exportMemory(command.file, store, onProgress);
    case 'merge':
      return mergeMemory(command.file, store, onProgress);
    case 'derive':
      return deriveAgain(command.by, store, onProgress);
    default:
      throw new Error(`There is no work ${(command satisfies never as UpkeepCommand).work}.`);
  }
}

function forget(
  { selector, record, directory }: UpkeepCommand & { readonly work: 'forget' },
  store: SqliteStore,
): ForgetReceipt {
  const startedMs = performance.now();
  const onCommitted = () => post({ type: 'committed' });
  const forgotten = forgetEvents(selector, record, store, onProgress, onCommitted);
  store.close();
  onProgress({ stage: 'checking', done: 0, total: 1 });
  const scan = scanForRemains(forgotten, directory);
  return { ...forgotten.receipt, scan, durationMs: Math.round(performance.now() - startedMs) };
}

function onProgress(progress: UpkeepProgress): void {
  post({ type: 'progress', ...progress });
}

/** Written at once: where the engine has gone this throws, and what is not committed yet is taken back. */
function post(message: UpkeepMessage): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

void main();
