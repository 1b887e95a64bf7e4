// How long the handlers on the way of a keystroke take, over the latest calls: a promise to the typist that can be
// looked up.

export interface CostMeter {
  record(durationMs: number): void;
  /** @returns ms at the percentile, 0 where nothing was recorded */
  percentile(share: number): number;
  readonly count: number;
}

/** @param size how many of the latest calls count */
export function createCostMeter(size = 2_048): CostMeter {
  const latest = new Float64Array(size);
  let count = 0;
  return {
    record(durationMs) {
      latest[count % size] = durationMs;
      count += 1;
    },
    percentile(share) {
      const known = latest.subarray(0, Math.min(count, size)).toSorted();
      return known[Math.min(known.length - 1, Math.floor(share * known.length))] ?? 0;
    },
    get count() {
      return count;
    },
  };
}
