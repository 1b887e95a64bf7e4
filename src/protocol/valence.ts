// How a place feels, as every feature of the wire tells it.
import { z } from 'zod';

/** Five numbers in [-1, 1] and the weight of the evidence behind them, 0 for none. */
export const valenceSchema = z.object({
  outcome: z.number(),
  friction: z.number(),
  risk: z.number(),
  novelty: z.number(),
  affinity: z.number(),
  precision: z.number(),
});
