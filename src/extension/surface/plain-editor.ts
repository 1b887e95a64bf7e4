// An editor in, whether it shows a file as itself out: where it does not, nothing is said unasked.
import * as vscode from 'vscode';

/** Not in a diff, a merge, or whatever else shows a file without being its editor. */
export function isPlainEditor(editor: vscode.TextEditor): boolean {
  const uri = editor.document.uri.toString();
  return vscode.window.tabGroups.all.some(
    ({ viewColumn, activeTab }) =>
      viewColumn === editor.viewColumn &&
      activeTab?.input instanceof vscode.TabInputText &&
      activeTab.input.uri.toString() === uri,
  );
}
