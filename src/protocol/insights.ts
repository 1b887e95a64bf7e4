// What the memory can tell of itself in numbers: who answered and what it cost, whether it was as sure as it was right,
// and how memories fade.
import { z } from 'zod';

export const insightsMethod = 'memory/insights';
export const insightsParams = z.object({
  folder: z.string().min(1).max(4_096),
  /** How many days back answers are told of. */
  days: z.number().int().min(1).max(3_650).default(90),
  /** `kind:key` of the nodes whose fading is told; the latest episodes and the gist most used where there are none. */
  subjects: z.array(z.string().max(4_200)).max(8).default([]),
});

export const insightsResult = z.object({
  /** What was forgotten on request, the latest first, of all projects: no text, only how it was selected and how much. */
  forgettings: z.array(z.object({ atMs: z.number(), by: z.string(), removed: z.number() })).default([]),
  /** A row for each day and system, the earliest first; of all projects together. Sums, not means. */
  answers: z.array(
    z.object({
      /** Unix time in ms at which the day begins, UTC. */
      dayMs: z.number(),
      system: z.enum(['system1', 'system2']),
      answers: z.number(),
      /** Of them, those that were worked out before and given again. */
      compiled: z.number(),
      steps: z.number(),
      durationMs: z.number(),
      tokens: z.number(),
    }),
  ),
  /** A row for each tenth of claimed probability in which something was judged, the lowest first. */
  calibration: z.array(
    z.object({
      /** Mean of what was claimed, in [0, 1]. */
      claimed: z.number(),
      judged: z.number(),
      /** Of them, those that the user found useful. */
      right: z.number(),
    }),
  ),
  fading: z.array(
    z.object({
      subject: z.string(),
      kind: z.string(),
      label: z.string(),
      uses: z.number(),
      /** Unix time in ms. */
      lastAt: z.number(),
      /** From now on, if it is not used again; chances in [0, 1] to be needed. */
      points: z.array(z.object({ days: z.number(), verbatim: z.number(), gist: z.number() })),
    }),
  ),
});
export type WireInsights = z.infer<typeof insightsResult>;
