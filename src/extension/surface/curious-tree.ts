// What the memory is curious about, as a tree of the sidebar: each with its reason, and with what was found where it looked.
// The developer may have it look now, or tell it that there is nothing to see.
import * as vscode from 'vscode';
import {
  curiousMethod,
  curiousResult,
  investigateMethod,
  investigateResult,
  type WireWonder,
} from '../../protocol/curious.ts';
import { draftWorkObservation, type Report } from '../sense/observation-draft.ts';
import { fileOfWonder, targetOfWonder } from './explorer-target.ts';
import type { MemoryClient } from './memory-client.ts';
import { openRememberedFile } from './remembered-file.ts';
import { showInExplorer } from './show-in-explorer.ts';
import { dayOf, heldApart, markdownText, plainLine } from './wording.ts';

export interface CuriousView extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  refresh(): void;
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

/** A wonder, or what was found of it. */
interface CuriousRow {
  readonly wonder: WireWonder;
  readonly isFinding: boolean;
}

const titleCharsMax = 200;
const findingCharsMax = 400;
const icons: Readonly<Record<WireWonder['kind'], string>> = { area: 'folder', belief: 'lightbulb', file: 'file' };

export function showCurious(parts: {
  readonly memory: MemoryClient;
  readonly folder: () => string | undefined;
  readonly report: Report;
}): CuriousView {
  const { memory, folder, report } = parts;
  const changed = new vscode.EventEmitter<void>();
  const readRows = async (): Promise<CuriousRow[]> => {
    const at = folder();
    if (at === undefined) return [];
    const reply = await memory.request(curiousMethod, { folder: at }, curiousResult);
    return reply.ok ? reply.value.wonders.map((wonder) => ({ wonder, isFinding: false })) : [];
  };
  const view = vscode.window.createTreeView('secondNature.curious', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row?: CuriousRow) => (row === undefined ? readRows() : [{ ...row, isFinding: true }]),
      getTreeItem: (row: CuriousRow) => (row.isFinding ? findingItem(row.wonder) : wonderItem(row.wonder)),
    },
  });
  const investigate = async ({ key, title }: WireWonder) => {
    const at = folder();
    if (at === undefined) return;
    const reply = await vscode.window.withProgress(
      { location: { viewId: 'secondNature.curious' }, title: plainLine(title, titleCharsMax) },
      () => memory.request(investigateMethod, { folder: at, key }, investigateResult),
    );
    changed.fire();
    if (reply.ok && reply.value.wonder !== undefined) return;
    const why = reply.ok ? vscode.l10n.t('there is nothing to be seen there') : plainLine(reply.message, 300);
    void vscode.window.showWarningMessage(`Second Nature: ${why}`);
  };
  const dismiss = async ({ key }: WireWonder) => {
    const at = folder();
    if (at === undefined) return;
    const data = { verdict: 'dismissed', subject: `curious:${key}`.slice(0, 500) } as const;
    report(draftWorkObservation('feedback', { folder: at }, data, ''));
    await memory.flush();
    changed.fire();
  };
  return {
    refresh: () => changed.fire(),
    commands: {
      investigateWonder: (row) => isRow(row) && investigate(row.wonder),
      dismissWonder: (row) => isRow(row) && dismiss(row.wonder),
      openWonder: (row) => isRow(row) && open(row.wonder, folder()),
    },
    dispose: () => vscode.Disposable.from(view, changed).dispose(),
  };
}

async function open(wonder: WireWonder, folder: string | undefined): Promise<void> {
  const file = fileOfWonder(wonder);
  if (file === undefined) return showInExplorer(targetOfWonder(wonder.key));
  if (folder !== undefined) await openRememberedFile(folder, file);
}

function wonderItem(wonder: WireWonder): vscode.TreeItem {
  const { kind, title, reason, finding } = wonder;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const label = plainLine(title, titleCharsMax);
  const item = new vscode.TreeItem(heldApart(label), finding === undefined ? None : Collapsed);
  item.id = wonder.key;
  item.description = plainLine(reason, titleCharsMax);
  item.iconPath = new vscode.ThemeIcon(finding === undefined ? icons[kind] : 'pass');
  item.tooltip = new vscode.MarkdownString(`**${markdownText(label)}**\n\n${markdownText(item.description)}`);
  item.contextValue = 'secondNature.wonder';
  item.command = openCommand(wonder);
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

function openCommand(wonder: WireWonder): vscode.Command {
  return { command: 'secondNature.openWonder', title: vscode.l10n.t('Open'), arguments: [{ wonder }] };
}

/** Remembered text: it is shown as it is written. */
function findingItem(wonder: WireWonder): vscode.TreeItem {
  const { key, finding } = wonder;
  const text = plainLine(finding?.text ?? '', findingCharsMax).replaceAll('`', '');
  const item = new vscode.TreeItem(text);
  item.id = `${key}#found`;
  item.command = openCommand(wonder);
  item.description = finding && dayOf(finding.at, Date.now(), vscode.env.language);
  item.tooltip = new vscode.MarkdownString(markdownText(text));
  return item;
}

/** A command can be called by anyone with anything. */
function isRow(value: unknown): value is CuriousRow {
  return typeof value === 'object' && value !== null && 'wonder' in value;
}
