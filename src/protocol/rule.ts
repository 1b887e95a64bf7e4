// Learned edit rules: which of these lines would be edited as similar ones were, and what would stand there then.
import { z } from 'zod';

const position = z.number().int().min(0);

export const rulesMethod = 'memory/rules';
export const rulesParams = z.object({
  folder: z.string().min(1).max(4_096),
  /** Of the file that the lines stand in. Its extension says which rules concern it. */
  path: z.string().min(1).max(4_096),
  /** `line` starts at 1. */
  lines: z.array(z.object({ line: z.number().int().min(1), text: z.string().max(2_000) })).max(5_000),
});

export const ruleMatchSchema = z.object({
  /** Starts at 1. */
  line: z.number(),
  /** What is replaced, in UTF-16 units from the start of the line; `end` is exclusive. */
  start: position,
  end: position,
  text: z.string(),
  /** Names the rule in feedback and in the belief's list: `rule:KEY`. */
  subject: z.string(),
  /** What the rule says, with its counts. */
  statement: z.string(),
  /** That the edit is what would be done here, in [0, 1]. */
  probability: z.number(),
  /** Ids of the edits that it was learned from, the latest first. */
  evidence: z.array(z.string()),
});
export type WireRuleMatch = z.infer<typeof ruleMatchSchema>;

/** In the order of the lines; no two of one line overlap. */
export const rulesResult = z.object({ matches: z.array(ruleMatchSchema) });
