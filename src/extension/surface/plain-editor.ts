// An editor in, whether it shows a file as itself out: where it does not, nothing is said unasked.
import * as vscode from 'vscode';

/** Not in a diff, a merge, or whatever else shows a file without being its editor. */
export function isPlainEditor({ document, viewColumn }: vscode.TextEditor): boolean {
  return vscode.window.tabGroups.all.some(
    (group) => group.viewColumn === viewColumn && isShownBy(group.activeTab, document),
  );
}

/** For who is given no editor: whether any that is in sight shows the file as itself. */
export function isShownPlain(document: vscode.TextDocument): boolean {
  return vscode.window.tabGroups.all.some(({ activeTab }) => isShownBy(activeTab, document));
}

function isShownBy(tab: vscode.Tab | undefined, { uri }: vscode.TextDocument): boolean {
  return tab?.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
}
