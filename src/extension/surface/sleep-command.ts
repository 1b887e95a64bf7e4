// A folder comes in; the memory sleeps on it now, with progress and a way to wake it, and then says what it learned. The
// diary lists what the latest nights taught, and what was dreamt of and looked into after them.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { letGoText } from '../../language/night-text.ts';
import type { WireBelief } from '../../protocol/belief.ts';
import { type ExplorerTarget, questionCharsMax } from '../../protocol/explorer-page.ts';
import {
  diaryMethod,
  diaryResult,
  type SleepResult,
  sleepMethod,
  sleepProgressMethod,
  sleepProgressParams,
  sleepResult,
  type WireDiary,
  wakeMethod,
  wakeResult,
} from '../../protocol/sleep.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import { showInExplorer } from './show-in-explorer.ts';
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
  const sentence = describeSleep(reply.value);
  if ((await vscode.window.showInformationMessage(sentence, show)) === show) await showDiary(folder, memory);
}

function describeSleep({ cancelled, steps }: SleepResult): string {
  if (cancelled)
    return vscode.l10n.t('The memory was woken. What it learned by then stays, and the night goes on another time.');
  return steps === 0 ? vscode.l10n.t('There was nothing new to sleep on.') : vscode.l10n.t('The memory has slept.');
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

/** A list of what each night brought, the latest first; each entry leads to where the explorer tells more. */
export async function showDiary(folder: string, memory: MemoryClient): Promise<void> {
  const reply = await memory.request(diaryMethod, { folder, nights: nightsShown }, diaryResult);
  if (!reply.ok) {
    void vscode.window.showWarningMessage(`Second Nature: ${plainLine(reply.message, 400)}`);
    return;
  }
  const entries = reply.value.nights.flatMap(listNight);
  const title = vscode.l10n.t('What the memory learned in its sleep');
  const placeHolder = entries.length === 0 ? vscode.l10n.t('Nothing yet: it sleeps when nothing happens.') : undefined;
  const options = { title, ...(placeHolder !== undefined && { placeHolder }) };
  const chosen = await vscode.window.showQuickPick(entries, options);
  if (chosen?.target !== undefined) await showInExplorer(chosen.target);
}

type DiaryEntry = vscode.QuickPickItem & { readonly target?: ExplorerTarget };

function listNight(night: WireDiary['nights'][number]): DiaryEntry[] {
  const { at, learned, givenUp, dreams, lookedInto, episodesLetGo } = night;
  const entries: DiaryEntry[] = [
    ...learned.map((belief) => ({ label: `$(lightbulb) ${written(belief.statement)}`, target: targetOf(belief) })),
    ...givenUp.map((belief) => ({
      label: `$(circle-slash) ${written(belief.statement)}`,
      description: vscode.l10n.t('given up'),
      target: targetOf(belief),
    })),
    ...dreams.map(({ question, found }) => ({
      label: `$(comment-discussion) ${written(question)}`,
      description:
        found === undefined
          ? vscode.l10n.t('thought over, no answer yet')
          : vscode.l10n.t('thought over, answered by {0}', plainLine(found.title, lineCharsMax)),
      target: { to: 'question', question: question.slice(0, questionCharsMax) } as const,
    })),
    ...lookedInto.map(({ text, paths: [path] }) => ({
      label: `$(search) ${written(text)}`,
      description: vscode.l10n.t('looked into'),
      ...(path !== undefined && { target: { to: 'node', kind: 'file', key: path } as const }),
    })),
    ...(episodesLetGo === undefined ? [] : [{ label: `$(archive) ${letGoText(episodesLetGo, editorText())}` }]),
  ];
  if (entries.length === 0) return [];
  const head = { label: new Date(at).toLocaleString(vscode.env.language), kind: vscode.QuickPickItemKind.Separator };
  return [head, ...entries];
}

function targetOf({ nodeKind, key }: WireBelief): ExplorerTarget {
  return { to: 'node', kind: nodeKind, key };
}

function written(statement: string): string {
  // A list shows no code marks.
  return withoutIcons(plainLine(statement, lineCharsMax).replaceAll('`', ''));
}
