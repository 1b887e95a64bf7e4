// What the memory thinks is needed now, as a tree of the sidebar: files, symbols, commands, episodes and warnings, each
// with how likely it is and why. What is done with an item goes back to the memory.
import * as vscode from 'vscode';
import type { ExplorerTarget } from '../../protocol/explorer-page.ts';
import type { WirePrimedItem } from '../../protocol/prime.ts';
import { draftObservation, type Place, type Report } from '../sense/observation-draft.ts';
import { editorText } from './editor-text.ts';
import { targetOfNode } from './explorer-target.ts';
import type { PrimedMoment, PrimedMoments } from './primed-moment.ts';
import { subjectOf, wordPrimed } from './primed-wording.ts';
import { openRememberedFile } from './remembered-file.ts';
import { markdownText } from './wording.ts';

/** What is less likely is no help to look at. */
const probabilityMin = 0.05;

interface PrimedRow {
  readonly item: WirePrimedItem;
  readonly place: Place;
}

export interface PrimedView extends vscode.Disposable {
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

export function showPrimed(
  moments: PrimedMoments,
  report: Report,
  showInExplorer: (target: ExplorerTarget) => void,
): PrimedView {
  const changed = new vscode.EventEmitter<void>();
  const dismissed = new Set<string>();
  const rowsOf = (moment: PrimedMoment | undefined): PrimedRow[] =>
    (moment?.items ?? [])
      .filter((item) => item.probability >= probabilityMin && !dismissed.has(subjectOf(item)))
      .map((item) => ({ item, place: moment!.place }));
  const tree: vscode.TreeDataProvider<PrimedRow> = {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => (row === undefined ? rowsOf(moments.current) : []),
    getTreeItem: toTreeItem,
  };
  const view = vscode.window.createTreeView('secondNature.primed', { treeDataProvider: tree });
  const subscription = moments.onPrimed(() => changed.fire());
  return {
    commands: {
      openPrimed: (row) => {
        if (!isRow(row)) return undefined;
        report(draftObservation('feedback', row.place, { verdict: 'opened', subject: subjectOf(row.item) }));
        return openItem(row, showInExplorer);
      },
      dismissPrimed: (row) => {
        if (!isRow(row)) return;
        dismissed.add(subjectOf(row.item));
        report(draftObservation('feedback', row.place, { verdict: 'dismissed', subject: subjectOf(row.item) }));
        changed.fire();
      },
    },
    dispose: () => vscode.Disposable.from(view, subscription, changed).dispose(),
  };
}

function toTreeItem(row: PrimedRow): vscode.TreeItem {
  const { label, description, reasons, icon } = wordPrimed(row.item, editorText());
  const item = new vscode.TreeItem(label);
  item.id = subjectOf(row.item);
  item.description = description;
  const colour = row.item.kind === 'warning' ? new vscode.ThemeColor('charts.orange') : undefined;
  item.iconPath = new vscode.ThemeIcon(icon, colour);
  item.tooltip = new vscode.MarkdownString(
    [`**${markdownText(row.item.label)}**`, ...reasons.map((reason) => `- ${markdownText(reason)}`)].join('\n\n'),
  );
  item.contextValue = 'secondNature.primed';
  item.command = { command: 'secondNature.openPrimed', title: vscode.l10n.t('Open'), arguments: [row] };
  item.accessibilityInformation = { label: [label, description, ...reasons].join(', ') };
  return item;
}

async function openItem({ item, place }: PrimedRow, showInExplorer: (target: ExplorerTarget) => void): Promise<void> {
  switch (item.kind) {
    case 'episode':
    case 'gist':
      return showInExplorer(targetOfNode(item.kind, item.key));
    case 'file':
    case 'warning':
      return openRememberedFile(place.folder, item.key);
    case 'symbol':
      return openRememberedFile(place.folder, item.key.slice(0, item.key.lastIndexOf('#')));
    case 'command': {
      // Typed, never run: the developer decides.
      const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal();
      terminal.show();
      terminal.sendText(item.key, false);
      return;
    }
  }
}

/** A command can be called by anyone with anything. */
function isRow(value: unknown): value is PrimedRow {
  return typeof value === 'object' && value !== null && 'item' in value && 'place' in value;
}
