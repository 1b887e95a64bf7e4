// How far work on the whole log is: forgetting, export, import of a file.
import { z } from 'zod';

export const upkeepProgressMethod = 'memory/upkeepProgress';
export const upkeepProgressParams = z.object({
  /** As the request gave it. */
  token: z.string(),
  stage: z.enum(['reading', 'writing', 'deriving', 'cleaning', 'checking']),
  done: z.number(),
  total: z.number(),
});
