// Tasks of Cline and of Roo, which grew out of it: `globalStorage/<extension>/tasks/<task>/ui_messages.json`, a list of
// what was said and asked.
import { basename, dirname, join } from 'node:path';
import { type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { listNames, readText } from './file-listing.ts';
import { readResponse } from './tool-response.ts';
import { type DocumentFormat, parseJson, type TranscriptFile } from './transcript-format.ts';

type Fields = Readonly<Record<string, unknown>>;

const askedBackMax = 3;

export const clineFormat = taskFormat('saoudrizwan.claude-dev', async (storage) => {
  const tasks = listOf(parseJson((await readText(join(storage, 'state', 'taskHistory.json'))) ?? '')).map(objectOf);
  return new Map(
    tasks.map(({ id, ...task }) => [
      typeof id === 'number' ? String(id) : (textOf(id) ?? ''),
      textOf(task.cwdOnTaskInitialization) ?? textOf(task.workspace),
    ]),
  );
});

export const rooFormat = taskFormat('rooveterinaryinc.roo-cline', async (storage) => {
  const folders = new Map<string, string | undefined>();
  for (const name of await listNames(join(storage, 'tasks'))) {
    const item = objectOf(parseJson((await readText(join(storage, 'tasks', name, 'history_item.json'))) ?? ''));
    folders.set(name, textOf(item.workspace));
  }
  return folders;
});

function taskFormat(
  extension: string,
  readFolders: (storage: string) => Promise<ReadonlyMap<string, string | undefined>>,
): DocumentFormat {
  return {
    version: 1,
    shape: 'document',

    async find({ editorUser }) {
      if (editorUser === undefined) return [];
      const storage = join(editorUser, 'globalStorage', extension);
      const folders = await readFolders(storage);
      return (await listNames(join(storage, 'tasks'))).flatMap((name): TranscriptFile[] => {
        const folder = folders.get(name);
        const path = join(storage, 'tasks', name, 'ui_messages.json');
        return folder === undefined ? [] : [{ path, folder, session: name }];
      });
    },

    readDocument(text, { path, folder, session }) {
      const messages = listOf(parseJson(text)).map(objectOf);
      return { session: session ?? basename(dirname(path)), folder, steps: readMessages(messages) };
    },
  };
}

function readMessages(messages: readonly Fields[]): AgentStep[] {
  return messages.flatMap((message, index): AgentStep[] => {
    // What is still being written comes whole later, and what was asked for is said again when it is done.
    if (message.partial === true || isRepeat(message, messages.slice(Math.max(0, index - askedBackMax), index)))
      return [];
    const at = timeOf(message.ts) ?? 0;
    const text = textOf(message.text) ?? '';
    switch (textOf(message.say) ?? textOf(message.ask)) {
      case 'task':
      case 'user_feedback':
      case 'user_feedback_diff':
        return [{ type: 'turn', speaker: 'user', at, text }];
      case 'text':
        return [{ type: 'turn', speaker: index === 0 ? 'user' : 'agent', at, text }];
      case 'completion_result':
        return [{ type: 'turn', speaker: 'agent', at, text }];
      case 'tool':
        return readTool(text, at);
      case 'command':
        return [readCommand(text, at, outputAfter(messages, index))];
      default:
        return [];
    }
  });
}

function isRepeat({ say, text }: Fields, before: readonly Fields[]): boolean {
  return say !== undefined && before.some((asked) => asked.ask === say && asked.text === text);
}

/** `{"tool": "editedExistingFile", "path", "diff" | "content"}`. */
function readTool(text: string, at: number): AgentStep[] {
  const input = objectOf(parseJson(text));
  const tool = textOf(input.tool);
  return tool === undefined
    ? []
    : [{ type: 'tool', id: `${at}:${tool}`, at, tool: nameTool(tool), input: fieldsOf(input) }];
}

function nameTool(tool: string): string {
  return { editedExistingFile: 'edit_file', appliedDiff: 'apply_diff', newFileCreated: 'create_file' }[tool] ?? tool;
}

/** A new file's text is called `content`, as other agents do; of an edited one, the same field holds the change. */
function fieldsOf(input: Fields): Fields {
  return input.tool === 'newFileCreated' ? input : { ...input, diff: input.diff ?? input.content };
}

/** What a command wrote follows, in pieces, until something else is said. */
function outputAfter(messages: readonly Fields[], index: number): string {
  const pieces: string[] = [];
  for (let i = index + 1; i < messages.length; i += 1) {
    const { say, ask, text } = messages[i]!;
    if ((textOf(say) ?? textOf(ask)) !== 'command_output') break;
    pieces.push(textOf(text) ?? '');
  }
  return pieces.join('\n');
}

function readCommand(command: string, at: number, output: string): AgentStep {
  const id = `${at}:command`;
  return { type: 'tool', id, at, tool: 'execute_command', input: { command }, ...readResponse(output) };
}
