// All by which agents in the editor reach the memory, put together: tools, the chat participant, the offer of the MCP
// server, the environment of hooks, and what the editor's model is asked to word.
import * as vscode from 'vscode';
import type { Report } from '../sense/observation-draft.ts';
import type { Settings } from '../settings.ts';
import { type AgentToolParts, registerAgentTools } from './agent-tools.ts';
import { type WordingParts, wordBeliefs } from './belief-wording.ts';
import { createMemoryParticipant } from './chat-participant.ts';
import { prepareHooks } from './hook-environment.ts';
import { offerMcpServer } from './mcp-server.ts';

export interface AgentServing extends vscode.Disposable {
  settingsChanged(settings: Settings, isPaused: boolean): void;
}

/** Editors made from older sources lack some of it; what is there is used. */
export function serveAgents(
  parts: AgentToolParts &
    WordingParts & {
      readonly report: Report;
      readonly directory: string;
      readonly script: string;
      readonly version: string;
    },
): AgentServing {
  const { directory, script, version } = parts;
  let isMcpOffered = false;
  const hasTools = typeof vscode.lm?.registerTool === 'function';
  const hasMcp = typeof vscode.lm?.registerMcpServerDefinitionProvider === 'function';
  const hasChat = typeof vscode.chat?.createChatParticipant === 'function';
  const mcp = hasMcp ? offerMcpServer({ script, version, directory, isOffered: () => isMcpOffered }) : undefined;
  const wording = typeof vscode.lm?.selectChatModels === 'function' ? wordBeliefs(parts) : undefined;
  const serving = [
    ...(hasTools ? [registerAgentTools(parts)] : []),
    ...(hasChat ? [createMemoryParticipant(parts)] : []),
    ...[mcp, wording].filter((each) => each !== undefined),
  ];
  return {
    settingsChanged(settings, isPaused) {
      prepareHooks(directory, settings, isPaused);
      wording?.settingsChanged(settings, isPaused);
      isMcpOffered = settings.mcpServer === 'on' || (settings.mcpServer === 'auto' && !hasTools);
      mcp?.changed();
    },
    dispose: () => vscode.Disposable.from(...serving).dispose(),
  };
}
