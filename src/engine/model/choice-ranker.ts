// Learns from choices which features matter: in, what was offered, with the probability it was offered with, and what
// of it was chosen; out, weights, in closed form. Each example adds its own term to two sums, so incremental equals
// batch, the order of examples does not matter, and a forgotten example is subtracted exactly.

/** One list that was offered and what became of it. */
export interface ChoiceExample {
  /** Position in the history, counted from 0; a later example weighs more. */
  readonly at: number;
  /** One row a candidate, each of the ranker's size. */
  readonly features: readonly Float64Array[];
  /** Score of each candidate when it was offered: the logarithm of its probability up to a constant. */
  readonly scores: readonly number[];
  /** Whether it was chosen; at least one was. */
  readonly chosen: readonly boolean[];
}

/** The two sums of ridge regression, `A` and `b`, as they weigh at position `reference`. */
export interface ChoiceRanker {
  readonly size: number;
  readonly prior: Float64Array;
  /** Row by row; the lower triangle is kept. */
  readonly curvature: Float64Array;
  readonly response: Float64Array;
  /** Sum of the examples' weights. */
  mass: number;
  reference: number;
}

/** Positions after which an example weighs half. */
const halfLife = 400;
/** The prior weighs as much as this many examples of average curvature. */
const priorMass = 20;
const varianceMin = 0.01;

export function emptyRanker(prior: readonly number[]): ChoiceRanker {
  const size = prior.length;
  return {
    size,
    prior: Float64Array.from(prior),
    curvature: new Float64Array(size * size),
    response: new Float64Array(size),
    mass: 0,
    reference: 0,
  };
}

export const learnChoice = (ranker: ChoiceRanker, example: ChoiceExample): void => addExample(ranker, example, 1);

/** Takes an example out again, given as it was learned. */
export const forgetChoice = (ranker: ChoiceRanker, example: ChoiceExample): void => addExample(ranker, example, -1);

/** Probability of each candidate to be the one chosen; sums to 1. */
export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const grown = scores.map((score) => Math.exp(score - top));
  const total = grown.reduce((sum, value) => sum + value, 0);
  return grown.map((value) => value / total);
}

/**
 * Adds the second-order expansion, around the scores as offered, of the listwise log-loss: curvature
 * `H = Φᵀ(diag p − ppᵀ)Φ` to A, and `Φᵀ(y − p) + Φᵀ(diag p − ppᵀ)s` to b, where s are the scores, p their softmax and y
 * shares one among the chosen.
 *
 * @source listwise log-loss, Cao et al. 2007; the closed form of regression on working responses, Green 1984
 */
function addExample(ranker: ChoiceRanker, example: ChoiceExample, sign: 1 | -1): void {
  const { features, scores, chosen } = example;
  const weight = sign * weigh(ranker, example.at);
  const probabilities = softmax(scores);
  const share = 1 / chosen.filter(Boolean).length;
  const mean = new Float64Array(ranker.size);
  let scoreMean = 0;
  for (const [k, row] of features.entries()) {
    scoreMean += probabilities[k]! * scores[k]!;
    for (let i = 0; i < ranker.size; i++) mean[i]! += probabilities[k]! * row[i]!;
  }
  for (const [k, row] of features.entries()) {
    const p = probabilities[k]!;
    const pull = (chosen[k] ? share : 0) - p + p * (scores[k]! - scoreMean);
    addRow(ranker, row, weight * p, weight * pull);
  }
  addRow(ranker, mean, -weight, 0);
  ranker.mass += weight;
}

function addRow(ranker: ChoiceRanker, row: Float64Array, curvature: number, pull: number): void {
  for (let i = 0; i < ranker.size; i++) {
    const value = row[i]!;
    if (value === 0) continue;
    ranker.response[i]! += pull * value;
    const scaled = curvature * value;
    const offset = i * ranker.size;
    for (let j = 0; j <= i; j++) ranker.curvature[offset + j]! += scaled * row[j]!;
  }
}

/** What an example at this position weighs, relative to the ranker's reference, which moves to the latest position seen. */
function weigh(ranker: ChoiceRanker, at: number): number {
  if (at > ranker.reference) {
    const faded = 2 ** ((ranker.reference - at) / halfLife);
    for (let i = 0; i < ranker.curvature.length; i++) ranker.curvature[i]! *= faded;
    for (let i = 0; i < ranker.size; i++) ranker.response[i]! *= faded;
    ranker.mass *= faded;
    ranker.reference = at;
  }
  return 2 ** ((at - ranker.reference) / halfLife);
}

/**
 * The weights that minimise the sum of all examples' losses and the distance from the prior. Costs size³/6.
 *
 * @returns one weight a feature; the prior where nothing was learned
 */
export function solveRanker(ranker: ChoiceRanker): Float64Array {
  const { size, curvature } = ranker;
  const matrix = Float64Array.from(curvature);
  const weights = Float64Array.from(ranker.response);
  for (let i = 0; i < size; i++) {
    const variance = ranker.mass > 0 ? Math.max(0, curvature[i * size + i]! / ranker.mass) : 0;
    const ridge = priorMass * Math.max(varianceMin, variance);
    matrix[i * size + i]! += ridge;
    weights[i]! += ridge * ranker.prior[i]!;
  }
  solveInPlace(matrix, weights);
  return weights;
}

/** Cholesky: solves M x = v for a symmetric positive definite M given by its lower triangle; x takes the place of v. */
function solveInPlace(matrix: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= matrix[i * size + k]! * matrix[j * size + k]!;
      if (i !== j) matrix[i * size + j] = rest / matrix[j * size + j]!;
      else if (rest > 0) matrix[i * size + i] = Math.sqrt(rest);
      else throw new Error('the curvature is not positive definite: an example was forgotten that was never learned');
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) vector[i]! -= matrix[i * size + k]! * vector[k]!;
    vector[i]! /= matrix[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) vector[i]! -= matrix[k * size + i]! * vector[k]!;
    vector[i]! /= matrix[i * size + i]!;
  }
}
