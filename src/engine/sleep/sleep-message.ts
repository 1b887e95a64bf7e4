// What the engine and its sleep worker say to each other.
import type { IndexProgress, IndexReport } from './index-pass.ts';

/** What the engine gives the worker as `workerData`. */
export interface SleepOrder {
  readonly directory: string;
  readonly encoderId: string;
}

/** What the worker posts: progress, then one of the other two, then it ends. */
export type SleepMessage =
  | ({ readonly type: 'progress' } & IndexProgress)
  | ({ readonly type: 'done' } & IndexReport)
  | { readonly type: 'failed'; readonly message: string };
