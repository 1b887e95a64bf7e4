// The sleep worker: a thread of the engine that works through the memory while nobody waits. It reads the database on a
// connection of its own; what it plans is sent to the engine, which alone writes what is remembered, and what it writes
// itself are caches.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { PlannedStep } from '../model/sleep.ts';
import { countUnindexed, indexSizeMin, loadHnsw, type SnapshotPlace, writeSnapshot } from '../store/index-snapshot.ts';
import { openStoreReadOnly, type ReadOnlyStore } from '../store/sqlite-store.ts';
import { storageFault } from '../store/storage-fault.ts';
import { type BuiltIndex, runIndexPass } from './index-pass.ts';
import { yieldToOthers } from './low-priority.ts';
import { sleepNight } from './night.ts';
import type { SleepErrand, SleepMessage, StepAnswer } from './sleep-message.ts';

if (parentPort === null) throw new Error('The sleep worker runs as a thread of the engine.');
const port = parentPort;
const post = (message: SleepMessage) => port.postMessage(message);

async function sleep(errand: SleepErrand): Promise<void> {
  const opened = openStoreReadOnly(errand.directory);
  if (!opened.ok) {
    post({ type: 'failed', message: opened.message });
    return;
  }
  const { store } = opened;
  try {
    for (const project of errand.projects) {
      const { at } = errand;
      await sleepNight({ project, at, memory: store, atOneMoment: store.atOneMoment, commit, isAborted: () => false });
    }
    post({ type: 'done', problems: keepCaches(errand, store) });
  } catch (error) {
    const fault = storageFault(error, errand.directory);
    // A bug reaches the engine as the thread's error.
    if (fault === undefined) throw error;
    post({ type: 'failed', message: fault.message });
  } finally {
    store.close();
  }
}

async function commit(planned: PlannedStep): Promise<boolean> {
  const answered = once(port, 'message');
  post({ type: 'step', planned });
  const [answer] = (await answered) as [StepAnswer];
  return answer.committed;
}

function keepCaches({ directory, encoderId }: SleepErrand, store: ReadOnlyStore): string[] {
  const { failed, problems } = runIndexPass({
    projects: encoderId === undefined ? [] : store.projectsWithVectors(encoderId),
    buildIndex: (project) => buildIndex({ directory, encoderId: encoderId!, project, source: store }),
    findProblems: () => store.problems(),
  });
  return [...Object.values(failed), ...problems];
}

function buildIndex(place: SnapshotPlace): BuiltIndex {
  if (countUnindexed(place) < indexSizeMin) return { state: 'not-due' };
  const snapshot = writeSnapshot(place, loadHnsw);
  return snapshot.written
    ? { state: 'built', vectors: snapshot.vectors }
    : { state: 'failed', detail: snapshot.detail };
}

yieldToOthers();
// A port that is listened to would keep the thread from ending.
void sleep(workerData as SleepErrand).finally(() => port.close());
