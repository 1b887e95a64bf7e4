// What the engine and the process of its sleep say to each other.
import type { PlannedStep, SleepOrder } from '../model/sleep.ts';

/** What the engine says first. */
export interface SleepErrand extends SleepOrder {
  readonly directory: string;
}

/** What it hears: steps, each of which is answered, then one of the other two, then it ends. */
export type SleepMessage =
  | { readonly type: 'step'; readonly planned: PlannedStep }
  | { readonly type: 'done'; readonly problems: readonly string[] }
  | { readonly type: 'failed'; readonly message: string };

/** What the engine answers to a step. */
export interface StepAnswer {
  readonly committed: boolean;
}
