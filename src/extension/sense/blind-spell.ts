// While a file is not to be recorded, what it holds is kept in mind, so that afterwards it is known which lines are not
// for the memory. Nothing of it leaves this process.
import * as vscode from 'vscode';
import { isFolderOut, type Settings } from '../settings.ts';
import { createDocumentFilter, textBytesMax } from './document-filter.ts';
import type { UnseenLines } from './unseen-lines.ts';
import { placeOfUri } from './uri-place.ts';

/**
 * Lasts for as long as the settings do. Disposing of it ends the spell: what was typed in it is then known to `unseen`.
 *
 * @param isWatching whether anything is sensed at all
 */
export function beginBlindSpell(unseen: UnseenLines, settings: Settings, isWatching: boolean): vscode.Disposable {
  const before = new Map<vscode.TextDocument, string>();
  const filter = createDocumentFilter(settings.excludeGlobs);
  const isBlind = (folder: string) => !isWatching || !settings.sensors.edits || isFolderOut(settings, folder);
  /** A file that always stays out is quoted by programs; the names in it are others' too, and errors need them. */
  const staysOut = ({ uri }: vscode.TextDocument) => placeOfUri(filter, vscode.Uri.file(uri.fsPath)) === undefined;

  const open = (document: vscode.TextDocument) => {
    const { scheme, fsPath } = document.uri;
    if (scheme !== 'file' && scheme !== 'vscode-notebook-cell') return;
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(fsPath))?.uri.fsPath;
    if (folder === undefined || !(isBlind(folder) || staysOut(document))) return;
    const text = document.getText();
    if (text.length <= textBytesMax) before.set(document, text);
  };
  const note = (document: vscode.TextDocument) => {
    const text = before.get(document);
    if (text === undefined) return;
    const now = document.getText();
    before.set(document, now);
    if (staysOut(document)) unseen.addLines(document.uri.fsPath, text, now);
    else unseen.add(document.uri.fsPath, text, now);
  };
  const leave = (document: vscode.TextDocument) => {
    note(document);
    before.delete(document);
  };

  for (const document of vscode.workspace.textDocuments) open(document);
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidSaveTextDocument(note),
    vscode.workspace.onDidCloseTextDocument(leave),
  ];
  return {
    dispose() {
      for (const document of [...before.keys()]) leave(document);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}
