// How a place feels: one look-up that says, before anything is read, whether it has gone well there, and why.
import { z } from 'zod';
import { valenceSchema } from './valence.ts';

export const feelMethod = 'memory/feel';
export const feelParams = z.object({
  folder: z.string().min(1).max(4_096),
  /** Of a file or a folder; absolute, or relative to the project's root, whose own path is the empty text. */
  path: z.string().max(4_096),
  /** Name of a function, class or method in the file, with what encloses it: `Queue.push`. */
  symbol: z.string().max(500).optional(),
});
export const feelResult = z.object({
  /** What is felt about: the place asked for, or the nearest one above it that anything is known of. */
  place: z.object({ kind: z.enum(['symbol', 'file', 'folder']), key: z.string() }),
  /** All zero, with precision 0, where nothing is known. */
  valence: valenceSchema,
  /** Why, in one plain line: `reverted 2×, 5 fixes in 9 commits; last hurt 12 Mar 2024`. Empty where nothing is known. */
  sentence: z.string(),
  /** The last event that gave each reason, the one that hurt last first; `memory/event` opens it. */
  evidence: z.array(z.object({ event: z.string(), reason: z.string(), times: z.number(), at: z.number() })),
  /** A warning of this place was dismissed twice: it is not to be given again. */
  isUnwanted: z.boolean(),
});
export type WireFeeling = z.infer<typeof feelResult>;
