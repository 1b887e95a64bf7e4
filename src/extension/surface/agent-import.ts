// What agents said and did in a folder before the memory was there, brought in with consent: the user is shown which
// agents have left sessions and chooses those that may be read. What was chosen is a setting, and read on from then on.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  agentImportMethod,
  agentImportResult,
  agentSourcesMethod,
  agentSourcesResult,
  type WireAgentSource,
} from '../../protocol/transcript.ts';
import { settingsSection } from '../settings.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine } from './wording.ts';

export const agentSourcesSetting = 'agents.sources';

const names: Readonly<Record<WireAgentSource, string>> = {
  copilot: 'GitHub Copilot, VS Code',
  'claude-code': 'Claude Code',
  codex: 'Codex CLI',
  'gemini-cli': 'Gemini CLI',
  cline: 'Cline',
  roo: 'Roo Code',
};

export interface AgentImport extends vscode.Disposable {
  /** Asks which of the found agents may be read, keeps the answer as the setting, and reads them. */
  ask(folder: string): Promise<void>;
  /** Reads what is new of those that may be read; says nothing unless something went wrong, and then in the log. */
  start(folder: string, sources: readonly WireAgentSource[]): Promise<void>;
}

export function createAgentImport(
  memory: MemoryClient,
  context: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'storageUri'>,
  log: { appendLine(line: string): void },
): AgentImport {
  const stopped = new vscode.CancellationTokenSource();
  const editor = {
    editorUser: path.dirname(path.dirname(context.globalStorageUri.fsPath)),
    ...(context.storageUri !== undefined && { editorStorage: path.dirname(context.storageUri.fsPath) }),
  };

  const read = async (folder: string, sources: readonly WireAgentSource[]) => {
    const params = { folder, ...editor, sources: [...sources], token: randomUUID() };
    const reply = await memory.request(agentImportMethod, params, agentImportResult, stopped.token);
    const problems = reply.ok ? reply.value.problems : reply.problem === 'cancelled' ? [] : [reply.message];
    for (const problem of problems) log.appendLine(plainLine(problem, 400));
    return reply;
  };

  return {
    async start(folder, sources) {
      if (sources.length > 0) await read(folder, sources);
    },

    async ask(folder) {
      const found = await memory.request(agentSourcesMethod, { folder, ...editor }, agentSourcesResult);
      if (!found.ok) return void vscode.window.showWarningMessage(`Second Nature: ${plainLine(found.message, 400)}`);
      const chosen = await chooseSources(found.value.sources.filter(({ files }) => files > 0));
      if (chosen === undefined) return;
      const section = vscode.workspace.getConfiguration(settingsSection);
      await section.update(agentSourcesSetting, chosen, vscode.ConfigurationTarget.Global);
      if (chosen.length === 0) return;
      const reply = await read(folder, chosen);
      if (!reply.ok) return void vscode.window.showWarningMessage(`Second Nature: ${plainLine(reply.message, 400)}`);
      const { imported, alreadyKnown } = reply.value;
      const sentence = editorText().tCount(
        imported,
        '{0} step of agents learned; known already: {1}.',
        '{0} steps of agents learned; known already: {1}.',
        alreadyKnown,
      );
      void vscode.window.showInformationMessage(sentence);
    },

    dispose() {
      stopped.cancel();
      stopped.dispose();
    },
  };
}

async function chooseSources(found: readonly { source: WireAgentSource; files: number }[]) {
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No sessions of agents were found for this folder.'));
    return undefined;
  }
  const allowed = readAgentSources();
  const items = found.map(({ source, files }) => ({
    label: names[source],
    description: files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', files),
    picked: allowed.includes(source),
    source,
  }));
  const title = vscode.l10n.t('Whose sessions may Second Nature read?');
  const placeHolder = vscode.l10n.t(
    'Only sessions in this folder. Secrets are taken out, and nothing leaves this machine.',
  );
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, title, placeHolder });
  return picked?.map(({ source }) => source);
}

/** What stands in the setting, without what is no agent. */
export function readAgentSources(): WireAgentSource[] {
  const value = vscode.workspace.getConfiguration(settingsSection).get<unknown>(agentSourcesSetting);
  const isSource = (item: unknown): item is WireAgentSource => typeof item === 'string' && Object.hasOwn(names, item);
  return Array.isArray(value) ? value.filter(isSource) : [];
}
