// The engine tells of its sleeps unasked; how far the night has come goes to the status bar, that it is over to whatever
// shows what is believed, and what was given up in it to the user, once.
import * as vscode from 'vscode';
import {
  diaryMethod,
  diaryResult,
  sleepingMethod,
  sleepingParams,
  sleptMethod,
  sleptParams,
  type WireSlept,
} from '../../protocol/sleep.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine } from './wording.ts';

export interface SleepWatch extends vscode.Disposable {
  /** How far the night has come, in [0, 1]; undefined while the memory is awake or only nods. */
  readonly share: number | undefined;
  /** Where the engine has gone, nobody sleeps. */
  engineChanged(): void;
}

export interface SleepWatchParts {
  readonly memory: MemoryClient;
  /** Absolute path of the folder that the user works in. */
  folder(): string | undefined;
  /** Keeps which night was told of last, so that several windows and a restart do not tell again. */
  readonly told: vscode.Memento;
  /** Whether something may be said unasked. */
  mayTell(): boolean;
  readonly onProgress: () => void;
  readonly onSlept: () => void;
}

/** A shorter sleep is not worth a change of the status bar. */
const nodMs = 1_000;
const toldKey = 'secondNature.givenUpTold';
const statementCharsMax = 160;

export function followSleep(parts: SleepWatchParts): SleepWatch {
  const { memory, folder, told, mayTell, onProgress, onSlept } = parts;
  let startedAt: number | undefined;
  let share: number | undefined;
  const wake = () => {
    startedAt = undefined;
    if (share === undefined) return;
    share = undefined;
    onProgress();
  };
  const subscriptions = [
    memory.onNotification(sleepingMethod, sleepingParams, (sleeping) => {
      startedAt ??= Date.now();
      if (Date.now() - startedAt < nodMs) return;
      share = sleeping.share;
      onProgress();
    }),
    memory.onNotification(sleptMethod, sleptParams, (slept) => {
      wake();
      if (slept.steps === 0) return;
      onSlept();
      if (mayTell()) void tellGivenUp(slept, memory, folder(), told);
    }),
  ];
  return {
    get share() {
      return share;
    },
    engineChanged: wake,
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}

/** Only what was believed of an area or the project: a pair of files that part is no news. */
async function tellGivenUp(
  { at }: WireSlept,
  memory: MemoryClient,
  folder: string | undefined,
  told: vscode.Memento,
): Promise<void> {
  if (folder === undefined || told.get<number>(toldKey, 0) >= at) return;
  const reply = await memory.request(diaryMethod, { folder, nights: 1 }, diaryResult);
  const night = reply.ok ? reply.value.nights[0] : undefined;
  const beliefs = night?.at === at ? night.givenUp.filter(({ level }) => level !== 'situation') : [];
  if (beliefs.length === 0 || told.get<number>(toldKey, 0) >= at) return;
  await told.update(toldKey, at);
  const first = plainLine(beliefs[0]!.statement, statementCharsMax);
  const more = beliefs.length - 1;
  const sentence =
    more === 0
      ? vscode.l10n.t('Second Nature no longer believes this: {0}', first)
      : vscode.l10n.t('Second Nature no longer believes this, and {1} more: {0}', first, more);
  const show = vscode.l10n.t('Show What It Learned');
  if ((await vscode.window.showInformationMessage(sentence, show)) === show)
    await vscode.commands.executeCommand('secondNature.showDiary');
}
