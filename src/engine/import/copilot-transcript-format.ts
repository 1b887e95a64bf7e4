// Transcripts that the Copilot agent writes beside the editor's own chats: `GitHub.copilot-chat/transcripts/*.jsonl`, one
// event a line. They hold no results, so they are read only where the chat itself is gone.
import { basename, join } from 'node:path';
import { type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { listFiles, listNames } from './file-listing.ts';
import { beginCall, endCall, type LineFormat, type LineState, parseJson } from './transcript-format.ts';
import { storagesOf } from './vscode-chat-format.ts';

export const copilotTranscriptFormat: LineFormat = {
  version: 1,
  shape: 'lines',

  async find(places, folder) {
    const files: { path: string; folder: string }[] = [];
    for (const storage of await storagesOf(places, folder)) {
      const chats = new Set((await listNames(join(storage, 'chatSessions'))).map((name) => name.replace(/\.\w+$/, '')));
      const paths = await listFiles(join(storage, 'GitHub.copilot-chat', 'transcripts'), '.jsonl', 0);
      files.push(...paths.filter((path) => !chats.has(basename(path, '.jsonl'))).map((path) => ({ path, folder })));
    }
    return files;
  },

  readLine(raw, state) {
    const line = objectOf(raw);
    const data = objectOf(line.data);
    state.lastAt = timeOf(line.timestamp) ?? state.lastAt;
    switch (line.type) {
      case 'session.start':
        state.session = textOf(data.sessionId) ?? state.session;
        return [];
      case 'user.message':
        return [{ type: 'turn', speaker: 'user', at: state.lastAt, text: textOf(data.content) ?? '' }];
      case 'assistant.message':
        for (const request of listOf(data.toolRequests).map(objectOf)) noteCall(request, state);
        return [{ type: 'turn', speaker: 'agent', at: state.lastAt, text: textOf(data.content) ?? '' }];
      case 'tool.execution_complete': {
        const call = endCall(state, textOf(data.toolCallId) ?? '');
        const failed = typeof data.success === 'boolean' ? { hasFailed: !data.success } : {};
        return call === undefined ? [] : [{ type: 'tool', ...call, ...failed } satisfies AgentStep];
      }
      default:
        return [];
    }
  },
};

function noteCall(request: Readonly<Record<string, unknown>>, state: LineState): void {
  const given = textOf(request.arguments);
  beginCall(state, {
    id: textOf(request.toolCallId) ?? '',
    tool: textOf(request.name) ?? '',
    input: given === undefined ? request.arguments : (parseJson(given) ?? given),
    at: state.lastAt,
  });
}
