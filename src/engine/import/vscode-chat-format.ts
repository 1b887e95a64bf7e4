// Chats of VS Code with its built-in agent: `workspaceStorage/<id>/chatSessions/<session>.jsonl`, a log of changes to one
// session object, or that object as JSON in older versions. The editor may be writing the end of it. Of most tools the chat
// does not keep what they were given; the agent's transcript of the same session does.
import { basename, join } from 'node:path';
import { type AgentStep, listOf, objectOf, plainCallId, type ToolCall, textOf, timeOf } from './agent-step.ts';
import { readCalls, transcriptBeside } from './copilot-transcript-format.ts';
import { listFiles } from './file-listing.ts';
import { readDeed } from './tool-call-shape.ts';
import { readResponse } from './tool-response.ts';
import { type BegunCall, type DocumentFormat, parseJson } from './transcript-format.ts';
import { storagesOf } from './vscode-storage.ts';

type Fields = Readonly<Record<string, unknown>>;
type Calls = ReadonlyMap<string, BegunCall>;

export const vscodeChatFormat: DocumentFormat = {
  version: 1,
  shape: 'document',

  async find(places, folder) {
    const storages = await storagesOf(places, folder);
    const lists = await Promise.all(storages.map((storage) => listFiles(join(storage, 'chatSessions'), '', 0)));
    const files = lists.flat().filter((path) => /\.jsonl?$/.test(path));
    return files.map((path) => {
      const session = basename(path).replace(/\.jsonl?$/, '');
      return { path, folder, session, companion: transcriptBeside(path, session) };
    });
  },

  readDocument(text, { session, folder }, companion) {
    const root = objectOf(replayLog(text));
    const calls = readCalls(companion);
    const steps = listOf(root.requests).flatMap((request) => readRequest(objectOf(request), calls));
    return { session: textOf(root.sessionId) ?? session, folder, steps };
  },
};

/**
 * The object that a log of changes leads to: 0 sets the root, 1 sets a value, 2 cuts a list and adds to it, 3 deletes.
 * A change that does not fit is passed over; none reaches beyond what the log itself has made.
 */
