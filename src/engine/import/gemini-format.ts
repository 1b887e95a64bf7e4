// Transcripts of the Gemini CLI: `~/.gemini/tmp/<project>/chats/session-*.jsonl`, one record a line, or of older ones a
// `.json` that holds all; the project is named by an id that `projects.json` explains, or by the hash of its path.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { listFiles, readText } from './file-listing.ts';
import { readResponse } from './tool-response.ts';
import { type DocumentFormat, type LineFormat, type LineState, parseJson } from './transcript-format.ts';

type Fields = Readonly<Record<string, unknown>>;

export const geminiFormat: LineFormat = {
  version: 1,
  shape: 'lines',

  find: ({ home }, folder) => findChats(home, folder, '.jsonl'),

  readLine(raw, state) {
    const record = objectOf(raw);
    state.session = textOf(record.sessionId) ?? state.session;
    state.lastAt = timeOf(record.timestamp ?? record.lastUpdated) ?? state.lastAt;
    const back = textOf(record.$rewindTo);
    if (back !== undefined) return [rewind(back, state)];
    if (record.type === 'user') return [turn('user', record, state)];
    if (record.type !== 'gemini') return [];
    return [
      turn('agent', record, state),
      ...listOf(record.toolCalls).flatMap((call) => readCall(objectOf(call), state)),
    ];
  },
};

export const geminiDocumentFormat: DocumentFormat = {
  version: 1,
  shape: 'document',

  find: ({ home }, folder) => findChats(home, folder, '.json'),

  readDocument(text, { folder }) {
    const { messages, ...head } = objectOf(parseJson(text));
    const state: LineState = { lastAt: 0, calls: [] };
    const steps = [head, ...listOf(messages)].flatMap((record) => geminiFormat.readLine(record, state));
    return { session: state.session, folder, steps };
  },
};

async function findChats(home: string, folder: string, ending: string): Promise<{ path: string; folder: string }[]> {
  const root = join(home, '.gemini');
  const listed = objectOf(objectOf(parseJson((await readText(join(root, 'projects.json'))) ?? '')).projects);
  const names = [textOf(listed[folder]), hash('sha256', folder)].filter((name) => name !== undefined);
  const lists = await Promise.all(names.map((name) => listFiles(join(root, 'tmp', name, 'chats'), ending, 1)));
  return lists.flat().map((path) => ({ path, folder }));
}

function turn(speaker: 'user' | 'agent', { content }: Fields, { lastAt }: LineState): AgentStep {
  const parts =
    typeof content === 'string' ? [content] : listOf(content).map((part) => textOf(objectOf(part).text) ?? '');
  return { type: 'turn', speaker, at: lastAt, text: parts.join('\n') };
}

/** A record is written again when its calls have ended; one whose calls are still going waits for that. */
function readCall(call: Fields, { lastAt }: LineState): AgentStep[] {
  const id = textOf(call.id);
  const status = textOf(call.status);
  if (!id || (status !== undefined && !/^(?:success|error|cancelled)$/i.test(status))) return [];
  const [first] = listOf(call.result).map((part) => objectOf(objectOf(objectOf(part).functionResponse).response));
  const response = readResponse(first ?? call.result);
  const failed = status === undefined ? response.hasFailed : !/^success$/i.test(status);
  return [
    {
      type: 'tool',
      id,
      at: lastAt,
      tool: textOf(call.name) ?? '',
      input: call.args,
      ...response,
      ...(failed !== undefined && { hasFailed: failed }),
    },
  ];
}

function rewind(to: string, { lastAt }: LineState): AgentStep {
  const input = { description: 'went back to an earlier point and took another way' };
  return { type: 'tool', id: `rewind:${to}`, at: lastAt, tool: 'rewind', input, isDeadEnd: true };
}
