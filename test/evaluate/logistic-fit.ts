// Weights from examples: in, rows of features and which of them were right; out, the weights of a logistic regression,
// of one choice among many or of yes and no. Newton's method with a ridge; no randomness, so that it can be repeated.

export interface Choice {
  /** One row a candidate. */
  readonly rows: readonly (readonly number[])[];
  /** Whether the candidate was right; at least one was. */
  readonly right: readonly boolean[];
  /** Whether it stands in a whole that holds one that was right. */
  readonly inRight: readonly boolean[];
}

const roundsMax = 50;
const gainMin = 1e-3;

/**
 * @param ridge in units of standardised features
 * @param wholeShare how much it counts that the choice is in a whole that holds one that is right, rather than right itself;
 * in [0, 1]
 */
export function fitChoice(choices: readonly Choice[], ridge: number, wholeShare: number): number[] {
  const scales = scalesOf(choices.flatMap((choice) => choice.rows));
  const scaled = choices.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((row) => row.map((x, i) => x / scales[i]!)),
  }));
  const weights = climb(scales.length, (at, gradient, curvature) => {
    let gain = takeRidge(at, gradient, curvature, ridge, -1);
    for (const choice of scaled) gain += addChoice(choice, wholeShare, at, gradient, curvature);
    return gain;
  });
  return weights.map((weight, i) => weight / scales[i]!);
}

/** @param rows each with a constant, whose weight the ridge leaves alone, at index 0 */
export function fitBinary(rows: readonly (readonly number[])[], right: readonly boolean[], ridge: number): number[] {
  const scales = scalesOf(rows);
  const scaled = rows.map((row) => row.map((x, i) => x / scales[i]!));
  const weights = climb(scales.length, (at, gradient, curvature) => {
    let gain = takeRidge(at, gradient, curvature, ridge, 0);
    for (const [k, row] of scaled.entries()) {
      const odds = dot(row, at);
      const p = 1 / (1 + Math.exp(-odds));
      gain += right[k] ? -Math.log1p(Math.exp(-odds)) : -Math.log1p(Math.exp(odds));
      addOuter(curvature, row, p * (1 - p));
      for (let i = 0; i < row.length; i++) gradient[i]! += (Number(right[k]) - p) * row[i]!;
    }
    return gain;
  });
  return weights.map((weight, i) => weight / scales[i]!);
}

/** Standard deviations; 1 for a feature that is constant. */
function scalesOf(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, i) => {
    const mean = rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / rows.length) || 1;
  });
}

/**
 * The logarithm of the probability of what was right, and of all that stands in its wholes together. The curvature is that of
 * the first, which is an upper bound of the second's.
 */
function addChoice(
  { rows, right, inRight }: Choice,
  wholeShare: number,
  at: readonly number[],
  gradient: number[],
  curvature: number[][],
): number {
  const scores = rows.map((row) => dot(row, at));
  const top = Math.max(...scores);
  const grown = scores.map((score) => Math.exp(score - top));
  const total = grown.reduce((sum, value) => sum + value, 0);
  const share = 1 / right.filter(Boolean).length;
  const whole = grown.reduce((sum, value, k) => (inRight[k] ? sum + value : sum), 0);
  const mean = new Array<number>(at.length).fill(0);
  let gain = wholeShare * Math.log(whole / total);
  for (const [k, row] of rows.entries()) {
    const p = grown[k]! / total;
    const due = right[k] ? (1 - wholeShare) * share : 0;
    const dueWhole = inRight[k] ? (wholeShare * grown[k]!) / whole : 0;
    gain += due * (scores[k]! - top - Math.log(total));
    addOuter(curvature, row, p);
    for (let i = 0; i < row.length; i++) {
      mean[i]! += p * row[i]!;
      gradient[i]! += (due + dueWhole - p) * row[i]!;
    }
  }
  addOuter(curvature, mean, -1);
  return gain;
}

function takeRidge(at: readonly number[], gradient: number[], curvature: number[][], ridge: number, free: number) {
  let gain = 0;
  for (const [i, weight] of at.entries()) {
    const held = i === free ? ridge * 1e-6 : ridge;
    gain -= (held * weight ** 2) / 2;
    gradient[i]! -= held * weight;
    curvature[i]![i]! += held;
  }
  return gain;
}

type Look = (at: readonly number[], gradient: number[], curvature: number[][]) => number;

/** Newton's steps, halved until they gain. */
function climb(size: number, look: Look): number[] {
  const lookAt = (at: readonly number[]) => {
    const gradient = new Array<number>(size).fill(0);
    const curvature = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    return { gain: look(at, gradient, curvature), gradient, curvature };
  };
  let at = new Array<number>(size).fill(0);
  let here = lookAt(at);
  for (let round = 0; round < roundsMax; round++) {
    const step = solve(here.curvature, here.gradient);
    let length = 1;
    let next = lookAt(at.map((weight, i) => weight + step[i]!));
    while (!(next.gain > here.gain) && length > 1e-4) {
      length /= 2;
      next = lookAt(at.map((weight, i) => weight + length * step[i]!));
    }
    const gained = next.gain - here.gain;
    if (!(gained > 0)) break;
    at = at.map((weight, i) => weight + length * step[i]!);
    here = next;
    if (gained < gainMin) break;
  }
  return at;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addOuter(matrix: number[][], row: readonly number[], weight: number): void {
  for (let i = 0; i < row.length; i++) {
    const scaled = weight * row[i]!;
    if (scaled !== 0) for (let j = 0; j < row.length; j++) matrix[i]![j]! += scaled * row[j]!;
  }
}

/** Gauss with pivots. */
function solve(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i]!]);
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? i + k : best), i);
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= size; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}