export function replayLog(text: string): unknown {
  if (!/^\s*\{\s*"kind"/.test(text)) return parseJson(text);
  const holder: Fields = {};
  for (const line of text.split('\n')) {
    const { kind, k, v, i } = objectOf(parseJson(line));
    const keys = ['root', ...(kind === 0 ? [] : listOf(k))];
    const last = keys.pop();
    const owner = keys.reduce(ownedBy, holder);
    if (Array.isArray(owner)) changeItem(owner, last, { kind, v, i });
    else if (typeof owner === 'object' && owner !== null && typeof last === 'string' && last !== '__proto__') {
      changeField(owner as Record<string, unknown>, last, { kind, v, i });
    }
  }
  return holder.root;
}

function ownedBy(owner: unknown, key: unknown): unknown {
  if (typeof owner !== 'object' || owner === null) return undefined;
  const isKey = typeof key === 'string' || typeof key === 'number';
  return isKey && Object.hasOwn(owner, key) ? (owner as Record<string | number, unknown>)[key] : undefined;
}

interface Change {
  readonly kind: unknown;
  readonly v: unknown;
  readonly i: unknown;
}

function changeField(owner: Record<string, unknown>, key: string, { kind, v, i }: Change): void {
  if (kind === 0 || kind === 1) owner[key] = v;
  else if (kind === 2) owner[key] = push(Object.hasOwn(owner, key) ? owner[key] : undefined, v, i);
  else if (kind === 3) delete owner[key];
}

/** A list grows by one at a time: its length is not what somebody made up. */
function changeItem(owner: unknown[], key: unknown, { kind, v, i }: Change): void {
  const index = Number(typeof key === 'string' || typeof key === 'number' ? key : Number.NaN);
  if (!Number.isInteger(index) || index < 0 || index > owner.length) return;
  if (kind === 1) owner[index] = v;
  else if (kind === 2) owner[index] = push(owner[index], v, i);
  else if (kind === 3 && index < owner.length) owner[index] = undefined;
}

/** The list, cut to its first `i` items and with the others behind them; a new one where there was none. */
function push(list: unknown, added: unknown, i: unknown): unknown[] {
  const kept: unknown[] = Array.isArray(list) ? list : [];
  if (typeof i === 'number' && i < kept.length) kept.length = Math.max(0, Math.trunc(i));
  for (const item of listOf(added)) kept.push(item);
  return kept;
}

function readRequest(request: Fields, calls: Calls): AgentStep[] {
  const at = timeOf(request.timestamp) ?? 0;
  const prompt = textOf(objectOf(request.message).text) ?? textOf(request.message) ?? '';
  const parts = listOf(request.response).map(objectOf);
  const said = parts.map((part) =>
    part.kind === undefined || part.kind === 'markdownContent' ? markdownOf(part) : '',
  );
  const called = parts.flatMap((part) => (part.kind === 'toolInvocationSerialized' ? readCall(part, at, calls) : []));
  const isTold = (path: string) => called.some((call) => hasEdited(call, path));
  return [
    { type: 'turn', speaker: 'user', at, text: prompt },
    ...called,
    ...parts
      .flatMap((part, index) => (part.kind === 'textEditGroup' ? readEdit(part, request, index, at) : []))
      .filter(({ input }) => !isTold(input.path)),
    { type: 'turn', speaker: 'agent', at, text: said.join('').replaceAll(emptyFence, '\n') },
  ];
}

/** The chat shows an edit in the place of what it fences. */
const emptyFence = /\n```\n\s*```\n/g;

/** A chat's paths are absolute, a patch may name the same file from the folder on. */
function hasEdited(call: ToolCall, path: string): boolean {
  const deed = readDeed(call);
  const whole = `/${posix(path)}`;
  return deed.type === 'edits' && deed.edits.some((edit) => whole.endsWith(`/${posix(edit.path)}`));
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}

function markdownOf({ value, content }: Fields): string {
  return textOf(value) ?? textOf(objectOf(content).value) ?? textOf(content) ?? '';
}

function readCall(part: Fields, requestedAt: number, calls: Calls): ToolCall[] {
  const id = plainCallId(textOf(part.toolCallId) ?? '');
  if (id === '' || part.isComplete === false) return [];
  const begun = calls.get(id);
  const details = objectOf(part.resultDetails);
  const terminal = objectOf(part.toolSpecificData);
  const line = objectOf(terminal.commandLine);
  const command = textOf(line.userEdited) ?? textOf(line.original) ?? textOf(terminal.command);
  const given = typeof details.input === 'string' ? (parseJson(details.input) ?? details.input) : details.input;
  const output = objectOf(terminal.terminalCommandOutput);
  const { exitCode } = objectOf(terminal.terminalCommandState);
  return [
    {
      type: 'tool',
      id,
      at: begun?.at ?? requestedAt,
      tool: begun?.tool ?? textOf(part.toolId) ?? '',
      input: command === undefined ? (given ?? begun?.input) : { command },
      ...readResponse(textOf(output.text) ?? { content: details.output, isError: details.isError }),
      ...(typeof exitCode === 'number' && Number.isSafeInteger(exitCode) && { exitCode }),
    },
  ];
}

/** An edit that the chat applied, by itself or for a tool. What stood there before is not told. */
function readEdit(part: Fields, request: Fields, index: number, at: number) {
  const uri = objectOf(part.uri);
  const path = textOf(uri.fsPath) ?? textOf(uri.path);
  const edits = listOf(part.edits).flatMap((group) => listOf(group).map((edit) => textOf(objectOf(edit).text) ?? ''));
  const content = edits.filter((text) => text !== '').join('\n');
  if (path === undefined || content === '') return [];
  const id = `${textOf(request.requestId) ?? at}:${index}`;
  return [{ type: 'tool', id, at, tool: 'create_text', input: { path, content } } as const];
}
