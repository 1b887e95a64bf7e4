// How well somebody knows a place, from the hours in which they had to do with it: the power law of forgetting, with an hour
// counted once however much was done in it, so that a hundred keystrokes are not a hundred lessons.

/** Something by which somebody got to know a place. */
export interface Exposure {
  /** Unix time in ms. */
  readonly at: number;
  /** How much it teaches, in (0, 1]: 1 for what was written, less for what was only looked at. */
  readonly weight: number;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Dimensionless, in (0, 1). A rate of one's own for each developer tells no better: see ARCHITECTURE.md. */
const forgettingRate = 0.5;
/** Strength at which it is as likely known as not: one hour's work some five days ago. */
const halfKnown = -0.9;
const softness = 0.6;

/**
 * @param exposures in any order; several of one hour count as the weightiest of them
 * @param nowMs Unix time in ms; what lies behind it is passed over
 * @returns natural log-odds of being needed and found; −Infinity for nobody who ever was there
 * @source base-level learning, Anderson et al. 2004: ln Σ wₖ (days since + 1)^−d, over single learners as in PSI-KT (Zhou
 * et al. 2024) but without their hierarchy of learners
 */
export function knowledgeStrength(exposures: readonly Exposure[], nowMs: number, rate = forgettingRate): number {
  let sum = 0;
  for (const { at, weight } of byHour(exposures)) {
    if (at <= nowMs) sum += weight * ((nowMs - at) / dayMs + 1) ** -rate;
  }
  return Math.log(sum);
}

/** How likely somebody knows a place of that strength, in [0, 1]. @source retrieval probability, Anderson et al. 2004 */
export function knowledgeProbability(strength: number): number {
  return 1 / (1 + Math.exp((halfKnown - strength) / softness));
}

/** How many days, in UTC, they fall on. */
export function countDays(exposures: readonly Pick<Exposure, 'at'>[]): number {
  return new Set(exposures.map(({ at }) => Math.floor(at / dayMs))).size;
}

function byHour(exposures: readonly Exposure[]): Exposure[] {
  const hours = new Map<number, Exposure>();
  for (const exposure of exposures) {
    const hour = Math.floor(exposure.at / hourMs);
    const known = hours.get(hour);
    const at = Math.max(exposure.at, known?.at ?? 0);
    hours.set(hour, { at, weight: Math.max(exposure.weight, known?.weight ?? 0) });
  }
  return [...hours.values()];
}
