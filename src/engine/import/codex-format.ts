// Transcripts of Codex: `~/.codex/sessions/YYYY/MM/DD/rollout-*.jsonl`, one item a line, its payload by type.
import { join } from 'node:path';
import { type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { listFiles } from './file-listing.ts';
import { readResponse } from './tool-response.ts';
import { beginCall, endCall, type LineFormat, type LineState, parseJson } from './transcript-format.ts';

type Payload = Readonly<Record<string, unknown>>;

export const codexFormat: LineFormat = {
  version: 1,
  shape: 'lines',

  async find({ home, env }) {
    const root = env.CODEX_HOME || join(home, '.codex');
    const lists = await Promise.all(
      ['sessions', 'archived_sessions'].map((name) => listFiles(join(root, name), '.jsonl', 3)),
    );
    return lists.flat().map((path) => ({ path }));
  },

  readLine(raw, state) {
    const line = objectOf(raw);
    const payload = objectOf(line.payload);
    state.lastAt = timeOf(line.timestamp) ?? state.lastAt;
    if (line.type === 'session_meta') state.session = textOf(payload.id) ?? state.session;
    if (line.type === 'session_meta' || line.type === 'turn_context')
      state.folder = textOf(payload.cwd) ?? state.folder;
    return line.type === 'response_item' ? readItem(payload, state) : [];
  },
};

function readItem(item: Payload, state: LineState): AgentStep[] {
  const id = textOf(item.call_id) ?? '';
  switch (item.type) {
    case 'message':
      return readMessage(item, state);
    case 'function_call':
      beginCall(state, callOf(id, item, parseJson(textOf(item.arguments) ?? '') ?? item.arguments, state));
      return [];
    case 'custom_tool_call':
      beginCall(state, callOf(id, item, item.input, state));
      return [];
    case 'local_shell_call':
      beginCall(state, { id, tool: 'shell', input: item.action, at: state.lastAt });
      return [];
    case 'function_call_output':
    case 'custom_tool_call_output': {
      const call = endCall(state, id);
      return call === undefined ? [] : [{ type: 'tool', ...call, ...readOutput(item.output) }];
    }
    default:
      return [];
  }
}

function callOf(id: string, item: Payload, input: unknown, { lastAt }: LineState) {
  return { id, tool: textOf(item.name) ?? '', input, at: lastAt };
}

function readMessage({ role, content }: Payload, { lastAt }: LineState): AgentStep[] {
  const texts = listOf(content).map((part) => textOf(objectOf(part).text) ?? '');
  // What the program tells the model of the machine and the user's rules nobody typed.
  const said = texts.filter((text) => !/^\s*(?:<[a-z][\w-]*>|# AGENTS\.md)/.test(text)).join('\n');
  if (role !== 'user' && role !== 'assistant') return [];
  return [{ type: 'turn', speaker: role === 'user' ? 'user' : 'agent', at: lastAt, text: said }];
}

/** Plain text, or JSON text of `{output, metadata: {exit_code}}`. */
function readOutput(output: unknown) {
  const unpacked = objectOf(typeof output === 'string' ? parseJson(output) : output);
  if (textOf(unpacked.output) === undefined) return readResponse(output);
  return readResponse({ output: unpacked.output, exit_code: objectOf(unpacked.metadata).exit_code });
}
