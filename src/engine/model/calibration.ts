// How far estimates of being right are believed: in, what was estimated of answers that somebody judged, and what they said;
// out, by how much estimates are to be moved from now on. A function of the judgements, whatever their order.

export interface JudgedEstimate {
  /** As it was before any judgement was heeded, in [0, 1]. */
  readonly estimated: number;
  readonly isRight: boolean;
}

/** Log-odds of being right: `shift + slope · log-odds of the estimate`. */
export interface Calibration {
  readonly shift: number;
  readonly slope: number;
}

/** Estimates as they were measured on questions whose answers are known. */
export const asMeasured: Calibration = { shift: 0, slope: 1 };

/** What was measured weighs as much as so many judgements, spread evenly over these estimates, that bear it out. */
const measuredWeight = 50;
const measuredAt = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];
const estimateMin = 0.005;
const roundsMax = 25;
const stepMin = 1e-9;
/** One step of Newton's method goes no farther, in log-odds: far from the optimum it would overshoot. */
const stepMax = 2;

/** @returns in (0, 1); the very estimate where nothing was learned */
export function calibrateEstimate(estimated: number, calibration: Calibration): number {
  if (calibration === asMeasured) return estimated;
  return chanceOf(calibration.shift + calibration.slope * oddsOf(estimated));
}

/**
 * Logistic regression of what was judged right on the log-odds of the estimates, what was measured as pseudo-judgements
 * beside it. Costs some ten passes over them.
 *
 * @source Platt scaling, Platt 1999; Newton's method
 */
export function fitCalibration(judged: readonly JudgedEstimate[]): Calibration {
  if (judged.length === 0) return asMeasured;
  // In one order, since sums of floating-point numbers depend on it.
  const points = judged
    .map(({ estimated, isRight }) => ({ odds: oddsOf(estimated), right: Number(isRight), weight: 1 }))
    .sort((a, b) => a.odds - b.odds || a.right - b.right);
  const weight = measuredWeight / measuredAt.length;
  points.push(...measuredAt.map((estimated) => ({ odds: oddsOf(estimated), right: estimated, weight })));
  let { shift, slope } = asMeasured;
  for (let round = 0; round < roundsMax; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const { odds, right, weight: count } of points) {
      const chance = chanceOf(shift + slope * odds);
      const miss = count * (right - chance);
      const curve = count * chance * (1 - chance);
      g0 += miss;
      g1 += miss * odds;
      h00 += curve;
      h01 += curve * odds;
      h11 += curve * odds * odds;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [byShift, bySlope] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    const shrink = Math.min(1, stepMax / (Math.abs(byShift) + Math.abs(bySlope) || 1));
    shift += byShift * shrink;
    // Who is surer is never less likely to be right.
    slope = Math.max(0, slope + bySlope * shrink);
    if (Math.abs(byShift) + Math.abs(bySlope) < stepMin) break;
  }
  return { shift, slope };
}

function oddsOf(estimated: number): number {
  const bounded = Math.min(1 - estimateMin, Math.max(estimateMin, estimated));
  return Math.log(bounded / (1 - bounded));
}

function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
