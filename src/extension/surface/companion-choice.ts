// What was primed at a save comes in, which files the developer may be forgetting goes out. Pure, and hard to please: a
// word too many costs more attention than a file too few.
import type { WirePrimedItem } from '../../protocol/prime.ts';

/** Below this a companion is a guess: for who is new to the place, and how much surer it must be for who knows it well. */
const probabilityMin = 0.45;
const knownExtra = 0.2;
const companionsMax = 3;
/** Between two hints, whatever they say. */
const quietMs = 10 * 60 * 1000;

export interface CompanionMemory {
  /** What was hinted at, by file, so that nothing is said twice. */
  readonly told: ReadonlySet<string>;
  /** Unix time in ms of the last hint; 0 for none. */
  readonly toldAt: number;
  /** How well the developer knows the file that was saved, in [0, 1]. */
  readonly known: number;
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
  { told, toldAt, known, dismissals }: CompanionMemory,
  nowMs: number,
): WirePrimedItem[] {
  if (nowMs - toldAt < quietMs) return [];
  const least = 1 - (1 - probabilityMin - knownExtra * known) / 2 ** dismissals;
  return items
    .filter(
      ({ kind, key, probability }) => kind === 'file' && probability >= least && !changed.has(key) && !told.has(key),
    )
    .slice(0, companionsMax);
}
