// Skills and instructions for agents, as changes of files that are proposed and never made by the engine.
import { z } from 'zod';

export const guidanceMethod = 'memory/guidance';
export const guidanceParams = z.object({
  folder: z.string().min(1).max(4_096),
  what: z.enum(['skills', 'instructions', 'all']).default('all'),
  /** Also what rests on agents' work or on the imported history alone. */
  allTiers: z.boolean().default(false),
});

const proposedFile = z.object({
  /** Relative to the root, POSIX separators. */
  path: z.string(),
  kind: z.enum(['create', 'update', 'remove']),
  /** Empty for a file to be made. */
  before: z.string(),
  /** Empty for a file to be removed. */
  after: z.string(),
  /** Absent of what is withdrawn. */
  tier: z.enum(['proven', 'observed', 'reported', 'imported']).optional(),
  /** One plain sentence. */
  reason: z.string(),
});
export type ProposedFile = z.infer<typeof proposedFile>;

export const guidanceResult = z.object({
  /** Absolute path of the project's root. */
  root: z.string(),
  changes: z.array(proposedFile),
  /** What would change and was left alone, since somebody has changed it by hand. */
  leftAlone: z.array(z.string()),
});
export type GuidanceProposal = z.infer<typeof guidanceResult>;
