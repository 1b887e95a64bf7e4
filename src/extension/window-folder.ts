// Which of the window's folders is meant where nobody has said it.
import * as vscode from 'vscode';

/** The folder of the file in front, else the first one. */
export function currentFolder(): vscode.WorkspaceFolder | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const ofFile = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  return ofFile ?? vscode.workspace.workspaceFolders?.[0];
}

export async function askFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folder = currentFolder();
  if (folder === undefined) {
    const sentence = vscode.l10n.t('Second Nature remembers by folder: open one first.');
    void vscode.window.showInformationMessage(sentence);
  }
  return folder;
}
