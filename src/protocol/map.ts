// The memory as a map: what the explorer draws of nodes and links, as columns, since there are many of both.
import { z } from 'zod';

const folder = z.string().min(1).max(4_096);

export const mapMethod = 'memory/map';
export const mapParams = z.object({
  folder,
  nodesMax: z.number().int().min(1).max(20_000).default(4_000),
  linksMax: z.number().int().min(0).max(100_000).default(12_000),
});

const numbers = z.array(z.number());

export const mapResult = z.object({
  /** One entry a node in each column; a node is known by its place in them. */
  nodes: z.object({
    kind: z.array(z.string()),
    key: z.array(z.string()),
    label: z.array(z.string()),
    /** How it ended for who was there, in [-1, 1]; 0 where nothing was judged. */
    feeling: numbers,
    /** How likely it is to be needed now, beside the others of its kind, in [0, 1]. */
    activation: numbers,
    /** Unix time in ms of its last use. */
    lastAt: numbers,
  }),
  /** What the memory itself says of a node whose label is a model's wording of it, by the node's place. */
  own: z.record(z.string(), z.string()),
  /** One entry a link in each column; its ends are places of nodes. */
  links: z.object({ from: numbers, to: numbers, kind: z.array(z.string()), strength: numbers }),
  /** All that the project has, drawn or not. */
  total: z.object({ nodes: z.number(), links: z.number() }),
});
export type WireMap = z.infer<typeof mapResult>;
