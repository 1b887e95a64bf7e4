// What the memory has come to believe: plain sentences with their counts, from the whole project down to single places.
import { z } from 'zod';
import { valenceSchema } from './valence.ts';

const folder = z.string().min(1).max(4_096);

export const beliefSchema = z.object({
  /** Names it in feedback: the node's kind and this key, `gist:KEY`, `belief:KEY` or `rule:KEY`. */
  key: z.string(),
  nodeKind: z.enum(['gist', 'belief', 'rule']),
  level: z.enum(['core', 'intermediate', 'situation']),
  /** The kind of thing it says, such as `co-change`. */
  form: z.string(),
  /** Relative to the project's root; a folder ends in `/`; empty for the whole project. */
  place: z.string(),
  paths: z.array(z.string()),
  statement: z.string(),
  /** The same in the words of the editor's language model, for people to read. */
  wording: z.string().optional(),
  /** Probability that it holds more often than it claims to. */
  confidence: z.number(),
  support: z.number(),
  contra: z.number(),
  /** Unix times in ms. `heldTo` is absent while it is held. */
  heldFrom: z.number(),
  heldTo: z.number().optional(),
  learnedAt: z.number(),
  /** Event ids, the latest first, at most twenty. */
  evidence: z.array(z.string()),
  counterEvidence: z.array(z.string()),
  valence: valenceSchema,
  /** Key of the wider belief that it belongs under. */
  parent: z.string().optional(),
  /** The user keeps it: it is listed first. */
  pinned: z.literal(true).optional(),
});
export type WireBelief = z.infer<typeof beliefSchema>;

export const wordBeliefsMethod = 'memory/wordBeliefs';
export const wordBeliefsParams = z.object({
  folder,
  /** Its name. */
  model: z.string().min(1).max(200),
  wordings: z
    .array(z.object({ key: z.string().max(4_096), sentence: z.string().max(4_096), words: z.string().max(4_096) }))
    .max(100),
});
/** How many were taken: those that say no other numbers, paths and names than the belief's own sentence. */
export const wordBeliefsResult = z.object({ taken: z.number() });

export const beliefsMethod = 'memory/beliefs';
export const beliefsParams = z.object({
  folder,
  /** A path or folder relative to the project's root: only what concerns it or what it lies in. */
  place: z.string().max(4_096).optional(),
  limit: z.number().int().min(1).max(2_000).default(200),
  withPast: z.boolean().default(false),
});
export const beliefsResult = z.object({ beliefs: z.array(beliefSchema), total: z.number() });
export type WireBeliefs = z.infer<typeof beliefsResult>;
