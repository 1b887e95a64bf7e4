// What was primed at a save or before a commit comes in, which files the developer may be forgetting goes out. Pure, and
// hard to please: a word too many costs more attention than a file too few.
import type { WirePrimedItem } from '../../protocol/prime.ts';

/** Below this a companion is a guess: for who is new to the place, and how much surer it must be for who knows it well. */
const probabilityMin = 0.45;
const knownExtra = 0.2;
const companionsMax = 3;

export type CompanionCandidate = Pick<WirePrimedItem, 'kind' | 'key' | 'probability'>;

export interface CompanionMemory {
  /** What was hinted at, by file, so that nothing is said twice. */
  readonly told: ReadonlySet<string>;
  /** How well the developer knows the file that was saved, in [0, 1]. */
  readonly known: number;
  /** How often hints of this kind were dismissed: each time they must be surer. */
  readonly dismissals: number;
}

/**
 * @param changed paths relative to the root that the working tree has changed already
 * @returns the likeliest first; empty where it is better to be quiet
 */
export function chooseCompanions<Item extends CompanionCandidate>(
  items: readonly Item[],
  changed: ReadonlySet<string>,
  { told, known, dismissals }: CompanionMemory,
): Item[] {
  const least = 1 - (1 - probabilityMin - knownExtra * known) / 2 ** dismissals;
  return items
    .filter(
      ({ kind, key, probability }) => kind === 'file' && probability >= least && !changed.has(key) && !told.has(key),
    )
    .slice(0, companionsMax);
}

/** Of what several files bring to mind: each thing once, as likely as the file makes it that speaks most for it. */
export function likeliest<Item extends CompanionCandidate>(items: readonly Item[]): Item[] {
  const best = new Map<string, Item>();
  for (const item of items) {
    const name = `${item.kind}:${item.key}`;
    if (item.probability > (best.get(name)?.probability ?? -1)) best.set(name, item);
  }
  return [...best.values()].sort((a, b) => b.probability - a.probability);
}
