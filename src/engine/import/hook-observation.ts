// What an agent's hook gets on stdin, in; observations out. Live eyes on agents: prompts, tool calls with their results,
// and so who edited what.
import type { Observation } from '../model/event.ts';
import { type AgentSession, type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { observeStep } from './step-observation.ts';

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

/** VS Code marks a call's id with its own number when it hands it to a hook. */
function plainCallId(id: string): string {
  return id.replace(/__vscode-\d+$/, '');
}

/** Plain text, `{stdout, stderr, interrupted}`, `{content: [{text}], is_error}`, or an object that is kept as JSON. */
function readResponse(response: unknown): { output: string; exitCode?: number; hasFailed?: boolean } {
  if (typeof response === 'string') return { output: withoutHookContext(response), ...exitCodeIn(response) };
  const given = objectOf(response);
  const parts = [given.stdout, given.stderr, given.output, given.text, ...listOf(given.content ?? response)];
  const texts = parts.map((part) => textOf(part) ?? textOf(objectOf(part).text) ?? '').filter((text) => text !== '');
  const output = withoutHookContext(texts.join('\n') || textOf(given.content) || '');
  const code = given.exit_code ?? given.exitCode;
  const failed = given.is_error ?? given.isError ?? given.interrupted;
  return {
    output,
    ...(typeof code === 'number' && Number.isInteger(code) ? { exitCode: code } : exitCodeIn(output)),
    ...(typeof failed === 'boolean' && { hasFailed: failed }),
  };
}

/** What hooks said to the model is no part of what the tool said: it may be our own memory. */
function withoutHookContext(text: string): string {
  return text.replace(/\n*<(PreToolUse|PostToolUse)-context>[\s\S]*?<\/\1-context>\n*/g, '\n').trim();
}

/** `Exit code: 1`, `Command exited with code 1`, `Process exited with code 1`, as agents' shells write it. */
function exitCodeIn(text: string): { exitCode?: number } {
  const found = /^\W{0,3}(?:(?:command|process)? ?exited with (?:exit )?code|exit code:?) (-?\d{1,6})\b/im.exec(text);
  return found === null ? {} : { exitCode: Number(found[1]) };
}
