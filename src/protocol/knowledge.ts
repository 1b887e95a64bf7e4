// How well the developer knows a file or a folder, so that hints are fewer where they know their way.
import { z } from 'zod';

export const knowledgeMethod = 'memory/knowledge';
export const knowledgeParams = z.object({
  folder: z.string().min(1).max(4_096),
  /** Of a file or a folder; absolute, or relative to the project's root, whose own path is the empty text. */
  path: z.string().max(4_096),
});
export const knowledgeResult = z.object({
  place: z.object({ kind: z.enum(['file', 'folder']), key: z.string() }),
  /** How likely it is known well enough to go on without a hint, in [0, 1]. */
  probability: z.number(),
  /** Days on which the developer wrote there. */
  days: z.number(),
  /** When the developer wrote there last, or looked, who never wrote; Unix time in ms. Absent for never. */
  lastAt: z.number().optional(),
  /** `You know this well: you worked on it on 12 days, last on 2026-03-12.` Empty where nobody ever was there. */
  sentence: z.string(),
});
export type WireKnowledge = z.infer<typeof knowledgeResult>;
