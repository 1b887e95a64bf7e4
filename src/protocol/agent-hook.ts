// What an agent's hook says to the engine and hears from it. The hook passes on what the agent's host gave it, whatever
// that is; only the engine reads it.
import { z } from 'zod';

export { agentHookMethod } from './engine-address.ts';

export const agentHookParams = z.object({
  /** As the host gave it on standard input: `hook_event_name`, `session_id`, `cwd` and what belongs to the event. */
  input: z.record(z.string(), z.unknown()),
  /** Whether it may be remembered. */
  sense: z.boolean(),
  /** Whether anything may be said. */
  tell: z.boolean(),
  /** Glob patterns of files that are not to be remembered, relative to the folder. */
  exclude: z.array(z.string().max(1_000)).max(1_000).default([]),
});
export type AgentHookCall = z.infer<typeof agentHookParams>;
export const agentHookResult = z.object({
  /** For the model; empty where nothing is worth saying. */
  context: z.string(),
});
