// A file was saved by hand, or a commit is being prepared; the files that usually change along and have not changed yet
// stand, quietly, in the status bar. One click opens them, says why, or takes the hint away.
import * as vscode from 'vscode';
import { knowledgeMethod, knowledgeResult } from '../../protocol/knowledge.ts';
import type { WirePrimedItem } from '../../protocol/prime.ts';
import { draftObservation, type Place, type Report } from '../sense/observation-draft.ts';
import type { CommitMoments } from './commit-moment.ts';
import { editorText } from './editor-text.ts';
import { targetOfNode } from './explorer-target.ts';
import { askWhyNot, type DismissalReason, snoozeHints } from './hint-dismissal.ts';
import type { HintHistory } from './hint-history.ts';
import type { MemoryClient } from './memory-client.ts';
import { isPlainEditor } from './plain-editor.ts';
import type { PrimedMoments } from './primed-moment.ts';
import { subjectOf, wordPrimed } from './primed-wording.ts';
import { openRememberedFile } from './remembered-file.ts';
import { showInExplorer, wordExplain } from './show-in-explorer.ts';
import { plainLine, withoutIcons } from './wording.ts';
import { changedPaths } from './working-changes.ts';

export interface CompanionHint extends vscode.Disposable {
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

/** A hint that nobody looked at leaves by itself; the next boundary takes it away before, or the file that it names in front. */
const shownMs = 3 * 60 * 1000;

type Deed = 'openAll' | 'explain' | 'dismiss' | 'snooze';
interface CompanionEntry extends vscode.QuickPickItem {
  readonly item?: WirePrimedItem;
  readonly deed?: Deed;
}

/**
 * @param sources the boundaries at which the user wants to be told; each hint counts for all of them
 * @param history of the window, so that nothing is said again after a setting was changed
 */
export function hintCompanions(
  sources: { readonly saves: PrimedMoments | undefined; readonly commits: CommitMoments | undefined },
  client: MemoryClient,
  report: Report,
  history: HintHistory,
): CompanionHint {
  const status = vscode.window.createStatusBarItem('secondNature.companions', vscode.StatusBarAlignment.Right, 91);
  status.name = vscode.l10n.t('Second Nature: Files That Change Along');
  status.command = 'secondNature.showCompanions';
  // The editor gives an item of a known id the words that it had, and shows it, though it was disposed of meanwhile.
  status.hide();
  let shown: { readonly place: Place; readonly items: readonly WirePrimedItem[] } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const hide = () => {
    clearTimeout(timer);
    shown = undefined;
    status.hide();
  };
  const judge = (
    verdict: 'opened' | 'dismissed' | 'ignored',
    item: WirePrimedItem,
    place: Place,
    reason?: DismissalReason,
  ) => {
    const said = { verdict, subject: subjectOf(item), ...(reason !== undefined && { reason }) };
    report(draftObservation('feedback', place, said));
  };

  /** Nobody clicked it: what it named was either changed all the same, or not wanted. */
  const leave = () => {
    if (shown === undefined) return;
    const { place, items } = shown;
    const changed = changedPaths(place.folder);
    for (const item of items) judge(changed.has(item.key) ? 'opened' : 'ignored', item, place);
    hide();
  };

  const consider = async (place: Place, items: readonly WirePrimedItem[], surface: 'companions' | 'before-commit') => {
    leave();
    if (items.length === 0) return;
    const reply = await client.request(knowledgeMethod, place, knowledgeResult);
    if (!reply.ok) return;
    const nowMs = Date.now();
    const moment = { nowMs, boundary: surface === 'before-commit' ? 'commit' : 'save' } as const;
    const found = history.chooseCompanions(items, changedPaths(place.folder), reply.value.probability, moment);
    if (found.length === 0) return;
    history.noteCompanions(found, nowMs);
    shown = { place, items: found };
    const names = found.map((item) => wordPrimed(item, editorText()).label);
    status.text = `$(lightbulb) ${withoutIcons(names[0]!)}${names.length > 1 ? ` +${names.length - 1}` : ''}?`;
    status.tooltip = vscode.l10n.t('Usually changes along: {0}', names.join(', '));
    status.accessibilityInformation = { label: status.tooltip };
    status.show();
    for (const item of found) {
      report(draftObservation('prime', place, { surface, subject: subjectOf(item) }, item.label));
    }
    clearTimeout(timer);
    timer = setTimeout(leave, shownMs);
  };

  const choose = async () => {
    if (shown === undefined) return;
    const { place, items } = shown;
    const chosen = await vscode.window.showQuickPick(entriesOf(items), {
      title: vscode.l10n.t('You may be forgetting'),
      placeHolder: vscode.l10n.t('Files that usually change along and have not changed yet'),
    });
    if (chosen === undefined) return;
    if (chosen.deed === 'explain') {
      await showInExplorer(targetOfNode(items[0]!.kind, items[0]!.key));
      return;
    }
    if (chosen.deed === 'snooze') {
      await snoozeHints(history);
      return;
    }
    if (chosen.deed === 'dismiss') {
      const reason = await askWhyNot(items.map(({ label }) => plainLine(label, 40)).join(', '), history);
      if (reason === undefined) return;
      history.noteDismissal();
      for (const item of items) judge('dismissed', item, place, reason);
      hide();
      return;
    }
    hide();
    const opened = chosen.deed === 'openAll' ? items : chosen.item === undefined ? [] : [chosen.item];
    for (const item of opened) {
      judge('opened', item, place);
      await openRememberedFile(place.folder, item.key);
    }
  };

  const subscriptions = [
    sources.saves?.onPrimed((moment) => {
      const editor = vscode.window.activeTextEditor;
      const isPlain = editor !== undefined && isPlainEditor(editor);
      if (moment?.isSave && isPlain) void consider(moment.place, moment.items, 'companions');
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      const isNamed = ({ key }: WirePrimedItem) => editor?.document.uri.path.endsWith(`/${key}`);
      if (!shown?.items.every(isNamed)) return;
      for (const item of shown.items) judge('opened', item, shown.place);
      hide();
    }),
    history.onQuiet(leave),
    sources.commits?.onCommitting(({ place, items }) => void consider(place, items, 'before-commit')),
  ].filter((each) => each !== undefined);
  return {
    commands: { showCompanions: choose },
    dispose() {
      hide();
      vscode.Disposable.from(status, ...subscriptions).dispose();
    },
  };
}

function entriesOf(items: readonly WirePrimedItem[]): CompanionEntry[] {
  const files = items.map((item): CompanionEntry => {
    const { description, reasons } = wordPrimed(item, editorText());
    return { label: `$(file) ${withoutIcons(item.label)}`, description, detail: reasons.join('; '), item };
  });
  return [
    ...files,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...(items.length > 1 ? [{ label: `$(files) ${vscode.l10n.t('Open all')}`, deed: 'openAll' as const }] : []),
    { label: `$(type-hierarchy) ${wordExplain()}`, deed: 'explain' as const },
    { label: `$(close) ${vscode.l10n.t('Dismiss, and be surer next time…')}`, deed: 'dismiss' as const },
    { label: `$(bell-slash) ${vscode.l10n.t('No hints for a while…')}`, deed: 'snooze' as const },
  ];
}
