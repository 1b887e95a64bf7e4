// What the explorer shows: the timeline of episodes, one episode in full, what an event held.
import { z } from 'zod';
import { hunkSchema } from './observe.ts';
import { valenceSchema } from './valence.ts';

const folder = z.string().min(1).max(4_096);

export const episodeSchema = z.object({
  id: z.string(),
  title: z.string(),
  startedAt: z.number(),
  endedAt: z.number(),
  outcome: z.enum(['resolved', 'failed', 'abandoned', 'open']),
  actors: z.array(z.string()),
  /** A few paths of files it touched, the most telling first. */
  places: z.array(z.string()),
  eventCount: z.number(),
  isOpen: z.boolean(),
});
export type WireEpisode = z.infer<typeof episodeSchema>;

export const timelineMethod = 'memory/timeline';
export const timelineParams = z.object({
  folder,
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
  text: z.string().max(500).optional(),
});
export const timelineResult = z.object({ episodes: z.array(episodeSchema), total: z.number() });
export type WireTimeline = z.infer<typeof timelineResult>;

export const episodeMethod = 'memory/episode';
export const episodeParams = z.object({ folder, id: z.string().min(1).max(200) });
export const episodeResult = z.object({
  episode: episodeSchema,
  events: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      kind: z.string(),
      summary: z.string(),
      paths: z.array(z.string()),
      sha: z.string().optional(),
      /** Whether there is something to show as a diff. */
      hasDiff: z.boolean(),
      /** Its wording was let go for want of space. */
      isFaded: z.literal(true).optional(),
      /** How many errors and red tests the step did away with; below 0 where it brought more. Absent where nothing told. */
      progress: z.number().optional(),
      /** It was taken back, turned down, or changed nothing of what stood in the way. */
      isDeadEnd: z.literal(true).optional(),
    }),
  ),
  neighbours: z.array(
    z.object({
      kind: z.string(),
      nodeKind: z.string(),
      key: z.string(),
      label: z.string(),
      strength: z.number(),
      direction: z.enum(['out', 'in']),
    }),
  ),
  valence: valenceSchema,
});
export type WireEpisodeDetail = z.infer<typeof episodeResult>;

/** The hunks of one event, for showing it as a diff. */
export const eventMethod = 'memory/event';
export const eventParams = z.object({ folder, id: z.string().min(1).max(200) });
export const eventResult = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.string(),
  /** Of a commit, its whole message. */
  text: z.string(),
  paths: z.array(z.string()),
  sha: z.string().optional(),
  hunks: z.array(hunkSchema),
  /** What the gate saw of it at a glance; absent for one of an earlier version. */
  tags: z
    .object({
      /** How much it tells by itself, in [0, 1]. */
      content: z.number(),
      /** How strongly its place was felt, in [0, 1]. */
      valence: z.number(),
      /** 1 at a place never met, falling with each meeting. */
      novelty: z.number(),
      trust: z.enum(['observed', 'reported', 'imported']),
    })
    .optional(),
});
export type WireEvent = z.infer<typeof eventResult>;
