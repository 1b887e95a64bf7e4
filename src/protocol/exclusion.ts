// What the user keeps out of the memory in one workspace folder, told to the engine by the folder's window.
import { z } from 'zod';

/** Holds until the engine ends or the folder is told of again; a window tells it whenever it connects. */
export const excludeMethod = 'memory/exclude';
export const excludeParams = z.object({
  folder: z.string().min(1).max(4_096),
  /** Relative to the folder; `**` keeps out all of it. */
  globs: z.array(z.string().min(1).max(1_000)).max(1_000),
});
