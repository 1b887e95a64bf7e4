// What is likely to be needed next, as the wire knows it: in, what is at hand; out, what it brings to mind, with reasons.
import { z } from 'zod';
import { valenceSchema } from './valence.ts';

const path = z.string().min(1).max(4_096);
const line = z.string().max(2_000);

export const primeMethod = 'memory/prime';
/** All but the folder may be missing: then what was at work lately is the cue. */
export const primeParams = z.object({
  folder: path,
  /** Absolute: the file at hand. */
  path: path.optional(),
  /** What changes in it, without signs. */
  lines: z.object({ removed: z.array(line).max(400), added: z.array(line).max(400) }).optional(),
  /** What is to be done: a prompt, a message being written, a question. */
  text: z.string().max(20_000).optional(),
  /** An error that stands. */
  error: z.object({ tool: z.string().max(100), code: z.string().max(200), message: z.string().max(20_000) }).optional(),
  /** Absolute paths that need not be named, such as files that are open. */
  exclude: z.array(path).max(500).default([]),
  limit: z.number().int().min(1).max(50).default(7),
});

export const primedItemSchema = z.object({
  /** For a `warning` the key is the path of the file that has hurt. */
  kind: z.enum(['file', 'symbol', 'command', 'episode', 'gist', 'warning']),
  /** With the kind, the subject of a feedback: `kind:key`. A file's is relative to the project's root. */
  key: z.string(),
  label: z.string(),
  /** That it will be needed, in [0, 1]. */
  probability: z.number(),
  /** The strongest first; each phrase follows "because it". */
  reasons: z.array(
    z.object({
      phrase: z.string(),
      /** What at hand it follows from: a path, a word, an error's message. */
      cue: z.string(),
      /** Natural log-odds that it adds, above 0. */
      weight: z.number(),
      /** That it belongs with what is at hand, and not only that it changes often; said of files. */
      isTie: z.boolean().optional(),
    }),
  ),
  /** How it feels, each in [-1, 1] but the precision; absent where nothing was judged. */
  valence: valenceSchema.optional(),
});
export type WirePrimedItem = z.infer<typeof primedItemSchema>;

export const primeResult = z.object({
  /** Best first. */
  items: z.array(primedItemSchema),
  /** False where it is worth asking `memory/recall`. */
  isSure: z.boolean(),
  /** False while the history is still being read. */
  isWhole: z.boolean(),
});
