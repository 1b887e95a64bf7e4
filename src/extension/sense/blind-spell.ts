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
  const isRecorded = (path: string) => {
    const place = placeOfUri(filter, vscode.Uri.file(path));
    return isWatching && settings.sensors.edits && place !== undefined && !isFolderOut(settings, place.folder);
  };

  const open = (document: vscode.TextDocument) => {
    if (document.uri.scheme !== 'file' && document.uri.scheme !== 'vscode-notebook-cell') return;
    if (isRecorded(document.uri.fsPath)) return;
    const text = document.getText();
    if (text.length <= textBytesMax) before.set(document, text);
  };
  const leave = (document: vscode.TextDocument) => {
    const text = before.get(document);
    before.delete(document);
    if (text !== undefined) unseen.add(document.uri.fsPath, text, document.getText());
  };

  for (const document of vscode.workspace.textDocuments) open(document);
  const subscriptions = [vscode.workspace.onDidOpenTextDocument(open), vscode.workspace.onDidCloseTextDocument(leave)];
  return {
    dispose() {
      for (const document of [...before.keys()]) leave(document);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}
