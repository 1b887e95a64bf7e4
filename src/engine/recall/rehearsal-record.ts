// What priming has learned by predicting commits, as one row of numbers, and back: so that a start of the engine need not
// predict them all again. Sums and weights of features alone; no word and no path is in it.
import type { ChoiceRanker } from '../model/choice-ranker.ts';
import type { PlaceMemory } from './prime-places.ts';

const kinds = ['place', 'intent'] as const;

/** Everything in a memory that a rehearsal changes. */
export function recordRehearsals(memory: PlaceMemory): Float64Array {
  const { rehearsals, nights, freshLists, forest, effects } = memory;
  const parts = [[rehearsals, nights, freshLists], forest, effects, ...kinds.flatMap((kind) => partsOf(memory, kind))];
  return Float64Array.from(parts.flatMap((part) => [...part]));
}

/**
 * Takes up what another run recorded.
 *
 * @returns whether it could: not where the record is of other features
 */
export function takeUpRehearsals(memory: PlaceMemory, record: Float64Array, lists: Uint8Array): boolean {
  if (record.length !== recordRehearsals(memory).length) return false;
  let place = 0;
  const next = () => record[place++]!;
  memory.rehearsals = next();
  memory.nights = next();
  memory.freshLists = next();
  memory.lists.takeUp(lists);
  for (const list of [memory.forest, memory.effects]) for (let i = 0; i < list.length; i++) list[i] = next();
  for (const kind of kinds) {
    const ranker: ChoiceRanker = memory.rankers[kind];
    const [, ...lists] = partsOf(memory, kind);
    ranker.mass = next();
    ranker.reference = next();
    for (const list of lists) for (let i = 0; i < list.length; i++) list[i] = next();
  }
  return true;
}

function partsOf({ rankers, weights, chances }: PlaceMemory, kind: (typeof kinds)[number]) {
  const { mass, reference, curvature, response } = rankers[kind];
  return [[mass, reference], curvature, response, weights[kind], chances[kind].offered, chances[kind].right];
}
