// Messages between the explorer page and the extension that hosts it. Both sides check what they get: the page runs
// in a browser, and what it shows is remembered text, which is data.
import { z } from 'zod';
import { episodeResult, timelineResult } from './explore.ts';
import { mapResult } from './map.ts';

export const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('timeline'),
    request: z.number().int(),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(500),
    text: z.string().max(500),
  }),
  z.object({ type: z.literal('episode'), request: z.number().int(), id: z.string().max(200) }),
  z.object({ type: z.literal('map'), request: z.number().int() }),
  z.object({ type: z.literal('openEvent'), id: z.string().max(200) }),
  z.object({ type: z.literal('openFile'), path: z.string().max(4_096) }),
  z.object({ type: z.literal('importHistory') }),
]);
export type FromPage = z.infer<typeof fromPageSchema>;

export const toPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('timeline'), request: z.number().int(), page: timelineResult }),
  z.object({ type: z.literal('episode'), request: z.number().int(), detail: episodeResult }),
  z.object({ type: z.literal('map'), request: z.number().int(), map: mapResult }),
  /** Select this episode, as from a deep link. */
  z.object({ type: z.literal('select'), id: z.string() }),
  /** Something new was learned: what is shown may be old. */
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('failed'), request: z.number().int(), message: z.string() }),
]);
export type ToPage = z.infer<typeof toPageSchema>;
