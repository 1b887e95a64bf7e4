// Sleep over the wire: the command to sleep now with its progress, and the diary of its nights.
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

/** To every client while a night is on, unasked: how far it has come, in [0, 1]. */
export const sleepingMethod = 'memory/sleeping';
export const sleepingParams = z.object({ share: z.number() });
export type WireSleeping = z.infer<typeof sleepingParams>;

/** To every client when a sleep is over, however far it came. `at` names its night in the diary; Unix time in ms. */
export const sleptMethod = 'memory/slept';
export const sleptParams = z.object({ at: z.number(), steps: z.number() });
export type WireSlept = z.infer<typeof sleptParams>;

/** Breaks off the sleep that goes on, whoever asked for it; what was slept stays, and the night goes on another time. */
export const wakeMethod = 'memory/wake';
export const wakeParams = z.object({});
export const wakeResult = z.object({ wasAsleep: z.boolean() });
export type WakeResult = z.infer<typeof wakeResult>;

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
      /** Questions of before that did not come to mind after it and were thought over; `found` is what answers one since. */
      dreams: z.array(
        z.object({
          question: z.string(),
          found: z.object({ episode: z.string(), title: z.string() }).optional(),
        }),
      ),
      /** What it was curious about, and what a look brought; paths are relative to the project's root. */
      lookedInto: z.array(z.object({ text: z.string(), paths: z.array(z.string()) })),
      /** Whose wording went after it for want of space; absent where none did. */
      episodesLetGo: z.number().optional(),
    }),
  ),
});
export type WireDiary = z.infer<typeof diaryResult>;
