// Long work on the memory with a notification that says how far it is and can stop it.
import * as vscode from 'vscode';
import { upkeepProgressMethod, upkeepProgressParams } from '../../protocol/upkeep.ts';
import type { MemoryClient } from './memory-client.ts';

/** @param token names the progress of the work, which gives it along with its request */
export function runUpkeep<T>(
  memory: MemoryClient,
  title: string,
  token: string,
  work: (cancellation: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (notice, cancellation) => {
    const heard = memory.onNotification(upkeepProgressMethod, upkeepProgressParams, (progress) => {
      if (progress.token !== token) return;
      const { stage, done, total } = progress;
      const share = total > 1 ? ` ${Math.floor((100 * done) / total)} %` : '';
      notice.report({ message: `${stageWords()[stage]}${share}` });
    });
    try {
      return await work(cancellation);
    } finally {
      heard.dispose();
    }
  });
}

function stageWords() {
  return {
    reading: vscode.l10n.t('reading the file'),
    writing: vscode.l10n.t('writing the file'),
    deriving: vscode.l10n.t('deriving again what stays'),
    cleaning: vscode.l10n.t('cleaning the files'),
    checking: vscode.l10n.t('looking for remains'),
  };
}
