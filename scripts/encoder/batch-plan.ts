// The order in which pairs are learned: in, pairs and how hard it shall be; out, batches of their numbers. The answers of a
// batch are each other's wrong answers, so a batch of one kind from few packages is harder than one from everywhere.
import type { seededRandom } from '../../test/evaluate/ranking-measure.ts';
import type { TextPair } from './text-pair.ts';

export type Random = ReturnType<typeof seededRandom>;

/** Smaller rests are left out of an epoch. */
const restShareMin = 0.25;

/**
 * Batches of one kind of pair each, in a random order.
 *
 * @param hardness share of a batch that may come from one package, in [0, 1]; 0 draws from all alike
 */
export function planBatches(
  pairs: readonly TextPair[],
  batchSize: number,
  hardness: number,
  random: Random,
): number[][] {
  const groupSize = Math.max(1, Math.round(batchSize * hardness));
  const batches: number[][] = [];
  for (const ofKind of groupNumbers(pairs, ({ kind }) => (kind === 'declaration' ? 'comment' : kind))) {
    const groups = groupNumbers(
      ofKind.map((number) => pairs[number]!),
      ({ source }) => source,
    )
      .map((places) =>
        shuffle(
          places.map((place) => ofKind[place]!),
          random,
        ),
      )
      .flatMap((own) => cut(own, groupSize));
    batches.push(
      ...cut(shuffle(groups, random).flat(), batchSize).filter((batch) => batch.length >= batchSize * restShareMin),
    );
  }
  return shuffle(batches, random);
}

/** At most so many of each kind from one package, chosen at random, so that no package stands for all. */
export function limitPairs(
  pairs: readonly TextPair[],
  limitOf: (kind: TextPair['kind']) => number,
  random: Random,
): TextPair[] {
  const counts = new Map<string, number>();
  return shuffle([...pairs], random).filter(({ kind, source }) => {
    const key = `${kind} ${source}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= limitOf(kind);
  });
}

function groupNumbers(pairs: readonly TextPair[], keyOf: (pair: TextPair) => string): number[][] {
  return [...Map.groupBy(pairs.keys(), (number) => keyOf(pairs[number]!)).values()];
}

function cut<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** In place. @source Fisher and Yates, as Durstenfeld 1964 has it */
function shuffle<T>(list: T[], random: Random): T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}
