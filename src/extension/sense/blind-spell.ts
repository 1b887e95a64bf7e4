// While nothing is to be recorded, what the open files hold is kept in mind, so that afterwards it is known which lines
// are not for the memory. Nothing of it leaves this process.
import * as vscode from 'vscode';
import { textBytesMax } from './document-filter.ts';
import type { UnseenLines } from './unseen-lines.ts';

/** Disposing of it ends the spell: what was typed in it is then known to `unseen`. */
export function beginBlindSpell(unseen: UnseenLines): vscode.Disposable {
  const before = new Map<vscode.TextDocument, string>();

  const open = (document: vscode.TextDocument) => {
    if (document.uri.scheme !== 'file' && document.uri.scheme !== 'vscode-notebook-cell') return;
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
