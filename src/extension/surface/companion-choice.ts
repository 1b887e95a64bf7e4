// What was primed at a save comes in, which files the developer may be forgetting goes out. Pure, and hard to please: a
// word too many costs more attention than a file too few.
import type { WirePrimedItem } from '../../protocol/prime.ts';

/** Below this a companion is a guess. */
const probabilityMin = 0.5;
const companionsMax = 3;
/** Between two hints, whatever they say. */
const quietMs = 10 * 60 * 1000;

export interface CompanionMemory {
  /** What was hinted at, by file, so that nothing is said twice. */
  readonly told: ReadonlySet<string>;
  /** Unix time in ms of the last hint; 0 for none. */
  readonly toldAt: number;
  /** How often hints of this kind were dismissed: each time they must be surer. */
  readonly dismissals: number;
}

/**
 * @param changed paths relative to the root that the working tree has changed already
 * @param nowMs Unix time in ms
 * @returns the likeliest first; empty where it is better to be quiet
 */
export function chooseCompanions(
  items: readonly WirePrimedItem[],
  changed: ReadonlySet<string>,
  { told, toldAt, dismissals }: CompanionMemory,
  nowMs: number,
): WirePrimedItem[] {
  if (nowMs - toldAt < quietMs) return [];
  const least = 1 - (1 - probabilityMin) / 2 ** dismissals;
  return items
    .filter(
      ({ kind, key, probability }) => kind === 'file' && probability >= least && !changed.has(key) && !told.has(key),
    )
    .slice(0, companionsMax);
}
