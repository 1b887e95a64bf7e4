// The whole memory goes to a file that the user names, or such a file is merged into it.
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { exportMethod, exportResult, mergeMethod, mergeResult, type WireMergeReport } from '../../protocol/portable.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import { runUpkeep } from './upkeep-notice.ts';
import { plainLine } from './wording.ts';

const fileEnding = 'jsonl.gz';

export async function exportMemory(memory: MemoryClient): Promise<void> {
  const name = `second-nature-${new Date().toISOString().slice(0, 10)}.${fileEnding}`;
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export the Memory'),
    defaultUri: vscode.Uri.file(path.join(os.homedir(), name)),
    filters: { [vscode.l10n.t('Exported memory')]: [fileEnding] },
  });
  if (chosen === undefined) return;
  const token = randomUUID();
  const file = chosen.fsPath;
  const reply = await runUpkeep(memory, vscode.l10n.t('Exporting the memory'), token, (cancellation) =>
    memory.request(exportMethod, { file, token }, exportResult, cancellation),
  );
  if (reply.ok) {
    const sentence = editorText().tCount(
      reply.value.events,
      '{0} event is in {1}. The file is not encrypted.',
      '{0} events are in {1}. The file is not encrypted.',
      file,
    );
    void vscode.window.showInformationMessage(sentence);
  } else tellFailure(reply.message);
}

/** @returns whether something new came in */
export async function importMemory(memory: MemoryClient): Promise<boolean> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import a Memory'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Exported memory')]: [fileEnding, 'gz'] },
  });
  const file = chosen?.[0]?.fsPath;
  if (file === undefined) return false;
  const token = randomUUID();
  const reply = await runUpkeep(memory, vscode.l10n.t('Importing a memory'), token, (cancellation) =>
    memory.request(mergeMethod, { file, token }, mergeResult, cancellation),
  );
  if (reply.ok) void vscode.window.showInformationMessage(describeMerge(reply.value));
  else tellFailure(reply.message);
  return reply.ok && reply.value.imported > 0;
}

function describeMerge({ imported, alreadyKnown, refused }: WireMergeReport): string {
  const { tCount } = editorText();
  const away = Object.values(refused).reduce((sum, n) => sum + n, 0);
  const sentence = tCount(
    imported,
    '{0} event is new; known already: {1}.',
    '{0} events are new; known already: {1}.',
    alreadyKnown,
  );
  return away === 0 ? sentence : `${sentence} ${tCount(away, '{0} was turned away.', '{0} were turned away.')}`;
}

function tellFailure(message: string): void {
  void vscode.window.showWarningMessage(`Second Nature: ${plainLine(message, 400)}`);
}
