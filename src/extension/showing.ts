// Surfaces that stand by themselves, without anything being sensed: started and stopped together, each by its switch.
import * as vscode from 'vscode';
import type { ExplorerTarget } from '../protocol/explorer-page.ts';
import { createDocumentFilter } from './sense/document-filter.ts';
import type { Report } from './sense/observation-draft.ts';
import type { Settings } from './settings.ts';
import { followCommits } from './surface/commit-moment.ts';
import { hintCompanions } from './surface/companion-hint.ts';
import { offerEditRules } from './surface/edit-rule-action.ts';
import { provideFeelHover } from './surface/feel-hover.ts';
import { showFragileBadges } from './surface/fragile-badge.ts';
import type { HintHistory } from './surface/hint-history.ts';
import type { MemoryClient } from './surface/memory-client.ts';
import { warnOfPlaces } from './surface/place-warning.ts';
import { followPrimedMoments } from './surface/primed-moment.ts';
import { showPrimed } from './surface/primed-tree.ts';

export interface Showing extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  changed(): void;
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

export function startShowing(parts: {
  readonly settings: Settings;
  readonly memory: MemoryClient;
  readonly report: Report;
  /** Of the window: it outlives what is started here. */
  readonly history: HintHistory;
  readonly showInExplorer: (target: ExplorerTarget) => void;
  readonly openEvent: (folder: string, event: string) => Promise<void>;
}): Showing {
  const { settings, memory, report, history, showInExplorer, openEvent } = parts;
  const findPlace = createDocumentFilter(settings.excludeGlobs);
  const moments = followPrimedMoments(memory, findPlace);
  const primed = showPrimed(moments, report, showInExplorer);
  const commits = settings.surfaces.beforeCommit ? followCommits(memory, findPlace) : undefined;
  const saves = settings.surfaces.companions ? moments : undefined;
  const companions = hintCompanions({ saves, commits }, memory, report, history);
  const badges = settings.surfaces.badges ? showFragileBadges(memory) : undefined;
  const hover = settings.surfaces.hover ? provideFeelHover(memory, findPlace) : undefined;
  const { mode, surfaces } = settings;
  const isWarning = mode === 'assist' && surfaces.placeWarning;
  const warning = isWarning ? warnOfPlaces(memory, findPlace, report, history) : undefined;
  const rules =
    surfaces.editRules || surfaces.ghostText
      ? offerEditRules({ memory, findPlace, report, openEvent, history, surfaces })
      : undefined;
  const all = [moments, primed, companions, commits, badges, hover, warning, rules];
  const parted = all.filter((each) => each !== undefined);
  return {
    changed() {
      badges?.changed();
      moments.changed();
    },
    commands: { ...primed.commands, ...companions.commands, ...rules?.commands, ...warning?.commands },
    dispose: () => vscode.Disposable.from(...parted).dispose(),
  };
}

const shownCommands = ['openPrimed', 'dismissPrimed', 'showCompanions', 'showRule', 'dismissWarning'] as const;

/** The commands of whatever is shown by the time they are called; nothing where none of it is. */
export function forwardShown(showing: () => Showing | undefined): Showing['commands'] {
  return Object.fromEntries(
    shownCommands.map((name) => [name, (argument: unknown) => showing()?.commands[name]?.(argument)]),
  );
}
