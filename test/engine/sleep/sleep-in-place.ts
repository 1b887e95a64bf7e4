// A sleep in the thread that asks for it, on the store that it is given: what the worker does, without the thread.
import type { MemoryReader } from '../../../src/engine/model/ports.ts';
import type { Sleep } from '../../../src/engine/model/sleep.ts';
import { sleepNight } from '../../../src/engine/sleep/night.ts';

export function sleepInPlace(memory: MemoryReader, without: ReadonlySet<string> = new Set()): Sleep {
  return async ({ projects, at }, commit, signal) => {
    for (const project of projects) {
      const parts = { project, at, memory, commit, isAborted: () => signal.aborted, without };
      await sleepNight({ ...parts, atOneMoment: (work) => work() });
    }
    return [];
  };
}
