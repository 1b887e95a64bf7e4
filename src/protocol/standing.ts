// How memories stand by what the user has said of them. It is said by feedback: `pinned`, `unpinned`, `corrected` (with
// `until` where it was true for a time), `restored`.
import { z } from 'zod';

export const standingMethod = 'memory/standing';
export const standingParams = z.object({
  folder: z.string().min(1).max(4_096),
  /** As in feedback: ids of events or episodes, or `kind:key` of nodes. */
  subjects: z.array(z.string().max(500)).max(500),
});
export const standingResult = z.object({
  /** Of those subjects of which something was said. */
  standings: z.array(
    z.object({
      subject: z.string(),
      pinned: z.boolean(),
      /** `until`: it was true until then; absent where it was never true. Unix times in ms. */
      correction: z.object({ at: z.number(), reason: z.string(), until: z.number().optional() }).optional(),
    }),
  ),
});
export type WireStanding = z.infer<typeof standingResult>['standings'][number];
