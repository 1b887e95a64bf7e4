// A process that the engine starts for one sleep, and that works through the memory while nobody waits. It reads the database
// on a connection of its own; what it plans is sent to the engine, which alone writes what is remembered, and what it
// writes itself are caches. It ends with the engine, whatever ends that.
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedStep } from '../model/sleep.ts';
import { countUnindexed, indexSizeMin, loadHnsw, type SnapshotPlace, writeSnapshot } from '../store/index-snapshot.ts';
import { openStoreReadOnly, type ReadOnlyStore } from '../store/sqlite-store.ts';
import { storageFault } from '../store/storage-fault.ts';
import { type BuiltIndex, runIndexPass } from './index-pass.ts';
import { sleepNight } from './night.ts';
import type { SleepErrand, SleepMessage, StepAnswer } from './sleep-message.ts';

/** Between two steps, which the engine makes true: of who asks it meanwhile, fewer than one in twenty have to wait for that. */
const breathMs = 40;

/** Resolves when it is on its way. */
const post = (message: SleepMessage) => new Promise((resolve) => process.send!(message, resolve));

async function sleep(errand: SleepErrand): Promise<void> {
  const opened = openStoreReadOnly(errand.directory);
  if (!opened.ok) {
    await post({ type: 'failed', message: opened.message });
    return;
  }
  const { store } = opened;
  try {
    for (const project of errand.projects) {
      const { at } = errand;
      await sleepNight({ project, at, memory: store, atOneMoment: store.atOneMoment, commit, isAborted: () => false });
    }
    await post({ type: 'done', problems: keepCaches(errand, store) });
  } catch (error) {
    const fault = storageFault(error, errand.directory);
    // A bug ends the process, and its words are in the engine's log.
    if (fault === undefined) throw error;
    await post({ type: 'failed', message: fault.message });
  } finally {
    store.close();
  }
}

async function commit(planned: PlannedStep): Promise<boolean> {
  const answered = once(process, 'message');
  void post({ type: 'step', planned });
  const [answer] = (await answered) as [StepAnswer];
  await pause(breathMs);
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

/** Whoever works at the machine, and whoever asks the engine, goes first. */
function yieldToOthers(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Without leave, the night costs what it costs.
  }
}

async function main(): Promise<void> {
  process.umask(0o077);
  process.on('disconnect', () => process.exit(0));
  yieldToOthers();
  const [errand] = (await once(process, 'message')) as [SleepErrand];
  await sleep(errand);
  process.disconnect();
}

void main();
