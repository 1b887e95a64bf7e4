// What priming learns in a sleep: in, the lists that it rehearsed since; changed, the forest and the effects by which it ranks
// from then on. The day learns each choice as it comes, in closed form; the night goes over a thousand of them again and finds
// what holds only where several things come together, and what is particular to single places and folders.
import { fitEffects } from '../model/choice-effect.ts';
import { growForest } from '../model/choice-forest.ts';
import type { PlaceMemory } from './prime-places.ts';

/** With fewer new lists a night would find what the last one found. */
const freshMin = 100;

/** Hands over every few milliseconds; about a second of one core in all. Nothing changes before it is done. */
export function* sleepOnRehearsals(memory: PlaceMemory): Generator<undefined, void> {
  if (memory.freshLists < freshMin) return;
  const lists = memory.lists.read(memory.weights.place);
  const { forest, scores } = yield* growForest(lists);
  const effects = yield* fitEffects(lists, scores);
  memory.forest.set(forest);
  memory.effects.set(effects);
  memory.freshLists = 0;
  memory.nights += 1;
}
