// Transcripts of Claude Code: `~/.claude/projects/<folder>/<session>.jsonl`, one message a line; those of sub-agents stand
// below, in `<session>/subagents`.
import { join } from 'node:path';
import { type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { listFiles, listNames } from './file-listing.ts';
import { readResponse } from './tool-response.ts';
import { beginCall, endCall, type LineFormat, type LineState } from './transcript-format.ts';

export const claudeCodeFormat: LineFormat = {
  version: 2,
  shape: 'lines',

  async find({ home, env }, folder) {
    const roots = [env.CLAUDE_CONFIG_DIR, join(home, '.claude'), join(home, '.config', 'claude')].filter(
      (root) => !!root,
    );
    // The folder's path with its separators and dots made dashes; folders inside it begin alike.
    const slug = folder.replace(/[^A-Za-z0-9]/g, '-');
    const files: string[] = [];
    for (const root of new Set(roots as string[])) {
      const projects = join(root, 'projects');
      const names = (await listNames(projects)).filter((name) => name === slug || name.startsWith(`${slug}-`));
      for (const name of names) files.push(...(await listFiles(join(projects, name), '.jsonl', 2)));
    }
    return files.map((path) => ({ path }));
  },

  readLine(raw, state) {
    const line = objectOf(raw);
    state.session = textOf(line.sessionId) ?? state.session;
    state.folder = textOf(line.cwd) ?? state.folder;
    state.lastAt = timeOf(line.timestamp) ?? state.lastAt;
    // What is marked as meta nobody said.
    if (line.isMeta === true) return [];
    const { content } = objectOf(line.message);
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content).map(objectOf);
    if (line.isSidechain === true) return readSidechain(parts, line, state);
    const before = state.lastLine;
    state.lastLine = textOf(line.uuid) ?? before;
    if (line.type === 'assistant') return parts.flatMap((part) => readSaid(part, state));
    if (line.type !== 'user') return [];
    const steps = parts.flatMap((part) => readHeard(part, line, state));
    const parent = textOf(line.parentUuid);
    const wentBack = steps.some((step) => step.type === 'turn') && !!parent && !!before && parent !== before;
    return wentBack ? [rewind(textOf(line.uuid) ?? parent, state), ...steps] : steps;
  },
};

/** What a sub-agent is told comes from the agent above it; what it does counts as any deed of the session. */
function readSidechain(
  parts: readonly Readonly<Record<string, unknown>>[],
  line: Readonly<Record<string, unknown>>,
  state: LineState,
): AgentStep[] {
  if (line.type === 'assistant') return parts.flatMap((part) => readSaid(part, state));
  return parts.flatMap((part) => readHeard(part, line, state)).filter((step) => step.type === 'tool');
}

function readSaid(part: Readonly<Record<string, unknown>>, state: LineState): AgentStep[] {
  const id = textOf(part.id);
  if (part.type === 'tool_use' && id) {
    beginCall(state, { id, tool: textOf(part.name) ?? '', input: part.input, at: state.lastAt });
  }
  return part.type === 'text'
    ? [{ type: 'turn', speaker: 'agent', at: state.lastAt, text: textOf(part.text) ?? '' }]
    : [];
}

function readHeard(
  part: Readonly<Record<string, unknown>>,
  line: Readonly<Record<string, unknown>>,
  state: LineState,
): AgentStep[] {
  if (part.type === 'tool_result') {
    const call = endCall(state, textOf(part.tool_use_id) ?? '');
    if (call === undefined) return [];
    const response = readResponse({ ...objectOf(line.toolUseResult), content: part.content, is_error: part.is_error });
    return [{ type: 'tool', ...call, ...response }];
  }
  const text = textOf(part.text);
  // Commands of the program itself and what it adds for the model are in angle brackets.
  const isTyped = part.type === 'text' && text !== undefined && !/^\s*(?:<[a-z][\w-]*>|Caveat: )/.test(text);
  return isTyped ? [{ type: 'turn', speaker: 'user', at: state.lastAt, text }] : [];
}

/** The conversation went on from an earlier point: what came after that point led nowhere. */
function rewind(id: string, { lastAt }: LineState): AgentStep {
  const input = { description: 'went back to an earlier point and took another way' };
  return { type: 'tool', id: `rewind:${id}`, at: lastAt, tool: 'rewind', input, isDeadEnd: true };
}
