// Tells the editor of the memory's MCP server, for agents in the editor that use no language-model tools. The editor's
// own agent would see every tool twice, so it is offered on request.
import * as vscode from 'vscode';

export interface McpServerParts {
  /** The command line of this build. */
  readonly script: string;
  readonly version: string;
  /** The memory directory. */
  readonly directory: string;
  readonly isOffered: () => boolean;
}

export interface McpServerOffer extends vscode.Disposable {
  /** The setting or the folders have changed. */
  changed(): void;
}

export function offerMcpServer({ script, version, directory, isOffered }: McpServerParts): McpServerOffer {
  const changes = new vscode.EventEmitter<void>();
  const registration = vscode.lm.registerMcpServerDefinitionProvider('second-nature.mcp', {
    onDidChangeMcpServerDefinitions: changes.event,
    provideMcpServerDefinitions() {
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      if (!isOffered()) return [];
      return folders.map(({ name, uri }) => {
        const label = folders.length === 1 ? 'Second Nature' : `Second Nature: ${name}`;
        const env = { ELECTRON_RUN_AS_NODE: '1', SECOND_NATURE_HOME: directory };
        const args = [script, 'mcp', '--folder', uri.fsPath];
        return new vscode.McpStdioServerDefinition(label, process.execPath, args, env, version);
      });
    },
  });
  return {
    changed: () => changes.fire(),
    dispose: () => vscode.Disposable.from(registration, changes).dispose(),
  };
}
