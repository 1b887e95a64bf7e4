// The user says what to forget, sees what would go, and decides; what went is told with a receipt.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  forgetMethod,
  forgetPreviewMethod,
  forgetPreviewResult,
  forgetResult,
  type WireForgetPreview,
  type WireSelector,
} from '../../protocol/forget.ts';
import { editorText } from './editor-text.ts';
import { describePreview, describeReceipt, isClean } from './forget-wording.ts';
import type { MemoryClient } from './memory-client.ts';
import { runUpkeep } from './upkeep-notice.ts';
import { plainLine, withoutIcons } from './wording.ts';

interface Choice extends vscode.QuickPickItem {
  /** Undefined where the user thinks better of it. */
  readonly select: () => Thenable<WireSelector | undefined> | WireSelector;
}

const hourMs = 3_600_000;
const textCharsMin = 4;

export interface ForgetParts {
  readonly folder: vscode.WorkspaceFolder;
  readonly memory: MemoryClient;
  /** Shows lines where the user can read them at leisure. */
  readonly show: (lines: readonly string[]) => void;
}

/** @returns whether something was forgotten */
export async function openForgetPick({ folder, memory, show }: ForgetParts): Promise<boolean> {
  const choice = await vscode.window.showQuickPick(choicesOf(folder), {
    title: vscode.l10n.t('Second Nature: Forget'),
    placeHolder: vscode.l10n.t('What shall be forgotten? You see what would go before anything goes.'),
  });
  const selector = await choice?.select();
  return selector !== undefined && forgetAsked({ folder: folder.uri.fsPath, memory, show }, selector);
}

/**
 * Shows what would go, and forgets it if the user says so.
 *
 * @param parts.folder absolute path
 * @returns whether something was forgotten
 */
export async function forgetAsked(
  { folder, memory, show }: Omit<ForgetParts, 'folder'> & { readonly folder: string },
  selector: WireSelector,
): Promise<boolean> {
  const params = { folder, selector };
  const previewed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Looking through the memory') },
    () => memory.request(forgetPreviewMethod, params, forgetPreviewResult),
  );
  if (!previewed.ok) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Nothing was forgotten: {0}', previewed.message));
    return false;
  }
  if (previewed.value.events === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing that is remembered is meant by this.'));
    return false;
  }
  return (await isConfirmed(previewed.value)) && forget(memory, params, show);
}

async function isConfirmed(preview: WireForgetPreview): Promise<boolean> {
  const yes = vscode.l10n.t('Forget');
  const warning = vscode.l10n.t(
    'This cannot be undone. The events are removed, all that was learned from them is derived again without them, and no import brings them back.',
  );
  const detail = [...describePreview(preview, editorText()), '', warning].join('\n');
  return (await vscode.window.showWarningMessage(titleOf(preview), { modal: true, detail }, yes)) === yes;
}

function titleOf({ events }: WireForgetPreview): string {
  return editorText().tCount(events, 'Forget {0} event?', 'Forget {0} events?');
}

async function forget(
  memory: MemoryClient,
  params: { readonly folder: string; readonly selector: WireSelector },
  show: ForgetParts['show'],
): Promise<boolean> {
  const token = randomUUID();
  const title = vscode.l10n.t('Forgetting');
  const reply = await runUpkeep(memory, title, token, (cancellation) =>
    memory.request(forgetMethod, { ...params, token }, forgetResult, cancellation),
  );
  if (!reply.ok) {
    void vscode.window.showWarningMessage(plainLine(vscode.l10n.t('It was not forgotten: {0}', reply.message), 400));
    return false;
  }
  const { removed, scan } = reply.value;
  const sentence = isClean(scan)
    ? editorText().tCount(
        removed.events,
        '{0} event is forgotten. No file of the memory holds it any more.',
        '{0} events are forgotten. No file of the memory holds them any more.',
      )
    : editorText().tCount(
        removed.events,
        '{0} event is forgotten, but a file still holds something of it.',
        '{0} events are forgotten, but a file still holds something of them.',
      );
  const open = vscode.l10n.t('Show Receipt');
  void vscode.window.showInformationMessage(sentence, open).then((chosen) => {
    if (chosen === open)
      show([vscode.l10n.t('Receipt of what was forgotten'), ...describeReceipt(reply.value, editorText())]);
  });
  return true;
}

function choicesOf(folder: vscode.WorkspaceFolder): Choice[] {
  const now = Date.now();
  const choice = (icon: string, label: string, description: string, select: Choice['select']): Choice => ({
    label: `$(${icon}) ${label}`,
    description: withoutIcons(description),
    select,
  });
  const everywhere = vscode.l10n.t('in all projects');
  return [
    choice('history', vscode.l10n.t('The last hour'), everywhere, () => since(now - hourMs)),
    choice('calendar', vscode.l10n.t('Today'), everywhere, () => since(new Date(now).setHours(0, 0, 0, 0))),
    ...placesOf(folder).map(({ icon, label, path }) =>
      choice(icon, label, path, () => ({ by: 'place', path: vscode.Uri.joinPath(folder.uri, path).fsPath })),
    ),
    choice('whole-word', vscode.l10n.t('A text…'), vscode.l10n.t('whatever holds it, in all projects'), askText),
    choice('trash', vscode.l10n.t('The whole project'), folder.name, () => ({ by: 'project' })),
  ];
}

function since(fromMs: number): WireSelector {
  return { by: 'time', fromMs, everywhere: true };
}

/** The file in front and its folder, relative to the workspace folder. */
function placesOf(folder: vscode.WorkspaceFolder): { icon: string; label: string; path: string }[] {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file' || vscode.workspace.getWorkspaceFolder(uri) !== folder) return [];
  const file = path.posix.relative(folder.uri.path, uri.path);
  const parent = path.posix.dirname(file);
  const place = { icon: 'file', label: vscode.l10n.t('This file'), path: file };
  return parent === '.' ? [place] : [place, { icon: 'folder', label: vscode.l10n.t('This folder'), path: parent }];
}

async function askText(): Promise<WireSelector | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Second Nature: Forget a Text'),
    prompt: vscode.l10n.t('Whatever holds this text is forgotten, letter case aside.'),
    validateInput: (value) =>
      value.trim().length < textCharsMin ? vscode.l10n.t('At least {0} characters.', textCharsMin) : undefined,
  });
  return text === undefined ? undefined : { by: 'text', text: text.trim().slice(0, 1_000) };
}
