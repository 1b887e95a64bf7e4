// A path as the memory holds it comes in, from the explorer page; the file it names in the folders that are open goes out.
import * as vscode from 'vscode';
import { pathBelowRoot } from './explorer-document.ts';

/**
 * Opens a remembered file, if it lies in the workspace and is still there.
 *
 * @throws with a message for the user otherwise
 */
export async function openFileOfPage(remembered: string, folder: vscode.WorkspaceFolder): Promise<void> {
  const plain = pathBelowRoot(remembered);
  if (plain === undefined) throw new Error(`“${remembered}” is not a file of this project.`);
  const file = await placeOf(plain, folder);
  if (!vscode.workspace.getWorkspaceFolder(file)) throw new Error(`“${plain}” lies outside the folders that are open.`);
  if (!(await exists(file))) throw new Error(`“${plain}” is no longer there.`);
  await vscode.commands.executeCommand('vscode.open', file);
}

/** @param plain below the project's root, POSIX separators */
export async function placeOf(plain: string, folder: vscode.WorkspaceFolder): Promise<vscode.Uri> {
  return vscode.Uri.joinPath(await projectRoot(folder.uri), plain);
}

/** The nearest folder upwards that holds a repository, since remembered paths begin there; else the folder itself. */
async function projectRoot(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
    if (await exists(vscode.Uri.joinPath(at, '.git'))) return at;
    if (vscode.Uri.joinPath(at, '..').path === at.path) return folder;
  }
}

function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
