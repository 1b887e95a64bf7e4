// What the memory is curious about, why, and what it found where it looked.
import { z } from 'zod';

const folder = z.string().min(1).max(4_096);

export const wonderSchema = z.object({
  /** `curious:KEY` names it in feedback. */
  key: z.string(),
  kind: z.enum(['area', 'belief', 'file']),
  title: z.string(),
  /** A plain sentence. */
  reason: z.string(),
  /** A file, or a folder ending in `/`, relative to the project's root. */
  place: z.string(),
  /** Files that stand for it, the busiest first. */
  paths: z.array(z.string()),
  /** What a look is expected to bring to the work that comes next, in [0, 1]. */
  worth: z.number(),
  /** What a look brought; Unix time in ms. */
  finding: z.object({ text: z.string(), at: z.number() }).optional(),
});
export type WireWonder = z.infer<typeof wonderSchema>;

export const curiousMethod = 'memory/curious';
export const curiousParams = z.object({ folder });
/** The most worth first; those that were looked into come last. */
export const curiousResult = z.object({ wonders: z.array(wonderSchema) });
export type WireCurious = z.infer<typeof curiousResult>;

/** Looks into one with read-only commands on this machine, for at most some seconds. */
export const investigateMethod = 'memory/investigate';
export const investigateParams = z.object({ folder, key: z.string().min(1).max(4_096) });
/** Without a wonder where there was nothing to be seen. */
export const investigateResult = z.object({ wonder: wonderSchema.optional() });
export type WireInvestigation = z.infer<typeof investigateResult>;
