// Skills and instructions that the memory could write for agents: proposals come in, the user chooses and sees them as a
// refactoring, and only what the user applies there is written.
import path from 'node:path';
import * as vscode from 'vscode';
import { type GuidanceProposal, guidanceMethod, guidanceResult, type ProposedFile } from '../../protocol/guidance.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine } from './wording.ts';

interface Row extends vscode.QuickPickItem {
  readonly change: ProposedFile;
}

export async function reviewGuidance(folder: string, memory: MemoryClient): Promise<void> {
  await memory.flush();
  const reply = await memory.request(guidanceMethod, { folder, what: 'all', allTiers: true }, guidanceResult);
  if (!reply.ok) {
    void vscode.window.showWarningMessage(`Second Nature: ${plainLine(reply.message, 400)}`);
    return;
  }
  const { root, changes, leftAlone } = reply.value;
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(describeNothing(leftAlone));
    return;
  }
  const rows = await vscode.window.showQuickPick(changes.map(rowOf), {
    canPickMany: true,
    title: vscode.l10n.t('Skills and Instructions for Agents'),
    placeHolder: vscode.l10n.t('Choose what to look at; written is what you tick in the preview and apply'),
  });
  if (rows === undefined || rows.length === 0) return;
  const edit = await planEdit(
    root,
    rows.map(({ change }) => change),
  );
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (isApplied) await saveApplied(root, rows);
}

/** The editor saves what it has refactored in several files, and leaves one alone unsaved. What was not ticked is as it was. */
async function saveApplied(root: string, rows: readonly Row[]): Promise<void> {
  for (const { change } of rows) {
    const uri = vscode.Uri.file(path.join(root, change.path));
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (document?.isDirty && isSameText(document.getText(), change.after)) await document.save();
  }
}

function isSameText(text: string, other: string): boolean {
  return text.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');
}

/** What the developer did is ticked, and what is to be taken back; what agents did and what was read is not. */
function rowOf(change: ProposedFile): Row {
  const { path: file, kind, tier, reason } = change;
  const icon = { create: '$(new-file)', update: '$(edit)', remove: '$(trash)' }[kind];
  return {
    label: `${icon} ${file}`,
    description: reason,
    detail: tier === undefined ? vscode.l10n.t('withdrawn') : tierWords()[tier],
    picked: tier === undefined || tier === 'proven' || tier === 'observed',
    change,
  };
}

function tierWords(): Record<NonNullable<ProposedFile['tier']>, string> {
  return {
    proven: vscode.l10n.t('proven: you did so nearly every time'),
    observed: vscode.l10n.t('observed: you were seen doing so'),
    reported: vscode.l10n.t('reported: agents did so'),
    imported: vscode.l10n.t('imported: read from the history'),
  };
}

/** Every part asks for confirmation: the editor shows it, unticked, before anything is done. */
async function planEdit(root: string, changes: readonly ProposedFile[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { path: file, kind, before, after, reason } of changes) {
    const uri = vscode.Uri.file(path.join(root, file));
    const shown = { needsConfirmation: true, label: file, description: reason };
    if (kind === 'remove') edit.deleteFile(uri, {}, shown);
    else if (kind === 'create') {
      edit.createFile(uri, { overwrite: false }, shown);
      edit.insert(uri, new vscode.Position(0, 0), after, shown);
    } else {
      const document = await vscode.workspace.openTextDocument(uri);
      // Typed into since it was proposed: the next proposal will be made for what stands there then.
      if (!isSameText(document.getText(), before)) continue;
      edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), after, shown);
    }
  }
  return edit;
}

function describeNothing(leftAlone: GuidanceProposal['leftAlone']): string {
  if (leftAlone.length === 0)
    return vscode.l10n.t('There is nothing to propose: no procedure or convention is new or gone.');
  return vscode.l10n.t('There is nothing to propose. Left alone, since changed by hand: {0}.', leftAlone.join(', '));
}
