// What the engine and a process that works on the whole log say to each other: one order goes in, progress and one
// outcome come out, each a line of JSON. The order goes through standard input, where no other program can read it.
import type { UpkeepOrder, UpkeepProgress } from '../model/upkeep.ts';

export type UpkeepCommand = UpkeepOrder & { readonly directory: string };

export type UpkeepMessage =
  | ({ readonly type: 'progress' } & UpkeepProgress)
  /** From here on it cannot be taken back. */
  | { readonly type: 'committed' }
  | { readonly type: 'done'; readonly result: unknown }
  /** A sentence for the user. */
  | { readonly type: 'failed'; readonly message: string };
