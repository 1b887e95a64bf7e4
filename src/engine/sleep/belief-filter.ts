// A row of occasions in, what may be believed of them out: how often the thing holds now and how sure that is, from when
// to when it was a belief, and how much better it predicts than the base rate does.

/** One occasion on which a gist could have held. */
export interface Trial {
  readonly holds: boolean;
  /** False for an occasion that is counted but teaches nothing, such as a commit of very many files. */
  readonly teaches: boolean;
}

export interface Claim {
  /** How often it would hold if there were nothing to it, in (0, 1). */
  readonly baseRate: number;
  /** The gist claims to hold more often than this, in (0, 1). */
  readonly rateMin: number;
  readonly supportMin: number;
  /** Nats by which it must predict better than the base rate does. */
  readonly gainMin: number;
}

export interface Belief {
  /** Trials from `first` up to and without `end` are those that it rests on. */
  readonly first: number;
  readonly end: number;
  readonly isHeld: boolean;
  /** Probability that it holds more often than it claims to, in [0, 1]. */
  readonly confidence: number;
  /** Nats. */
  readonly gain: number;
}

/** What is held must be this sure when it is taken up. */
const confidenceMin = 0.85;
/** Nats of accumulated contradiction at which a belief is given up: a hundred to one. */
const catharsis = Math.log(100);

/** Step of the tonic volatility and of its own; by these a steady row moves slowly, and a broken one at once. */
const omega = -4;
const theta = 0.05;
const kappa = 1;
const volatilityRange = 4;

interface FilterState {
  /** Mean and variance of the log-odds; mean and variance of the log-volatility. */
  mean: number;
  variance: number;
  volatility: number;
  volatilityVariance: number;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const logit = (p: number) => Math.log(p / (1 - p));

/**
 * Goes through the trials in order. A belief is taken up when teach-back succeeds: told what the gist has learned so
 * far, one predicts each trial better than by the base rate, by `gainMin` in all, and it is likely that it holds more often
 * than it claims. Once held it is stable: it is given up only when the evidence that it has fallen below its claim has
 * accumulated past `catharsis`; from where that began, it may be learned anew.
 *
 * @returns the latest belief; undefined where none was ever taken up
 * @source hierarchical Gaussian filter, Mathys et al. 2011; change detection, Page 1954
 */
export function filterBelief(trials: readonly Trial[], claim: Claim): Belief | undefined {
  let latest: Belief | undefined;
  let first = 0;
  while (first < trials.length) {
    const found = filterFrom(first, trials, claim);
    if (found.belief === undefined) return latest;
    latest = found.belief;
    if (latest.isHeld) return latest;
    first = nextHolding(found.brokenFrom, trials);
  }
  return latest;
}

/** What is learned anew begins with an occasion on which it held. */
function nextHolding(from: number, trials: readonly Trial[]): number {
  const found = trials.findIndex(({ holds }, i) => i >= from && holds);
  return found === -1 ? trials.length : found;
}

/** One belief, from the first trial that it may rest on. */
function filterFrom(first: number, trials: readonly Trial[], claim: Claim): { belief?: Belief; brokenFrom: number } {
  const state: FilterState = { mean: 0, variance: 1, volatility: 0, volatilityVariance: 0.5 };
  const fallen = Math.max(claim.baseRate, 0.6 * claim.rateMin);
  let [gain, support, count, contradiction, calmUntil] = [0, 0, 0, 0, first];
  let isHeld = false;
  for (let i = first; i < trials.length; i += 1) {
    const { holds, teaches } = trials[i]!;
    if (!teaches) continue;
    const rate = clip((support + 1) / (count + 2));
    if (isHeld) {
      contradiction = Math.max(0, contradiction + logScore(fallen, holds) - logScore(Math.max(rate, fallen), holds));
      if (contradiction === 0) calmUntil = i + 1;
      if (contradiction >= catharsis) {
        const end = Math.max(calmUntil, first + 1);
        return { belief: { first, end, isHeld: false, confidence: confidenceOf(state, claim), gain }, brokenFrom: end };
      }
    }
    gain += logScore(clip(sigmoid(state.mean)), holds) - logScore(clip(claim.baseRate), holds);
    update(state, holds);
    support += holds ? 1 : 0;
    count += 1;
    isHeld ||= support >= claim.supportMin && gain >= claim.gainMin && confidenceOf(state, claim) >= confidenceMin;
  }
  if (!isHeld) return { brokenFrom: trials.length };
  const belief = { first, end: trials.length, isHeld, confidence: confidenceOf(state, claim), gain };
  return { belief, brokenFrom: trials.length };
}

/** One step of the binary filter: prediction errors weighted by precision, the step as wide as things are volatile. */
function update(state: FilterState, holds: boolean): void {
  const spread = Math.exp(kappa * state.volatility + omega);
  const predicted = state.variance + spread;
  const rate = clip(sigmoid(state.mean));
  const variance = 1 / (1 / predicted + rate * (1 - rate));
  const error = variance * ((holds ? 1 : 0) - rate);
  const surprise = (variance + error * error) / predicted - 1;
  const share = spread / predicted;
  const volatilityPredicted = 1 / (state.volatilityVariance + theta);
  const lean = (spread - state.variance) / predicted;
  const precision = Math.max(0.1, volatilityPredicted + 0.5 * kappa * kappa * share * (share + lean * surprise));
  const volatility = state.volatility + (0.5 * kappa * share * surprise) / precision;
  state.mean += error;
  state.variance = variance;
  state.volatility = Math.max(-volatilityRange, Math.min(volatilityRange, volatility));
  state.volatilityVariance = 1 / precision;
}

function confidenceOf({ mean, variance }: FilterState, { rateMin }: Claim): number {
  return normalCdf((mean - logit(rateMin)) / Math.sqrt(variance));
}

function logScore(rate: number, holds: boolean): number {
  return Math.log(holds ? rate : 1 - rate);
}

function clip(rate: number): number {
  return Math.max(0.005, Math.min(0.995, rate));
}

/** @source logistic approximation, Bowling et al. 2009; off by less than 0.0002 */
function normalCdf(z: number): number {
  return 1 / (1 + Math.exp(-(0.07056 * z * z * z + 1.5976 * z)));
}
