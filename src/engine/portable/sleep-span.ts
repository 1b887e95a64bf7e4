// A step of a sleep names places in the log. The log of another memory has other places, so a file tells them by how many
// of its events lie up to each.
import type { SleepData } from '../model/event.ts';

/** @param translate a place of the one kind into one of the other */
export function translateSpan(data: SleepData, translate: (place: number) => number): SleepData {
  return {
    ...data,
    fromSeq: translate(data.fromSeq),
    toSeq: translate(data.toSeq),
    nightFromSeq: translate(data.nightFromSeq),
    nightToSeq: translate(data.nightToSeq),
  };
}

/**
 * How many of the places lie up to this one.
 *
 * @param places ascending
 */
export function countUpTo(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
