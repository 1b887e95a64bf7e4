// Transcripts that the Copilot agent writes beside the editor's own chats: `GitHub.copilot-chat/transcripts/*.jsonl`, one
// event a line. They hold no results, so they are read by themselves only where the chat itself is gone; else they tell
// what the tools of the chat were given.
import { basename, dirname, join } from 'node:path';
import { type AgentStep, listOf, objectOf, plainCallId, textOf, timeOf } from './agent-step.ts';
import { listFiles, listNames } from './file-listing.ts';
import { type BegunCall, beginCall, endCall, type LineFormat, type LineState, parseJson } from './transcript-format.ts';
import { storagesOf } from './vscode-storage.ts';

const folderName = join('GitHub.copilot-chat', 'transcripts');

export const copilotTranscriptFormat: LineFormat = {
  version: 1,
  shape: 'lines',

  async find(places, folder) {
    const files: { path: string; folder: string }[] = [];
    for (const storage of await storagesOf(places, folder)) {
      const chats = new Set((await listNames(join(storage, 'chatSessions'))).map((name) => name.replace(/\.\w+$/, '')));
      const paths = await listFiles(join(storage, folderName), '.jsonl', 0);
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
        const call = endCall(state, plainCallId(textOf(data.toolCallId) ?? ''));
        const failed = typeof data.success === 'boolean' ? { hasFailed: !data.success } : {};
        return call === undefined ? [] : [{ type: 'tool', ...call, ...failed } satisfies AgentStep];
      }
      default:
        return [];
    }
  },
};

function noteCall(request: Readonly<Record<string, unknown>>, state: LineState): void {
  beginCall(state, readCall(request, state.lastAt));
}

function readCall(request: Readonly<Record<string, unknown>>, at: number): BegunCall {
  const given = textOf(request.arguments);
  return {
    id: plainCallId(textOf(request.toolCallId) ?? ''),
    tool: textOf(request.name) ?? '',
    input: given === undefined ? request.arguments : (parseJson(given) ?? given),
    at,
  };
}

/** Where the transcript of a chat would be. */
export function transcriptBeside(chat: string, session: string): string {
  return join(dirname(dirname(chat)), folderName, `${session}.jsonl`);
}

/** What each call was given, and when, by the call's id. Any text may come. */
export function readCalls(transcript: string): ReadonlyMap<string, BegunCall> {
  const calls = transcript.split('\n').flatMap((text) => {
    const line = objectOf(parseJson(text));
    if (line.type !== 'assistant.message') return [];
    const at = timeOf(line.timestamp);
    return at === undefined
      ? []
      : listOf(objectOf(line.data).toolRequests).map((request) => readCall(objectOf(request), at));
  });
  return new Map(calls.map((call) => [call.id, call]));
}
