// Sleep over the wire: the command to sleep now with its progress, and the diary of what was learned in the nights.
import { z } from 'zod';
import { beliefSchema } from './belief.ts';

const folder = z.string().min(1).max(4_096);

/** Cancelled by JSON-RPC's own `$/cancelRequest`, at once; what was learned by then stays. */
export const sleepMethod = 'memory/sleep';
export const sleepParams = z.object({
  folder,
  /** Names the progress notifications of this run. */
  token: z.string().max(200),
});
export const sleepResult = z.object({
  steps: z.number(),
  cancelled: z.boolean(),
  durationMs: z.number(),
  /** Plain sentences for the user. */
  problems: z.array(z.string()),
});
export type SleepResult = z.infer<typeof sleepResult>;

export const sleepProgressMethod = 'memory/sleepProgress';
/** How far the night has come, in [0, 1]. */
export const sleepProgressParams = z.object({ token: z.string(), share: z.number() });
export type WireSleepProgress = z.infer<typeof sleepProgressParams>;

export const diaryMethod = 'memory/diary';
export const diaryParams = z.object({ folder, nights: z.number().int().min(1).max(100).default(7) });
export const diaryResult = z.object({
  /** The latest first. */
  nights: z.array(
    z.object({
      /** Unix time in ms. */
      at: z.number(),
      learned: z.array(beliefSchema),
      givenUp: z.array(beliefSchema),
    }),
  ),
});
export type WireDiary = z.infer<typeof diaryResult>;
