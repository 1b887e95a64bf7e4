// Files that have hurt come in from the engine, quiet badges in the file explorer go out: one letter, and why in the
// tooltip.
import * as vscode from 'vscode';
import { orientMethod, orientResult } from '../../protocol/recall.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine } from './wording.ts';

export interface FragileBadges extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  changed(): void;
}

/** Which files are fragile changes slowly; asking reads some hundred commits. */
const refreshPauseMs = 30_000;
const firstPauseMs = 1_000;

export function showFragileBadges(memory: MemoryClient): FragileBadges {
  const changedFiles = new vscode.EventEmitter<undefined>();
  let reasons = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;

  const refresh = async () => {
    const found = new Map<string, string>();
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      if (uri.scheme !== 'file') continue;
      const reply = await memory.request(orientMethod, { folder: uri.fsPath }, orientResult);
      if (!reply.ok) return; // What is known stays until the engine is back.
      for (const { path, reason } of reply.value.fragile) found.set(vscode.Uri.joinPath(uri, path).toString(), reason);
    }
    const isSame = found.size === reasons.size && [...found].every(([key, reason]) => reasons.get(key) === reason);
    reasons = found;
    if (!isSame) changedFiles.fire(undefined);
  };
  const arm = (pauseMs: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void refresh();
    }, pauseMs);
  };

  const registration = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changedFiles.event,
    provideFileDecoration(uri) {
      const reason = reasons.get(uri.toString());
      if (reason === undefined) return undefined;
      const tooltip = vscode.l10n.t('Second Nature: fragile, {0}', plainLine(reason, 200));
      // Without a colour of its own: that would colour the name as well, which belongs to git.
      return new vscode.FileDecoration('!', tooltip);
    },
  });
  arm(firstPauseMs);
  return {
    changed: () => arm(refreshPauseMs),
    dispose() {
      clearTimeout(timer);
      registration.dispose();
      changedFiles.dispose();
    },
  };
}
