// A folder comes in; its git history goes to the memory in the background, with progress and a way to stop it. The
// engine knows what it has already, so asking again costs little and loses nothing.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { importMethod, importProgressMethod, importProgressParams, importResult } from '../../protocol/lifecycle.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine } from './wording.ts';

export interface HistoryImport extends vscode.Disposable {
  /** @param isAsked by the user, who is then told how it ended; otherwise only what went wrong is told, and once */
  start(folder: string, isAsked: boolean): Promise<void>;
  cancel(): void;
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  readonly onProgress: vscode.Event<void>;
}

export function createHistoryImport(memory: MemoryClient, told: vscode.Memento): HistoryImport {
  const changed = new vscode.EventEmitter<void>();
  const running = new Map<string, { readonly folder: string; readonly source: vscode.CancellationTokenSource }>();
  const again = new Set<string>();
  let progress: { done: number; total: number } | undefined;

  const notified = memory.onNotification(importProgressMethod, importProgressParams, ({ token, done, total }) => {
    if (!running.has(token)) return;
    progress = { done, total };
    changed.fire();
  });

  const run = async (folder: string, isAsked: boolean) => {
    const token = randomUUID();
    const source = new vscode.CancellationTokenSource();
    running.set(token, { folder, source });
    const reply = await memory.request(importMethod, { folder, token }, importResult, source.token);
    running.delete(token);
    source.dispose();
    if (running.size === 0) progress = undefined;
    changed.fire();
    if (!reply.ok) {
      if (reply.problem !== 'cancelled') tell(told, folder, reply.message, isAsked);
      return;
    }
    for (const problem of reply.value.problems) tell(told, folder, problem, isAsked);
    const { imported, alreadyKnown, cancelled } = reply.value;
    if (isAsked && !cancelled) {
      const sentence = editorText().tCount(
        imported,
        '{0} commit learned; known already: {1}.',
        '{0} commits learned; known already: {1}.',
        alreadyKnown,
      );
      void vscode.window.showInformationMessage(sentence);
    }
  };

  return {
    onProgress: changed.event,
    get progress() {
      return progress;
    },
    async start(folder, isAsked) {
      if ([...running.values()].some((import_) => import_.folder === folder)) {
        again.add(folder); // What has come since it began may be missing from it.
        return;
      }
      await run(folder, isAsked);
      while (again.delete(folder)) await run(folder, false);
    },
    cancel() {
      again.clear();
      for (const { source } of running.values()) source.cancel();
    },
    dispose() {
      again.clear();
      for (const { source } of running.values()) source.cancel();
      notified.dispose();
      changed.dispose();
    },
  };
}

/** What the user has read once about a folder is not said again unasked. */
function tell(told: vscode.Memento, folder: string, problem: string, isAsked: boolean): void {
  const key = `told:${folder}:${problem}`;
  if (!isAsked && told.get<boolean>(key)) return;
  void told.update(key, true);
  void vscode.window.showWarningMessage(`Second Nature: ${plainLine(problem, 400)}`);
}
