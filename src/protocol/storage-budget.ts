// How much the memory may take up on the disk before it lets go the wording of what has faded.
import { z } from 'zod';

export const storageBudgetMethod = 'memory/storageBudget';
export const storageBudgetParams = z.object({
  /** Millions of bytes; 0 for no bound. An engine to which nobody has said it lets nothing go. */
  megabytes: z.number().min(0).max(100_000_000),
});
export const storageBudgetResult = z.object({});
