// How good rankings are: in, the ranks at which what was looked for stood; out, means over all questions with their spread.

/** One question, answered by one method. */
export interface RankedQuestion {
  /** Ranks, from 0, of what was looked for; Infinity where it was not listed. At least one. */
  readonly ranks: readonly number[];
  readonly tookMs: number;
  /** Questions of one group (a commit) are not independent, so the spread resamples groups. */
  readonly group: number;
  /** What was said of the first places and what came; empty for a method that gives no probabilities. */
  readonly forecasts: readonly { readonly probability: number; readonly came: boolean }[];
}

/** Ranks of the truth in an order, each Infinity where it is missing. */
export function ranksOf<T>(order: readonly T[], truth: ReadonlySet<T>): number[] {
  const rankByItem = new Map(order.map((item, rank) => [item, rank]));
  return [...truth].map((item) => rankByItem.get(item) ?? Number.POSITIVE_INFINITY);
}

export const reciprocalRank = (question: RankedQuestion) => 1 / (1 + Math.min(...question.ranks));
const hitAt = (k: number) => (question: RankedQuestion) => Number(Math.min(...question.ranks) < k);
const recallAt = (k: number) => (question: RankedQuestion) =>
  question.ranks.filter((rank) => rank < k).length / question.ranks.length;

/** 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of the values themselves. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/** Metrics under the names that every benchmark shares; times in ms. Throws where there was no question. */
export function measureRanking(questions: readonly RankedQuestion[], seed: number): Record<string, number> {
  if (questions.length === 0) throw new Error('nothing was asked');
  const over = (measure: (question: RankedQuestion) => number) => mean(questions.map(measure));
  const tookMs = questions.map((question) => question.tookMs).sort((a, b) => a - b);
  return {
    mrr: over(reciprocalRank),
    mrrSpread: standardErrorOfMrr(questions, seed),
    'hit@1': over(hitAt(1)),
    'hit@3': over(hitAt(3)),
    'recall@5': over(recallAt(5)),
    'recall@10': over(recallAt(10)),
    'recall@25': over(recallAt(25)),
    p50Ms: quantile(tookMs, 0.5),
    p95Ms: quantile(tookMs, 0.95),
    ...(questions[0]!.forecasts.length > 0 && {
      ece: calibrationError(questions.flatMap((question) => question.forecasts)),
    }),
  };
}

/** The value below which a share of the ascending values lies, by the nearest rank. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))]!;
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const calibrationBins = 10;

/** How far probabilities are from what came of them, in [0, 1]: the mean over ten equal bins, weighed by their sizes. */
export function calibrationError(forecasts: RankedQuestion['forecasts']): number {
  const bins = Array.from({ length: calibrationBins }, () => ({ said: 0, came: 0 }));
  for (const { probability, came } of forecasts) {
    const bin = bins[Math.min(calibrationBins - 1, Math.floor(probability * calibrationBins))]!;
    bin.said += probability;
    bin.came += Number(came);
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.came), 0) / forecasts.length;
}

/** The chance that something that came was given a higher probability than something that did not; ties count half. */
export function areaUnderCurve(forecasts: RankedQuestion['forecasts']): number {
  const sorted = forecasts.toSorted((a, b) => a.probability - b.probability);
  let below = 0;
  let wins = 0;
  for (const tied of Map.groupBy(sorted, (each) => each.probability).values()) {
    const came = tied.filter((each) => each.came).length;
    const missed = tied.length - came;
    wins += came * (below + missed / 2);
    below += missed;
  }
  return wins / ((forecasts.length - below) * below);
}

const resamples = 200;

/** Standard error of the mean reciprocal rank, by bootstrap over groups. */
function standardErrorOfMrr(questions: readonly RankedQuestion[], seed: number): number {
  const sums = new Map<number, { total: number; count: number }>();
  for (const question of questions) {
    const sum = sums.get(question.group) ?? { total: 0, count: 0 };
    sums.set(question.group, { total: sum.total + reciprocalRank(question), count: sum.count + 1 });
  }
  const groups = [...sums.values()];
  const random = seededRandom(seed);
  const means = Array.from({ length: resamples }, () => {
    let total = 0;
    let count = 0;
    for (let drawn = 0; drawn < groups.length; drawn++) {
      const group = groups[Math.floor(random() * groups.length)]!;
      total += group.total;
      count += group.count;
    }
    return total / count;
  });
  const centre = means.reduce((sum, value) => sum + value, 0) / resamples;
  return Math.sqrt(means.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (resamples - 1));
}
