// The views of the sidebar, made and kept fresh together: what the memory learns comes in as a nudge, trees go out.
import * as vscode from 'vscode';
import type { Report } from '../sense/observation-draft.ts';
import { showBeliefs } from './belief-tree.ts';
import { showCurious } from './curious-tree.ts';
import { EpisodeTree, episodeOf } from './episode-tree.ts';
import type { MemoryClient } from './memory-client.ts';
import { createMemoryDeeds, type MemoryDeeds } from './memory-deeds.ts';
import { provideReview } from './review-command.ts';

export interface Sidebar extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  changed(): void;
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

export interface SidebarParts {
  readonly memory: MemoryClient;
  /** Absolute path of the folder that the user works in. */
  folder(): string | undefined;
  showEpisode(id: string): void;
  openEvent(folder: string, event: string): Promise<void>;
  readonly report: Report;
  /** Shows lines where the user can read them at leisure. */
  readonly show: (lines: readonly string[]) => void;
  /** What is shown of the memory is to be asked for again. */
  readonly noteChange: () => void;
}

/** While much is learned at once, as in an import, the trees follow so often and no oftener. */
const refreshPauseMs = 2_000;

export function createSidebar(parts: SidebarParts): Sidebar {
  const { memory, folder, showEpisode, openEvent } = parts;
  const deeds = createMemoryDeeds(parts);
  const review = provideReview(memory, folder);
  const beliefs = showBeliefs({ memory, folder, deeds, openEvent });
  const curious = showCurious(parts);
  const episodes = new EpisodeTree(memory, folder);
  const episodeView = vscode.window.createTreeView('secondNature.episodes', { treeDataProvider: episodes });
  episodes.onFound((text, total) => {
    episodeView.description = total === 0 ? '' : total.toLocaleString(vscode.env.language);
    // Beside a message no welcome is shown, and that nothing was found is for the welcome to say.
    episodeView.message = text === '' || total === 0 ? undefined : vscode.l10n.t('{0} with “{1}”', total, text);
    void vscode.commands.executeCommand('setContext', 'secondNature.episodesSought', text !== '');
  });
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      episodes.refresh();
      beliefs.refresh();
      curious.refresh();
    }, refreshPauseMs);
  };
  const subscriptions = [beliefs, curious, episodeView, review, vscode.workspace.onDidChangeWorkspaceFolders(changed)];
  return {
    changed,
    commands: {
      ...beliefs.commands,
      ...curious.commands,
      ...episodeDeeds(deeds),
      showWeeklyReview: () => review.open(),
      showEpisode: (id) => showEpisode(String(id)),
      moreEpisodes: () => episodes.showMore(),
      searchEpisodes: () => seekEpisodes(episodes),
      clearEpisodeSearch: () => episodes.seek(''),
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function episodeDeeds(deeds: MemoryDeeds) {
  const withEpisode = (deed: (memory: { subject: string; title: string }) => unknown) => (row: unknown) => {
    const episode = episodeOf(row);
    return episode && deed({ subject: episode.id, title: episode.title });
  };
  return {
    pinEpisode: withEpisode(deeds.pin),
    correctEpisode: withEpisode(deeds.correct),
    forgetEpisode: withEpisode(deeds.forget),
  };
}

async function seekEpisodes(episodes: EpisodeTree): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Search Episodes'),
    placeHolder: vscode.l10n.t('Words of a title, a message, a path'),
    value: episodes.text,
  });
  if (text !== undefined) episodes.seek(text);
}
