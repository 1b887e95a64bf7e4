// Sessions that coding agents left on this machine: which sources there are, and the import of those that the user
// consented to.
import { z } from 'zod';
import { importResult } from './lifecycle.ts';

export const agentSourceSchema = z.enum(['copilot', 'claude-code', 'codex', 'gemini-cli', 'cline', 'roo']);
export type WireAgentSource = z.infer<typeof agentSourceSchema>;

const asked = {
  folder: z.string().min(1).max(4_096),
  /** The editor's folder `User`, absolute. */
  editorUser: z.string().max(4_096).optional(),
  /** The editor's storage for the folder, absolute. */
  editorStorage: z.string().max(4_096).optional(),
};

export const agentSourcesMethod = 'memory/agentSources';
export const agentSourcesParams = z.object(asked);
/** Files that may hold sessions of the folder; they are counted, not read. */
export const agentSourcesResult = z.object({
  sources: z.array(z.object({ source: agentSourceSchema, files: z.number() })),
});

/** Progress and cancelling are those of `memory/import`. */
export const agentImportMethod = 'memory/importAgents';
export const agentImportParams = z.object({
  ...asked,
  sources: z.array(agentSourceSchema).max(20),
  token: z.string().max(200),
});
/** Counted are turns, edits, commands and actions. */
export const agentImportResult = importResult;
