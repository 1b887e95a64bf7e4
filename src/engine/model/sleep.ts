// What a sleep and the engine say to each other: the sleep plans step by step from what it reads, the engine alone makes
// a step true, and only where the log still ends where it ended when the step was planned.
import type { ChangePlan } from './change.ts';
import type { SleepData } from './event.ts';

export interface SleepStep {
  readonly project: string;
  readonly data: SleepData;
  /** Unix time in ms at which it is slept; the same for all steps of one sleep. */
  readonly at: number;
}

export interface PlannedStep {
  readonly step: SleepStep;
  readonly plan: ChangePlan;
  /** Place of the last event of the log from which it was planned. */
  readonly afterSeq: number;
}

export interface SleepOrder {
  /** Projects that are slept on, by id. */
  readonly projects: readonly string[];
  /** Unix time in ms. */
  readonly at: number;
  /** Whose vectors are put in order; absent where there is no encoder. */
  readonly encoderId?: string;
}

/** @returns false where the log has grown since: the step was not taken, and is to be planned anew */
export type CommitStep = (planned: PlannedStep) => boolean;

/**
 * Sleeps until there is nothing more to do. An abort takes effect at once, and what was committed stays.
 *
 * @returns what kept it from doing its work, as plain sentences
 */
export type Sleep = (order: SleepOrder, commit: CommitStep, signal: AbortSignal) => Promise<readonly string[]>;

/** What is told of a sleep to whoever listens. */
export type SleepNews =
  | { readonly state: 'asleep'; readonly share: number }
  /** `at` is the night's time, in Unix ms. */
  | { readonly state: 'over'; readonly at: number; readonly steps: number };
