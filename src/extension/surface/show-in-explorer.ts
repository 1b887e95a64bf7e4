// From a list of the editor to the page: a target comes in, the explorer opens with it. The command is the one way, so that
// every hint leads to the same place.
import * as vscode from 'vscode';
import type { ExplorerTarget } from '../../protocol/explorer-page.ts';

export async function showInExplorer(target: ExplorerTarget): Promise<void> {
  await vscode.commands.executeCommand('secondNature.openExplorer', target);
}
