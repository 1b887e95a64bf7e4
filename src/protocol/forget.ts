// Forgetting on request: what a selector means, and the forgetting itself with its receipt.
import { z } from 'zod';

const folder = z.string().min(1).max(4_096);
const atMs = z.number().int().min(0);

/** What to forget. Where nothing else is said, in the project of the request's folder. */
export const selectorSchema = z.discriminatedUnion('by', [
  /** What happened from the one moment to the other, Unix times in ms; `everywhere` in all projects. */
  z.object({
    by: z.literal('time'),
    fromMs: atMs,
    toMs: atMs.default(Number.MAX_SAFE_INTEGER),
    everywhere: z.boolean().default(false),
  }),
  /** A file or a folder, absolute or relative to the request's folder, with the names it had before. */
  z.object({ by: z.literal('place'), path: z.string().min(1).max(4_096) }),
  /** What an agent said and did in a session, in all projects. */
  z.object({ by: z.literal('session'), session: z.string().min(1).max(200) }),
  /** Whatever holds the text, letter case aside, in all projects. A shorter one would stand in binary files by chance. */
  z.object({ by: z.literal('text'), text: z.string().min(4).max(1_000) }),
  /** An event or an episode by its id; a gist or a belief as `kind:key`, which stands for the evidence it rests on. */
  z.object({ by: z.literal('memory'), id: z.string().min(1).max(500) }),
  /** All of the project. */
  z.object({ by: z.literal('project') }),
]);
export type WireSelector = z.input<typeof selectorSchema>;

export const forgetPreviewMethod = 'memory/forgetPreview';
export const forgetPreviewParams = z.object({ folder, selector: selectorSchema });
export const forgetPreviewResult = z.object({
  events: z.number(),
  episodes: z.number(),
  /** Of the first and the last of the events; absent where there are none. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  /** How many events by kind. */
  kinds: z.record(z.string(), z.number()),
  /** `isWhole`: nothing would be left of the project. */
  projects: z.array(z.object({ name: z.string(), events: z.number(), isWhole: z.boolean() })),
  formerNames: z.array(z.string()),
  examples: z.array(
    z.object({ id: z.string(), at: z.number(), kind: z.string(), text: z.string(), paths: z.array(z.string()) }),
  ),
});
export type WireForgetPreview = z.infer<typeof forgetPreviewResult>;

/** Cancelled by JSON-RPC's own `$/cancelRequest`: in time it leaves everything as it was, else it comes too late. */
export const forgetMethod = 'memory/forget';
export const forgetParams = z.object({
  folder,
  selector: selectorSchema,
  /** Names the progress notifications of this run. */
  token: z.string().max(200),
});
export const forgetResult = z.object({
  removed: z.object({ events: z.number(), episodes: z.number(), projects: z.number() }),
  /** What the events that stay were made into anew. */
  derived: z.object({ events: z.number(), episodes: z.number(), nodes: z.number(), links: z.number() }),
  /** Marks that keep an import from bringing it back. */
  tombstones: z.number(),
  /** The search for what is left of it, in every file of the memory. */
  scan: z.object({
    files: z.number(),
    bytes: z.number(),
    probes: z.number(),
    /** Texts that were not looked for, since events that stay hold them too. */
    alsoElsewhere: z.number(),
    /** Files in which something was found; empty is what it should be. */
    found: z.array(z.string()),
    unread: z.array(z.string()),
  }),
  durationMs: z.number(),
});
export type WireForgetReceipt = z.infer<typeof forgetResult>;
