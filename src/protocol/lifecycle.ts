// Long work and the state of the engine: importing a history, rebuilding, checking, pausing.
import { z } from 'zod';

const folder = z.string().min(1).max(4_096);

/** Cancelled by JSON-RPC's own `$/cancelRequest`; what was imported by then stays, and the next import goes on from there. */
export const importMethod = 'memory/import';
export const importParams = z.object({
  folder,
  /** Names the progress notifications of this run. */
  token: z.string().max(200),
});
export const importResult = z.object({
  imported: z.number(),
  alreadyKnown: z.number(),
  cancelled: z.boolean(),
  durationMs: z.number(),
  /** Plain sentences for the user, such as that the clone is shallow. */
  problems: z.array(z.string()),
});
export type ImportResult = z.infer<typeof importResult>;

export const importProgressMethod = 'memory/importProgress';
export const importProgressParams = z.object({ token: z.string(), done: z.number(), total: z.number() });
export type ImportProgress = z.infer<typeof importProgressParams>;

export const statusMethod = 'memory/status';
export const statusParams = z.object({ folder: folder.optional() });
export const statusResult = z.object({
  version: z.string(),
  pid: z.number(),
  memoryDirectory: z.string(),
  startedAt: z.number(),
  clients: z.array(z.object({ client: z.string(), activateMs: z.number().optional() })),
  counts: z.object({
    events: z.number(),
    episodes: z.number(),
    nodes: z.number(),
    links: z.number(),
    errorCases: z.number(),
    vectors: z.number(),
  }),
  refused: z.record(z.string(), z.number()),
  redactions: z.number(),
  encoder: z.string(),
  vectorIndex: z.enum(['hnsw', 'exact', 'none']),
  database: z.string(),
  /** Degradations in force, as plain sentences that say what to do. */
  notices: z.array(z.string()),
});
export type EngineStatus = z.infer<typeof statusResult>;

export const checkMethod = 'memory/check';
export const checkParams = z.object({});
export const checkResult = z.object({ problems: z.array(z.string()) });

export const rebuildMethod = 'memory/rebuild';
export const rebuildParams = z.object({
  /** Names the progress notifications of this run. */
  token: z.string().max(200).default(''),
});
export const rebuildResult = z.object({ events: z.number(), durationMs: z.number(), changed: z.boolean() });
