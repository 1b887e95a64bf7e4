// The sleep worker: a thread of the engine that works through the memory while nobody waits. It reads the database on a
// connection of its own, and what it makes are caches; the engine alone writes what is remembered.
import { parentPort, workerData } from 'node:worker_threads';
import { countUnindexed, indexSizeMin, loadHnsw, type SnapshotPlace, writeSnapshot } from '../store/index-snapshot.ts';
import { openStoreReadOnly } from '../store/sqlite-store.ts';
import { storageFault } from '../store/storage-fault.ts';
import { type BuiltIndex, runIndexPass } from './index-pass.ts';
import type { SleepMessage, SleepOrder } from './sleep-message.ts';

function sleep({ directory, encoderId }: SleepOrder, post: (message: SleepMessage) => void): void {
  const opened = openStoreReadOnly(directory);
  if (!opened.ok) {
    post({ type: 'failed', message: opened.message });
    return;
  }
  const { store } = opened;
  try {
    const report = runIndexPass({
      projects: store.projectsWithVectors(encoderId),
      buildIndex: (project) => buildIndex({ directory, encoderId, project, source: store }),
      findProblems: () => store.problems(),
      onProgress: (progress) => post({ type: 'progress', ...progress }),
    });
    post({ type: 'done', ...report });
  } catch (error) {
    const fault = storageFault(error, directory);
    // A bug reaches the engine as the thread's error.
    if (fault === undefined) throw error;
    post({ type: 'failed', message: fault.message });
  } finally {
    store.close();
  }
}

function buildIndex(place: SnapshotPlace): BuiltIndex {
  if (countUnindexed(place) < indexSizeMin) return { state: 'not-due' };
  const snapshot = writeSnapshot(place, loadHnsw);
  return snapshot.written
    ? { state: 'built', vectors: snapshot.vectors }
    : { state: 'failed', detail: snapshot.detail };
}

if (parentPort === null) throw new Error('The sleep worker runs as a thread of the engine.');
const port = parentPort;
sleep(workerData as SleepOrder, (message) => port.postMessage(message));
