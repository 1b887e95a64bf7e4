// The whole memory as one portable file: written, and merged into a memory.
import { z } from 'zod';

/** Absolute, on the machine of the engine. */
const file = z.string().min(1).max(4_096);
/** Names the progress notifications of this run. */
const token = z.string().max(200);

/** A file of that name is replaced when the new one is whole. */
export const exportMethod = 'memory/export';
export const exportParams = z.object({ file, token });
export const exportResult = z.object({ events: z.number(), bytes: z.number() });

/** All or nothing: a file that cannot be taken in, or a request that is taken back, changes nothing. */
export const mergeMethod = 'memory/importFile';
export const mergeParams = z.object({ file, token });
export const mergeResult = z.object({
  imported: z.number(),
  /** By the ids of events. */
  alreadyKnown: z.number(),
  /** Secrets that the gate took out. */
  redactions: z.number(),
  /** Events that were turned away, by reason; `forgotten` on request earlier. */
  refused: z.record(z.string(), z.number()),
});
export type WireMergeReport = z.infer<typeof mergeResult>;
