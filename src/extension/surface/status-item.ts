// The state of the memory comes in, one item in the status bar goes out, with a menu behind it.
import * as vscode from 'vscode';
import { editorText } from './editor-text.ts';
import { describeState, type MemoryState } from './status-wording.ts';
import { withoutIcons } from './wording.ts';

export interface StatusItem extends vscode.Disposable {
  show(state: MemoryState): void;
}

export function createStatusItem(): StatusItem {
  const item = vscode.window.createStatusBarItem('secondNature.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Second Nature';
  item.command = 'secondNature.showMenu';
  return {
    show(state) {
      const { text, lines } = describeState(state, editorText());
      item.text = text;
      item.tooltip = lines.map(withoutIcons).join('\n');
      item.accessibilityInformation = { label: `Second Nature: ${lines[0]}` };
      item.show();
    },
    dispose: () => item.dispose(),
  };
}

/** Asks which of the commands that make sense now is meant. */
export async function openStatusMenu(state: MemoryState): Promise<void> {
  const entry = (icon: string, label: string, command: string) => ({ label: `$(${icon}) ${label}`, command });
  const entries = [
    entry('search', vscode.l10n.t('Recall…'), 'secondNature.recall'),
    entry('list-tree', vscode.l10n.t('Open the explorer'), 'secondNature.openExplorer'),
    state.importing === undefined
      ? entry('git-commit', vscode.l10n.t('Import the git history'), 'secondNature.importHistory')
      : entry('close', vscode.l10n.t('Stop importing'), 'secondNature.cancelImport'),
    ...(state.sleeping === undefined ? [] : [entry('bell', vscode.l10n.t('Wake it up'), 'secondNature.wakeUp')]),
    entry('lightbulb', vscode.l10n.t('Show what it learned in its sleep'), 'secondNature.showDiary'),
    state.isPaused
      ? entry('play', vscode.l10n.t('Resume recording'), 'secondNature.resume')
      : entry('debug-pause', vscode.l10n.t('Pause recording…'), 'secondNature.pauseFor'),
    entry('bell-slash', vscode.l10n.t('No hints for a while…'), 'secondNature.snoozeHints'),
    entry('info', vscode.l10n.t('Show the status'), 'secondNature.showStatus'),
  ];
  const title = `Second Nature: ${describeState(state, editorText()).lines[0]}`;
  const chosen = await vscode.window.showQuickPick(entries, { title });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}
