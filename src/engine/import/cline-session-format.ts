// Sessions of newer Clines: `~/.cline/data/sessions/<id>.json`, whole, or `<id>/<id>.json` with the messages beside it in
// `<id>.messages.json`. Messages are those of the model's interface: a role, and parts that are text, calls or results.
import { basename, dirname, join } from 'node:path';
import { type AgentStep, listOf, objectOf, textOf, timeOf } from './agent-step.ts';
import { listFiles, readText } from './file-listing.ts';
import { readResponse } from './tool-response.ts';
import { type DocumentFormat, parseJson, type TranscriptFile } from './transcript-format.ts';

type Fields = Readonly<Record<string, unknown>>;

const messagesEnding = '.messages.json';

export const clineSessionFormat: DocumentFormat = {
  version: 1,
  shape: 'document',

  async find({ home }) {
    const root = join(home, '.cline', 'data', 'sessions');
    const paths = await listFiles(root, '.json', 1);
    const found = await Promise.all(paths.map((path) => describe(path, paths)));
    return found.filter((file) => file !== undefined);
  },

  readDocument(text, { folder, session }) {
    const whole = parseJson(text);
    const messages = Array.isArray(whole) ? whole : listOf(objectOf(whole).messages);
    return { session, folder, steps: readMessages(messages.map(objectOf)) };
  },
};

/** A head without messages of its own only says where those of the file beside it were spoken. */
async function describe(path: string, all: readonly string[]): Promise<TranscriptFile | undefined> {
  const isApart = path.endsWith(messagesEnding);
  const session = basename(path, isApart ? messagesEnding : '.json');
  if (!isApart && all.includes(join(dirname(path), session + messagesEnding))) return undefined;
  const heads = isApart ? [join(dirname(path), `${session}.json`), `${dirname(path)}.json`, path] : [path];
  for (const head of heads) {
    const folder = folderOf(objectOf(parseJson((await readText(head)) ?? '')));
    if (folder !== undefined) return { path, folder, session };
  }
  return undefined;
}

function folderOf(head: Fields): string | undefined {
  const { cwd, workspace, workspaceRoot, cwdOnTaskInitialization } = { ...head, ...objectOf(head.metadata) } as Fields;
  return textOf(cwd) ?? textOf(workspaceRoot) ?? textOf(workspace) ?? textOf(cwdOnTaskInitialization);
}

function readMessages(messages: readonly Fields[]): AgentStep[] {
  const steps: AgentStep[] = [];
  const calls = new Map<string, { readonly tool: string; readonly input: unknown }>();
  let at = 0;
  for (const { role, content, ts, timestamp, createdAt } of messages) {
    at = timeOf(ts ?? timestamp ?? createdAt) ?? at;
    const speaker = role === 'user' ? 'user' : 'agent';
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content).map(objectOf);
    for (const part of parts as Fields[]) {
      const id = textOf(part.id) ?? textOf(part.tool_use_id) ?? '';
      const call = calls.get(id);
      if (part.type === 'tool_use') calls.set(id, { tool: textOf(part.name) ?? '', input: part.input });
      else if (part.type === 'tool_result' && call !== undefined) {
        steps.push({ type: 'tool', id, at, ...call, ...readResponse(part) });
      } else if (part.type === 'text') steps.push({ type: 'turn', speaker, at, text: spoken(textOf(part.text) ?? '') });
    }
  }
  return steps;
}

/** What the program adds for the model stands in tags. */
function spoken(text: string): string {
  return text
    .replace(/<(environment_details|system-reminder)>[\s\S]*?(?:<\/\1>|$)/g, '')
    .replace(/^\s*<task>|<\/task>\s*$/g, '');
}
