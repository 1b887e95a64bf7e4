// What was primed at a save or before a commit comes in, which files the developer may be forgetting goes out. Pure, and
// hard to please: a word too many costs more attention than a file too few.
import type { WirePrimedItem } from '../../protocol/prime.ts';

/** Below this a companion is a guess: for who is new to the place, and how much surer it must be for who knows it well. */
const probabilityMin = 0.45;
const knownExtra = 0.2;
const companionsMax = 3;

export interface CompanionCandidate extends Pick<WirePrimedItem, 'kind' | 'key' | 'probability'> {
  readonly reasons: readonly Pick<WirePrimedItem['reasons'][number], 'isTie'>[];
}

/** When it would be said. */
export type CompanionBoundary = 'save' | 'commit';

export interface CompanionMemory {
  /** What was hinted at, by file, so that nothing is said twice. */
  readonly told: ReadonlySet<string>;
  /** How well the developer knows the file that was saved, in [0, 1]. */
  readonly known: number;
  /** How often hints of this kind were dismissed: each time they must be surer. */
  readonly dismissals: number;
  readonly boundary: CompanionBoundary;
}

/**
 * @param changed paths relative to the root that the working tree has changed already
 * @returns the likeliest first; empty where it is better to be quiet
 */
export function chooseCompanions<Item extends CompanionCandidate>(
  items: readonly Item[],
  changed: ReadonlySet<string>,
  { told, known, dismissals, boundary }: CompanionMemory,
): Item[] {
  // What was not changed until the commit was most likely not meant to be: half the doubt is allowed then.
  const halvings = dismissals + (boundary === 'commit' ? 1 : 0);
  const least = 1 - (1 - probabilityMin - knownExtra * known) / 2 ** halvings;
  const isLikely = ({ kind, probability }: Item) => kind === 'file' && probability >= least;
  // What merely changes often is not forgotten because it did not change now.
  const isTied = ({ reasons }: Item) => reasons.some(({ isTie }) => isTie);
  const isNews = ({ key }: Item) => !changed.has(key) && !told.has(key);
  return items.filter((item) => isLikely(item) && isTied(item) && isNews(item)).slice(0, companionsMax);
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
