// Drafts in, a store that has lived them and sleeps when it is told to, as the engine makes it.
import type { Draft } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import type { PlannedStep } from '../../../src/engine/model/sleep.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { sleepNight } from '../../../src/engine/sleep/night.ts';
import { project } from '../story.ts';

export const at = Date.UTC(2024, 2, 13);

export function live(store: MemoryStore, drafts: readonly Draft[]): void {
  store.append(drafts, createPlanner(store));
}

/** Commits planned steps as the engine does; `stepsMax` breaks the night off. */
export async function sleepOn(store: MemoryStore, night = 1, stepsMax = 1_000, of = project): Promise<number> {
  let steps = 0;
  const commit = ({ step, plan }: PlannedStep) => {
    const id = `sleep${night}:${step.data.nightToSeq}:${step.data.stage}:${step.data.toSeq}`;
    const draft = {
      id,
      kind: 'sleep',
      actor: 'tool:second-nature',
      refs: [],
      text: '',
      at: step.at,
      project: of,
    } as const;
    store.append([{ ...draft, data: step.data }], () => plan);
    steps += 1;
    return true;
  };
  const parts = { project: of, at: at + night, memory: store, commit, atOneMoment: <T>(work: () => T) => work() };
  await sleepNight({ ...parts, isAborted: () => steps >= stepsMax });
  return steps;
}
