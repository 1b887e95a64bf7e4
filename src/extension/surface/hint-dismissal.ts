// A hint was not wanted. What it said comes in; why it was not wanted goes out, or all hints are quiet for a while. One way
// for hints of every kind, so that whoever knows one knows all.
import * as vscode from 'vscode';
import { timeOf, timesOfRest } from '../pause.ts';
import { HintHistory } from './hint-history.ts';

const shownMs = 5_000;

/** As agents say it, too; `too-early` is for people. */
export type DismissalReason = 'irrelevant' | 'wrong' | 'stale' | 'known-already' | 'too-early';

interface DismissalEntry extends vscode.QuickPickItem {
  readonly reason?: DismissalReason;
  readonly untilMs?: number;
}

const keptKey = 'hintsSnoozedUntil';

/** Quiet for the rest of the day outlives the window: who opens it again has not asked for hints. */
export function keepHintHistory(state: vscode.Memento): HintHistory {
  const history = new HintHistory(state.get(keptKey, 0));
  history.onQuiet(() => void state.update(keptKey, history.snoozedUntil));
  return history;
}

/**
 * @param what the hint said
 * @returns undefined where the user thought better of it, or only wanted quiet
 */
export async function askWhyNot(what: string, history: HintHistory): Promise<DismissalReason | undefined> {
  const reasons: DismissalEntry[] = [
    { label: vscode.l10n.t('Not relevant here'), reason: 'irrelevant' },
    { label: vscode.l10n.t('Wrong'), reason: 'wrong' },
    { label: vscode.l10n.t('Out of date'), reason: 'stale' },
    { label: vscode.l10n.t('I know this already'), reason: 'known-already' },
    { label: vscode.l10n.t('Too early'), reason: 'too-early' },
  ];
  const separator = { label: vscode.l10n.t('No hints at all'), kind: vscode.QuickPickItemKind.Separator };
  const chosen = await vscode.window.showQuickPick<DismissalEntry>([...reasons, separator, ...rests(Date.now())], {
    title: vscode.l10n.t('Dismiss the hint: {0}', what),
    placeHolder: vscode.l10n.t('Why was it not wanted? Dismissed twice, it does not come again'),
  });
  if (chosen?.untilMs !== undefined) beQuiet(chosen.untilMs, history);
  return chosen?.reason;
}

/** Asks for how long there should be no hints, or ends that. */
export async function snoozeHints(history: HintHistory): Promise<void> {
  const nowMs = Date.now();
  const again: DismissalEntry[] = history.isSnoozed(nowMs)
    ? [{ label: `$(bell) ${vscode.l10n.t('Hint again from now on')}`, untilMs: 0 }]
    : [];
  const chosen = await vscode.window.showQuickPick<DismissalEntry>([...again, ...rests(nowMs)], {
    title: vscode.l10n.t('Second Nature: No Hints for a While'),
    placeHolder: vscode.l10n.t('The memory goes on learning and answers when it is asked'),
  });
  if (chosen?.untilMs !== undefined) beQuiet(chosen.untilMs, history);
}

function rests(nowMs: number): DismissalEntry[] {
  return timesOfRest(nowMs).map(({ label, untilMs }) => ({ label: `$(bell-slash) ${label}`, untilMs }));
}

function beQuiet(untilMs: number, history: HintHistory): void {
  history.beQuiet(untilMs);
  const said = history.isSnoozed(Date.now())
    ? `$(bell-slash) ${vscode.l10n.t('No hints until {0}', timeOf(untilMs))}`
    : `$(bell) ${vscode.l10n.t('Hints come again')}`;
  vscode.window.setStatusBarMessage(said, shownMs);
}
