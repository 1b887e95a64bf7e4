// The timeline as a tree of the sidebar: pages of episodes come in from the engine, days with their episodes go out.
import * as vscode from 'vscode';
import { timelineMethod, timelineResult, type WireEpisode } from '../../protocol/explore.ts';
import { editorText } from './editor-text.ts';
import { type EpisodeGroup, groupEpisodes } from './episode-group.ts';
import type { MemoryClient } from './memory-client.ts';
import { dayOf, heldApart, outcomeWording, plainLine } from './wording.ts';

export type EpisodeRow =
  | { readonly type: 'group'; readonly group: EpisodeGroup; readonly isFirst: boolean }
  | { readonly type: 'episode'; readonly episode: WireEpisode }
  | { readonly type: 'more'; readonly left: number };

const pageLength = 60;

export class EpisodeTree implements vscode.TreeDataProvider<EpisodeRow> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #memory: MemoryClient;
  readonly #folder: () => string | undefined;
  #wanted = pageLength;
  #text = '';
  /** What is sought, and how much of it there is. */
  #onFound: (text: string, total: number) => void = () => undefined;

  constructor(memory: MemoryClient, folder: () => string | undefined) {
    this.#memory = memory;
    this.#folder = folder;
  }

  get text(): string {
    return this.#text;
  }

  onFound(listener: (text: string, total: number) => void): void {
    this.#onFound = listener;
  }

  /** Something was learned, or another folder is in front. */
  refresh(): void {
    this.#changed.fire();
  }

  /** Narrows to episodes that hold the words; empty shows all. */
  seek(text: string): void {
    this.#text = text.trim();
    this.#wanted = pageLength;
    this.refresh();
  }

  showMore(): void {
    this.#wanted += pageLength;
    this.refresh();
  }

  async getChildren(row?: EpisodeRow): Promise<EpisodeRow[]> {
    if (row === undefined) return this.#roots();
    return row.type === 'group' ? row.group.episodes.map((episode) => ({ type: 'episode', episode })) : [];
  }

  getTreeItem(row: EpisodeRow): vscode.TreeItem {
    if (row.type === 'group') return groupItem(row.group, row.isFirst);
    return row.type === 'more' ? moreItem(row.left) : episodeItem(row.episode);
  }

  async #roots(): Promise<EpisodeRow[]> {
    const folder = this.#folder();
    if (folder === undefined) return [];
    const params = { folder, offset: 0, limit: Math.min(500, this.#wanted), ...(this.#text && { text: this.#text }) };
    const reply = await this.#memory.request(timelineMethod, params, timelineResult);
    if (!reply.ok) return [];
    const { episodes, total } = reply.value;
    this.#onFound(this.#text, total);
    const words = {
      today: vscode.l10n.t('Today'),
      yesterday: vscode.l10n.t('Yesterday'),
      thisWeek: vscode.l10n.t('This Week'),
    };
    const groups = groupEpisodes(episodes, Date.now(), vscode.env.language, words);
    const rows: EpisodeRow[] = groups.map((group, i) => ({ type: 'group', group, isFirst: i === 0 }));
    const left = total - episodes.length;
    return left > 0 ? [...rows, { type: 'more', left }] : rows;
  }
}

function groupItem({ label, episodes }: EpisodeGroup, isFirst: boolean): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isFirst ? Expanded : Collapsed);
  item.id = `group:${label}`;
  item.description = editorText().numberText(episodes.length);
  return item;
}

function moreItem(left: number): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more ({0} earlier)', editorText().numberText(left)));
  item.id = 'more';
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'secondNature.moreEpisodes', title: vscode.l10n.t('Show more') };
  return item;
}

/** An outcome has an icon of its own as well as a colour. */
const outcomeIcons: Readonly<Record<WireEpisode['outcome'], vscode.ThemeIcon>> = {
  resolved: new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('charts.red')),
  abandoned: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground')),
  open: new vscode.ThemeIcon('circle-large-outline', new vscode.ThemeColor('charts.blue')),
};

function episodeItem(episode: WireEpisode): vscode.TreeItem {
  const { id, title, startedAt, outcome, places, eventCount } = episode;
  const day = dayOf(startedAt, Date.now(), vscode.env.language);
  const item = new vscode.TreeItem(heldApart(plainLine(title, 200)) || vscode.l10n.t('Untitled'));
  item.id = id;
  item.iconPath = outcomeIcons[outcome];
  const [place] = places.map((path) => heldApart(plainLine(path.slice(path.lastIndexOf('/') + 1), 120)));
  item.description = place === undefined ? day : `${day} · ${place}`;
  item.tooltip = episodeTooltip(episode, day);
  item.contextValue = 'secondNature.episode';
  item.command = { command: 'secondNature.showEpisode', title: vscode.l10n.t('Show the episode'), arguments: [id] };
  item.accessibilityInformation = {
    label: `${plainLine(title, 200)}, ${outcomeWording(outcome, editorText())}, ${day}, ${eventsText(eventCount)}`,
  };
  return item;
}

function episodeTooltip({ title, outcome, places, eventCount }: WireEpisode, day: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(plainLine(title, 300));
  text.appendMarkdown('\n\n');
  text.appendText([day, outcomeWording(outcome, editorText()), eventsText(eventCount)].join(' · '));
  for (const place of places) {
    text.appendMarkdown('\n\n');
    text.appendText(plainLine(place, 200));
  }
  return text;
}

function eventsText(count: number): string {
  return editorText().tCount(count, '{0} event', '{0} events');
}

/** A command can be called by anyone with anything. */
export function episodeOf(row: unknown): WireEpisode | undefined {
  const { type, episode } = (typeof row === 'object' && row !== null ? row : {}) as Partial<
    EpisodeRow & { episode: WireEpisode }
  >;
  return type === 'episode' ? episode : undefined;
}
