// Surfaces that stand by themselves, without anything being sensed: started and stopped together, each by its switch.
import * as vscode from 'vscode';
import { createDocumentFilter } from './sense/document-filter.ts';
import type { Report } from './sense/observation-draft.ts';
import type { Settings } from './settings.ts';
import { type CompanionHint, hintCompanions } from './surface/companion-hint.ts';
import { provideFeelHover } from './surface/feel-hover.ts';
import { showFragileBadges } from './surface/fragile-badge.ts';
import type { MemoryClient } from './surface/memory-client.ts';
import { warnOfPlaces } from './surface/place-warning.ts';
import { followPrimedMoments } from './surface/primed-moment.ts';
import { type PrimedView, showPrimed } from './surface/primed-tree.ts';

export interface Showing extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  changed(): void;
  /** By command id, without its prefix. */
  readonly commands: PrimedView['commands'] & CompanionHint['commands'];
}

export function startShowing(parts: {
  readonly settings: Settings;
  readonly memory: MemoryClient;
  readonly report: Report;
  readonly showEpisode: (id: string) => void;
}): Showing {
  const { settings, memory, report, showEpisode } = parts;
  const findPlace = createDocumentFilter(settings.excludeGlobs);
  const moments = followPrimedMoments(memory, findPlace);
  const primed = showPrimed(moments, report, showEpisode);
  const companions = settings.surfaces.companions ? hintCompanions(moments, report) : undefined;
  const badges = settings.surfaces.badges ? showFragileBadges(memory) : undefined;
  const hover = settings.surfaces.hover ? provideFeelHover(memory, findPlace) : undefined;
  const warning = settings.mode === 'assist' ? warnOfPlaces(memory, findPlace, report) : undefined;
  const parted = [moments, primed, companions, badges, hover, warning].filter((each) => each !== undefined);
  return {
    changed() {
      badges?.changed();
      moments.changed();
    },
    commands: { ...primed.commands, ...companions?.commands },
    dispose: () => vscode.Disposable.from(...parted).dispose(),
  };
}
