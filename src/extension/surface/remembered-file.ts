// A path as the memory holds it comes in; the file it names in the folders that are open goes out, or is opened.
import * as vscode from 'vscode';
import { pathBelowRoot } from './explorer-document.ts';
import { plainLine } from './wording.ts';

const pathCharsMax = 200;

/** Opens a file that a memory mentions, if it lies in the workspace and is still there; says why where it does not. */
export async function openRememberedFile(folder: string, remembered: string): Promise<void> {
  const plain = pathBelowRoot(remembered);
  const shown = plainLine(plain ?? remembered, pathCharsMax);
  if (plain === undefined) return tell(vscode.l10n.t('{0} is not a file of this project.', shown));
  const file = await placeOf(plain, vscode.Uri.file(folder));
  if (!vscode.workspace.getWorkspaceFolder(file)) {
    return tell(vscode.l10n.t('{0} lies outside the folders that are open.', shown));
  }
  if (!(await exists(file))) return tell(vscode.l10n.t('{0} is not there any more.', shown));
  await vscode.commands.executeCommand('vscode.open', file);
}

/** @param plain below the project's root, POSIX separators */
export async function placeOf(plain: string, folder: vscode.Uri): Promise<vscode.Uri> {
  return vscode.Uri.joinPath(await projectRoot(folder), plain);
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
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
