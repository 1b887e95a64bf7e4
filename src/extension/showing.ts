// Surfaces that stand by themselves, without anything being sensed: started and stopped together, each by its switch.
import * as vscode from 'vscode';
import { createDocumentFilter } from './sense/document-filter.ts';
import type { Settings } from './settings.ts';
import { provideFeelHover } from './surface/feel-hover.ts';
import { showFragileBadges } from './surface/fragile-badge.ts';
import type { MemoryClient } from './surface/memory-client.ts';

export interface Showing extends vscode.Disposable {
  /** Something was learned. Call it as often as that happens. */
  changed(): void;
}

export function startShowing(settings: Settings, memory: MemoryClient): Showing {
  const badges = settings.surfaces.badges ? showFragileBadges(memory) : undefined;
  const hover = settings.surfaces.hover
    ? provideFeelHover(memory, createDocumentFilter(settings.excludeGlobs))
    : undefined;
  return {
    changed: () => badges?.changed(),
    dispose: () => vscode.Disposable.from(...[badges, hover].filter((each) => each !== undefined)).dispose(),
  };
}
