// Questions to the memory and its answers: recall, orientation, déjà vu at an error.
import { z } from 'zod';
import { hunkSchema } from './observe.ts';

const folder = z.string().min(1).max(4_096);

export const evidenceSchema = z.object({
  event: z.string(),
  episode: z.string(),
  at: z.number(),
  title: z.string(),
  excerpt: z.string(),
  sha: z.string().optional(),
  paths: z.array(z.string()),
  weight: z.number(),
  reasons: z.array(z.string()),
  /** Absent for what stands as it was. */
  standing: z.enum(['superseded', 'stale']).optional(),
  /** What has changed since, for evidence that does not stand as it was. */
  change: z.string().optional(),
});
export type WireEvidence = z.infer<typeof evidenceSchema>;

export const recallMethod = 'memory/recall';
export const recallParams = z.object({
  folder,
  question: z.string().min(1).max(4_000),
  limit: z.number().int().min(1).max(50).default(8),
  /** `auto` deliberates (System 2) only where the first look is unsure and more may come of it; `system1` never does. */
  mode: z.enum(['auto', 'system1', 'system2']).default('auto'),
});
export const recallResult = z.object({
  question: z.string(),
  state: z.enum(['known', 'familiar', 'tip-of-the-tongue', 'contested', 'stale', 'unknown']),
  probability: z.number(),
  /** The same before what users said of other answers was heeded; to be given back with feedback. */
  estimated: z.number().optional(),
  /** Of what is contested: how certain at least, and how possible at most, it is that what leads holds; in [0, 1]. */
  bounds: z.object({ necessity: z.number(), possibility: z.number() }).optional(),
  summary: z.string(),
  evidence: z.array(evidenceSchema),
  /** Conversations in which it was said, the likeliest first; `share` is how likely, in (0, 1]. */
  talks: z.array(z.object({ episode: z.string(), at: z.number(), event: z.string(), share: z.number() })).optional(),
  missing: z.array(z.string()),
  /** Which system answered. */
  system: z.enum(['system1', 'system2']),
  /** It was worked out before and is given again. */
  compiled: z.boolean(),
  cost: z.object({
    /** Ways to evidence that were gone. */
    steps: z.number(),
    /** Events that were read for it beyond the first look. */
    events: z.number(),
    /** To read the answer with its evidence, about. */
    tokens: z.number(),
    durationMs: z.number(),
  }),
});
export type WireAnswer = z.infer<typeof recallResult>;

export const dejaVuMethod = 'memory/dejaVu';
export const dejaVuParams = z.object({
  folder,
  /** Absolute. */
  path: z.string().max(4_096),
  tool: z.string().max(100),
  code: z.string().max(200),
  message: z.string().max(20_000),
  line: z.number().int().min(1),
  lines: z.array(z.string().max(20_000)).max(200),
  errorIndex: z.number().int().min(0),
  instance: z.string().max(200).optional(),
  /** The other errors that stand in the file now. */
  beside: z
    .array(z.object({ tool: z.string().max(100), code: z.string().max(200), message: z.string().max(20_000) }))
    .max(200)
    .default([]),
});
export type DejaVuParams = z.infer<typeof dejaVuParams>;
export const pastFixSchema = z.object({
  event: z.string(),
  episode: z.string(),
  at: z.number(),
  path: z.string(),
  hunks: z.array(hunkSchema),
  phrase: z.string(),
  transfer: z.object({ startLine: z.number(), before: z.array(z.string()), after: z.array(z.string()) }).optional(),
});
export type WirePastFix = z.infer<typeof pastFixSchema>;
export const dejaVuResult = z.discriminatedUnion('recognised', [
  z.object({
    recognised: z.literal(true),
    fingerprint: z.string(),
    seen: z.number(),
    probability: z.number(),
    fixes: z.array(pastFixSchema),
  }),
  z.object({ recognised: z.literal(false), fingerprint: z.string(), reason: z.string() }),
]);
export type WireDejaVu = z.infer<typeof dejaVuResult>;

export const orientMethod = 'memory/orient';
export const orientParams = z.object({ folder });
export const orientResult = z.object({
  project: z.string(),
  name: z.string(),
  summary: z.array(z.string()),
  facts: z.array(
    z.object({ sentence: z.string(), check: z.string(), paths: z.array(z.string()), evidence: z.array(z.string()) }),
  ),
  fragile: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type WireOrientation = z.infer<typeof orientResult>;
