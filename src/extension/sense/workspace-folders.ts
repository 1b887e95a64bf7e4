// Where the open workspace is on disk.
import * as vscode from 'vscode';

/** Absolute paths of the workspace's folders; those that are not on disk are left out. */
export function workspaceFolders(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}
