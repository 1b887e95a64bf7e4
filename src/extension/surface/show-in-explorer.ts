// From a list of the editor to the page: a target comes in, the explorer opens with it. The command is the one way, so that
// every hint leads to the same place.
import * as vscode from 'vscode';
import type { ExplorerTarget } from '../../protocol/explorer-page.ts';

/** What the entry of a list is called that leads there. */
export function wordExplain(): string {
  return vscode.l10n.t('Show it on the map of the memory');
}

export async function showInExplorer(target: ExplorerTarget): Promise<void> {
  await vscode.commands.executeCommand('secondNature.openExplorer', target);
}
