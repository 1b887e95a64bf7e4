// The memory's tools for the agents of the editor. A call of the editor's language-model API comes in, the engine's own
// text goes out, the same that it gives over MCP. What cannot be undone is shown to the user before it is done.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type AgentToolAnswer,
  type AgentToolName,
  agentToolMethod,
  agentToolNames,
  agentToolResult,
} from '../../protocol/agent-tool.ts';
import type { MemoryClient } from '../surface/memory-client.ts';
import { plainLine } from '../surface/wording.ts';
import { chatSessionOf } from './chat-session.ts';
import { quoteMemory } from './memory-quotation.ts';

type Input = Readonly<Record<string, unknown>>;

export interface AgentToolParts {
  readonly memory: MemoryClient;
  /** The folder that is meant where a tool names none. */
  readonly folder: () => vscode.WorkspaceFolder | undefined;
  readonly log: { warn(message: string): void };
}

export interface CallBounds {
  readonly tokenBudget?: number | undefined;
  /** What it was told is not told to it again. */
  readonly session?: string | undefined;
}

/** Whoever uses the editor's tools is the editor's agent; which one, the editor does not say. */
const agent = 'copilot';

export function registerAgentTools(parts: AgentToolParts): vscode.Disposable {
  const registered: vscode.Disposable[] = [];
  for (const name of agentToolNames) {
    try {
      registered.push(vscode.lm.registerTool(name, toolOf(name, parts)));
    } catch (error) {
      // The name is taken by another extension: the other tools are still worth having.
      parts.log.warn(`The tool ${name} could not be registered: ${(error as Error).message}`);
    }
  }
  return vscode.Disposable.from(...registered);
}

function toolOf(name: AgentToolName, parts: AgentToolParts): vscode.LanguageModelTool<Input> {
  return {
    async prepareInvocation({ input }, token) {
      const invocationMessage = phraseCall(name, input);
      if (name !== 'forget') return { invocationMessage };
      const preview = await callTool(parts, name, without(input, 'confirm'), token);
      if (preview.confirm === undefined) return { invocationMessage };
      const message = quoteMemory(preview.text.split('\n\n')[0]!);
      return {
        invocationMessage,
        confirmationMessages: { title: vscode.l10n.t('Forget this for good?'), message },
      };
    },
    async invoke({ input, tokenizationOptions, toolInvocationToken }, token) {
      const bounds = { tokenBudget: tokenizationOptions?.tokenBudget, session: chatSessionOf(toolInvocationToken) };
      const answer =
        name === 'forget' ? await forget(parts, input, token) : await callTool(parts, name, input, token, bounds);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer.text)]);
    },
  };
}

/** The user has seen the preview and agreed; a second one gives the code that the engine wants. */
async function forget(parts: AgentToolParts, input: Input, token: vscode.CancellationToken): Promise<AgentToolAnswer> {
  const asked = without(input, 'confirm');
  const preview = await callTool(parts, 'forget', asked, token);
  if (preview.confirm === undefined) return preview;
  return callTool(parts, 'forget', { ...asked, confirm: preview.confirm }, token);
}

export async function callTool(
  { memory, folder }: Pick<AgentToolParts, 'memory' | 'folder'>,
  tool: AgentToolName,
  input: Input,
  token: vscode.CancellationToken,
  { tokenBudget, session }: CallBounds = {},
): Promise<AgentToolAnswer> {
  const place = folderOf(input.folder, folder());
  if (place === undefined) return { text: 'No folder is open that has a memory.', isError: true, evidence: [] };
  const params = {
    folder: place,
    tool,
    input: without(input, 'folder'),
    agent,
    call: randomUUID(),
    ...(session !== undefined && { session }),
    ...(tokenBudget !== undefined && { tokensMax: Math.min(Math.max(Math.floor(tokenBudget), 50), 8_000) }),
  };
  const reply = await memory.request(agentToolMethod, params, agentToolResult, token);
  return reply.ok ? reply.value : { text: reply.message, isError: true, evidence: [] };
}

/** Of the open folders only: an agent in one project does not read the memory of another. */
function folderOf(named: unknown, current: vscode.WorkspaceFolder | undefined): string | undefined {
  const open = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const meant = open.find(({ uri }) => uri.fsPath === named);
  return (meant ?? (current?.uri.scheme === 'file' ? current : open[0]))?.uri.fsPath;
}

function without(input: Input, key: string): Input {
  const { [key]: _, ...rest } = input;
  return rest;
}

function phraseCall(name: AgentToolName, input: Input): string {
  const said = (key: string) => plainLine(typeof input[key] === 'string' ? (input[key] as string) : '', 80);
  switch (name) {
    case 'orient':
      return vscode.l10n.t('Looking at what is known here');
    case 'recall':
      return vscode.l10n.t('Recalling: {0}', said('question'));
    case 'remember':
      return vscode.l10n.t('Remembering: {0}', said('text'));
    case 'feedback':
      return vscode.l10n.t('Judging a memory: {0}', said('verdict'));
    case 'forget':
      return vscode.l10n.t('Forgetting');
  }
}
