// What the gate turned away and why, and how many secrets it took out: counts since the memory began.
import { z } from 'zod';

export const ledgerMethod = 'memory/ledger';
export const ledgerParams = z.object({});
export const ledgerResult = z.object({
  entries: z.array(
    z.object({
      /** `redacted` counts secrets that were taken out of what was admitted; all others are refusals. */
      reason: z.string(),
      /** An event kind; empty for what could not be read. */
      kind: z.string(),
      count: z.number(),
    }),
  ),
});
