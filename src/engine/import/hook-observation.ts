// What an agent's hook gets on stdin, in; observations out. Live eyes on agents: prompts, tool calls with their results,
// and so who edited what.
import type { Observation } from '../model/event.ts';
import { type AgentSession, type AgentStep, objectOf, plainCallId, textOf, timeOf } from './agent-step.ts';
import { observeStep } from './step-observation.ts';
import { readResponse } from './tool-response.ts';

/**
 * How it is used: the hook program parses its stdin as JSON, calls this with the time, and sends what comes back with
 * `memory/observe`. `SessionStart`, `PreToolUse`, `Stop` and events that are not known give nothing: the first and the
 * last say nothing that is learned, and a call is learned once, with its result. The same ids come out of the
 * transcripts on disk, so that a later import of the session adds nothing twice.
 *
 * @param raw any JSON value; unknown fields are ignored, and without session, folder or name of the event it is nothing
 * @param nowMs Unix time in ms, for input without a `timestamp`
 */
export function observeHook(raw: unknown, nowMs: number): Observation[] {
  const input = objectOf(raw);
  const session = readSession(input);
  const step = readStep(input, timeOf(input.timestamp) ?? nowMs);
  return session === undefined || step === undefined ? [] : observeStep(step, session);
}

/** The edit or command that an agent asks leave for, as it will be told of once it is made; nothing for any other step. */
export function foreseeHook(raw: unknown, nowMs: number): Foreseen[] {
  const input = objectOf(raw);
  if (input.hook_event_name !== 'PreToolUse') return [];
  return observeHook({ ...input, hook_event_name: 'PostToolUse' }, nowMs).filter(
    (seen) => seen.kind === 'edit' || seen.kind === 'command',
  );
}

export type Foreseen = Extract<Observation, { kind: 'edit' | 'command' }>;

function readSession(input: Readonly<Record<string, unknown>>): AgentSession | undefined {
  const id = textOf(input.session_id ?? input.sessionId);
  const folder = textOf(input.cwd);
  if (!id || !folder) return undefined;
  return { agent: nameAgent(textOf(input.transcript_path) ?? ''), id, folder };
}

/** Agents that share one form of hooks keep their transcripts at different places. */
function nameAgent(transcriptPath: string): string {
  if (/[\\/]GitHub\.copilot-chat[\\/]/i.test(transcriptPath)) return 'copilot';
  if (/[\\/]\.?claude[\\/]/.test(transcriptPath)) return 'claude-code';
  if (/[\\/]\.codex[\\/]/.test(transcriptPath)) return 'codex';
  if (/[\\/]\.gemini[\\/]/.test(transcriptPath)) return 'gemini-cli';
  return 'unknown';
}

function readStep(input: Readonly<Record<string, unknown>>, at: number): AgentStep | undefined {
  const event = textOf(input.hook_event_name);
  if (event === 'UserPromptSubmit') return { type: 'turn', speaker: 'user', at, text: textOf(input.prompt) ?? '' };
  if (event !== 'PostToolUse' && event !== 'PostToolUseFailure') return undefined;
  const tool = textOf(input.tool_name);
  const id = textOf(input.tool_use_id);
  if (!tool || !id) return undefined;
  const { output, exitCode, hasFailed } = readResponse(input.tool_response ?? input.error);
  const failed = event === 'PostToolUseFailure' ? true : hasFailed;
  return {
    type: 'tool',
    id: plainCallId(id),
    at,
    tool,
    input: input.tool_input,
    output,
    ...(exitCode !== undefined && { exitCode }),
    ...(failed !== undefined && { hasFailed: failed }),
  };
}
