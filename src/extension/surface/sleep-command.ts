// A folder comes in; the memory sleeps on it now, with progress and a way to wake it, and then says what it learned. The
// diary lists what the latest nights taught.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  diaryMethod,
  diaryResult,
  sleepMethod,
  sleepProgressMethod,
  sleepProgressParams,
  sleepResult,
  type WireDiary,
  wakeMethod,
  wakeResult,
} from '../../protocol/sleep.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine, withoutIcons } from './wording.ts';

const nightsShown = 14;
const lineCharsMax = 300;

export async function sleepNow(folder: string, memory: MemoryClient): Promise<void> {
  const reply = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Second Nature sleeps'), cancellable: true },
    (progress, cancellation) => sleepWithProgress(folder, memory, progress, cancellation),
  );
  if (!reply.ok) {
    if (reply.problem !== 'cancelled')
      void vscode.window.showWarningMessage(`Second Nature: ${plainLine(reply.message, 400)}`);
    return;
  }
  const show = vscode.l10n.t('Show What It Learned');
  const sentence =
    reply.value.steps === 0
      ? vscode.l10n.t('There was nothing new to sleep on.')
      : vscode.l10n.t('The memory has slept.');
  if ((await vscode.window.showInformationMessage(sentence, show)) === show) await showDiary(folder, memory);
}

async function sleepWithProgress(
  folder: string,
  memory: MemoryClient,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancellation: vscode.CancellationToken,
) {
  const token = randomUUID();
  let percent = 0;
  const notified = memory.onNotification(sleepProgressMethod, sleepProgressParams, (told) => {
    if (told.token !== token) return;
    progress.report({ increment: 100 * told.share - percent });
    percent = 100 * told.share;
  });
  await memory.flush();
  const reply = await memory.request(sleepMethod, { folder, token }, sleepResult, cancellation);
  notified.dispose();
  return reply;
}

/** Whoever asked for the sleep: the status bar tells of all of them. */
export async function wakeUp(memory: MemoryClient): Promise<void> {
  await memory.request(wakeMethod, {}, wakeResult);
}

/** A list of what each night taught and what it gave up, the latest first. */
export async function showDiary(folder: string, memory: MemoryClient): Promise<void> {
  const reply = await memory.request(diaryMethod, { folder, nights: nightsShown }, diaryResult);
  if (!reply.ok) {
    void vscode.window.showWarningMessage(`Second Nature: ${plainLine(reply.message, 400)}`);
    return;
  }
  const items = listNights(reply.value);
  const title = vscode.l10n.t('What the memory learned in its sleep');
  const placeHolder = items.length === 0 ? vscode.l10n.t('Nothing yet: it sleeps when nothing happens.') : undefined;
  await vscode.window.showQuickPick(items, { title, ...(placeHolder !== undefined && { placeHolder }) });
}

function listNights({ nights }: WireDiary): vscode.QuickPickItem[] {
  return nights
    .filter(({ learned, givenUp }) => learned.length + givenUp.length > 0)
    .flatMap(({ at, learned, givenUp }) => [
      { label: new Date(at).toLocaleString(vscode.env.language), kind: vscode.QuickPickItemKind.Separator },
      ...learned.map(({ statement }) => ({ label: `$(lightbulb) ${written(statement)}` })),
      ...givenUp.map(({ statement }) => ({
        label: `$(circle-slash) ${written(statement)}`,
        description: vscode.l10n.t('given up'),
      })),
    ]);
}

function written(statement: string): string {
  // A list shows no code marks.
  return withoutIcons(plainLine(statement, lineCharsMax).replaceAll('`', ''));
}
