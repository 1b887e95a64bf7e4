// What an agent's host tells a hook comes in, as loose as hosts are; what the memory can answer to goes out: a session, a
// prompt, files about to change, errors that a tool has met.
import path from 'node:path';
import { type OutputError, readOutputErrors } from '../model/output-error-reader.ts';

export interface HookStep {
  readonly event: string;
  readonly session: string;
  /** Absolute. */
  readonly folder: string;
  readonly prompt: string;
  readonly agent: string;
  /** Absolute paths of files that the tool is to change. */
  readonly edited: readonly string[];
  readonly errors: readonly OutputError[];
}

type Loose = Readonly<Record<string, unknown>>;

const pathsMax = 20;
const errorsMax = 5;
const responseCharsMax = 100_000;
const editingTool = /edit|write|replace|insert|create|apply_?patch|rename|delete/i;
/** Tools whose words are those of a program, not those of a file. */
const runningTool = /terminal|bash|shell|exec|command|task|test|error|problem|diagnos|build/i;

/** @returns undefined where session, folder or event is missing */
export function readHookStep(input: Loose): HookStep | undefined {
  const event = text(input.hook_event_name);
  const session = text(input.session_id);
  const folder = text(input.cwd);
  if (event === '' || session === '' || !path.isAbsolute(folder)) return undefined;
  const tool = text(input.tool_name);
  return {
    event,
    session: session.slice(0, 80),
    folder,
    prompt: text(input.prompt).slice(0, 4_000),
    agent: agentOf(text(input.transcript_path)),
    edited: editingTool.test(tool) ? editedPaths(input.tool_input, folder) : [],
    errors:
      runningTool.test(tool) || event === 'PostToolUseFailure'
        ? readOutputErrors(responseOf(input)).slice(0, errorsMax)
        : [],
  };
}

function agentOf(transcript: string): string {
  if (/copilot/i.test(transcript)) return 'copilot';
  return /[\\/]\.?claude[\\/]/.test(transcript) ? 'claude-code' : 'agent';
}

function editedPaths(input: unknown, folder: string): string[] {
  const given = loose(input);
  const nested = [given.replacements, given.edits, given.files].flatMap((list) => (Array.isArray(list) ? list : []));
  const named = [given, ...nested.map(loose)].flatMap((part) => [
    text(part.filePath) || text(part.file_path) || text(part.path) || text(part.notebook_path),
  ]);
  const patch = text(given.input) || text(given.patch);
  const patched = [...patch.matchAll(/^\*\*\* (?:Update|Add|Delete) File: (.+)$/gm)].map((match) => match[1]!.trim());
  const paths = [...named, ...patched].filter((name) => name !== '').map((name) => path.resolve(folder, name));
  return [...new Set(paths)].slice(0, pathsMax);
}

function responseOf({ tool_response: response, error }: Loose): string {
  const parts = [response, error].map((part) => (typeof part === 'string' ? part : JSON.stringify(part ?? '')));
  return parts.join('\n').replaceAll('\\n', '\n').slice(-responseCharsMax);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}
