// What a question or a node brings to mind, hop by hop: which nodes were activated, and which links carried it there.
import { z } from 'zod';

/** A question is traced from what a first look finds for it; a node, such as a file, from itself. */
export const traceCueSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('question'), question: z.string().min(1).max(4_000) }),
  z.object({
    by: z.literal('node'),
    kind: z.enum(['file', 'symbol', 'error', 'command', 'package', 'term', 'episode', 'gist', 'belief', 'rule']),
    key: z.string().min(1).max(4_096),
  }),
]);
export type WireTraceCue = z.infer<typeof traceCueSchema>;

export const traceMethod = 'memory/trace';
export const traceParams = z.object({ folder: z.string().min(1).max(4_096), cue: traceCueSchema });

const place = z.number().int().min(0);

export const traceResult = z.object({
  /** In the order in which they were reached; a node is known by its place here. */
  nodes: z.array(z.object({ kind: z.string(), key: z.string(), label: z.string() })),
  /** The first is what is at hand; empty where nothing is. */
  hops: z.array(
    z.object({
      /** The most activated first, each in (0, 1]; `cue` says why something is at hand. */
      reached: z.array(z.object({ node: place, activation: z.number(), cue: z.string().optional() })),
      /** The links that carried it there, the most first. */
      links: z.array(z.object({ from: place, to: place, kind: z.string(), amount: z.number() })),
    }),
  ),
});
export type WireTrace = z.infer<typeof traceResult>;
