// What the memory believes, as a tree of the sidebar: plain sentences with how sure they are and on what they rest. What
// the developer says of one goes back to the memory.
import * as vscode from 'vscode';
import { beliefsMethod, beliefsResult, type WireBelief } from '../../protocol/belief.ts';
import { eventMethod, eventResult, type WireEvent } from '../../protocol/explore.ts';
import { type BeliefTree, growBeliefForest } from './belief-forest.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import type { MemoryDeeds, NamedMemory } from './memory-deeds.ts';
import {
  dayOf,
  heldApart,
  markdownSentence,
  markdownText,
  narrowSentence,
  plainLine,
  withoutIcons,
} from './wording.ts';

export interface BeliefView extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  refresh(): void;
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

const beliefsMax = 500;
/** As much as fits into a list without scrolling. */
const forMax = 8;
const againstMax = 4;

export function showBeliefs(parts: {
  readonly memory: MemoryClient;
  readonly folder: () => string | undefined;
  readonly deeds: MemoryDeeds;
  readonly openEvent: (folder: string, event: string) => Promise<void>;
}): BeliefView {
  const { memory, folder, deeds, openEvent } = parts;
  const changed = new vscode.EventEmitter<void>();
  const readRoots = async (): Promise<BeliefTree[]> => {
    const at = folder();
    if (at === undefined) return [];
    const reply = await memory.request(beliefsMethod, { folder: at, limit: beliefsMax }, beliefsResult);
    return reply.ok ? growBeliefForest(reply.value.beliefs) : [];
  };
  const view = vscode.window.createTreeView('secondNature.beliefs', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row?: BeliefTree) => row?.children.slice() ?? readRoots(),
      getTreeItem: toTreeItem,
    },
  });

  return {
    refresh: () => changed.fire(),
    commands: {
      showBelief: (row) => {
        const at = folder();
        if (!isBeliefTree(row) || at === undefined) return undefined;
        const read = async (id: string) => {
          const reply = await memory.request(eventMethod, { folder: at, id }, eventResult);
          return reply.ok ? reply.value : undefined;
        };
        return chooseEvidence(row.belief, read, (event) => openEvent(at, event));
      },
      pinBelief: (row) => isBeliefTree(row) && deeds.pin(named(row.belief)),
      correctBelief: (row) => isBeliefTree(row) && deeds.correct(named(row.belief)),
      forgetBelief: (row) => isBeliefTree(row) && deeds.forget(named(row.belief)),
    },
    dispose: () => vscode.Disposable.from(view, changed).dispose(),
  };
}

function subjectOf({ nodeKind, key }: WireBelief): string {
  return `${nodeKind}:${key}`.slice(0, 500);
}

function named(belief: WireBelief): NamedMemory {
  return { subject: subjectOf(belief), title: sentenceOf(belief) };
}

const levelIcons: Readonly<Record<WireBelief['level'], string>> = {
  core: 'star-full',
  intermediate: 'lightbulb',
  situation: 'note',
};

function toTreeItem({ belief, children }: BeliefTree): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const state = belief.level === 'core' ? Expanded : Collapsed;
  const item = new vscode.TreeItem(
    heldApart(narrowSentence(sentenceOf(belief), 300)),
    children.length === 0 ? None : state,
  );
  const percent = editorText().percentText(belief.confidence);
  item.id = subjectOf(belief);
  item.description = percent;
  item.iconPath = new vscode.ThemeIcon(levelIcons[belief.level]);
  item.tooltip = tooltipOf(belief, percent);
  item.contextValue = 'secondNature.belief';
  item.accessibilityInformation = { label: `${spokenSentence(belief)}, ${percent}, ${groundsOf(belief)}` };
  item.command = {
    command: 'secondNature.showBelief',
    title: vscode.l10n.t('Show the evidence'),
    arguments: [{ belief, children: [] }],
  };
  return item;
}

/** In a model's words where there are any. */
function sentenceOf({ wording, statement }: WireBelief): string {
  return wording ?? statement;
}

/** A tree shows no code marks. */
function spokenSentence(belief: WireBelief): string {
  return plainLine(sentenceOf(belief), 300).replaceAll('`', '');
}

function groundsOf({ support, contra }: WireBelief): string {
  return editorText().t('{0} for, {1} against', support, contra);
}

function tooltipOf(belief: WireBelief, percent: string): vscode.MarkdownString {
  const day = (at: number) => dayOf(at, Date.now(), vscode.env.language);
  const held = vscode.l10n.t('held since {0}', day(belief.heldFrom));
  const lines = [
    `**${markdownSentence(plainLine(sentenceOf(belief), 300))}**`,
    ...(belief.wording === undefined ? [] : [ownWords(belief)]),
    markdownText([vscode.l10n.t('{0} sure', percent), groundsOf(belief), held].join(' · ')),
    ...(belief.place === '' ? [] : [markdownText(belief.place)]),
  ];
  return new vscode.MarkdownString(lines.join('\n\n'));
}

function ownWords({ statement }: WireBelief): string {
  return markdownSentence(vscode.l10n.t('In the memory’s own words: {0}', plainLine(statement, 300)));
}

/** The latest of what speaks for it and against it, each by its day and title; the chosen one opens. */
async function chooseEvidence(
  belief: WireBelief,
  read: (event: string) => Promise<WireEvent | undefined>,
  open: (event: string) => Promise<void>,
): Promise<void> {
  const entriesOf = async (events: readonly string[], max: number, icon: string) => {
    const found = await Promise.all(events.slice(0, max).map(read));
    return found.flatMap((event) => (event === undefined ? [] : [evidenceEntry(event, icon)]));
  };
  const entries = async () => [
    ...(await entriesOf(belief.evidence, forMax, 'pass')),
    ...(await entriesOf(belief.counterEvidence, againstMax, 'circle-slash')),
  ];
  const options = { title: plainLine(sentenceOf(belief), 200), placeHolder: groundsOf(belief) };
  const chosen = await vscode.window.showQuickPick(entries(), options);
  if (chosen !== undefined) await open(chosen.event);
}

function evidenceEntry({ id, at, text, kind }: WireEvent, icon: string) {
  const day = dayOf(at, Date.now(), vscode.env.language);
  const title = plainLine(text.split('\n', 1)[0] ?? '', 200) || kind;
  return { label: `$(${icon}) ${heldApart(withoutIcons(title))}`, description: day, event: id };
}

/** A command can be called by anyone with anything. */
function isBeliefTree(value: unknown): value is BeliefTree {
  return typeof value === 'object' && value !== null && 'belief' in value;
}
