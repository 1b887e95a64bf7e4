// Learning curves in, the measures of lifelong learning out.
import { mean } from './ranking-measure.ts';

export interface LearningCurve {
  /** After each stretch of work, on whichever history. */
  readonly scores: number[];
  /** Places in `scores` of the stretches that were work on this history. */
  readonly lessons: number[];
}

const saturation = 0.9;

/**
 * - performanceMaintenance: how much the score changes, on average, while others are worked on; 0 is nothing lost
 * - forwardTransfer: how much others change it before it was first worked on, as a contrast in [-1, 1]
 * - backwardTransfer: how much each stretch on another changes it afterwards, as a contrast in [-1, 1]
 * - relativePerformance: its scores when worked on, against those of a memory that knew nothing else and did not sleep
 * - sampleEfficiency: stretches to nine tenths of the best score of that memory, against how many it needed; above 1 is fewer
 *
 * @param together one curve a history
 * @param alone of the same histories, each in a memory of its own
 * @source lifelong learning metrics, New et al. 2022
 */
export function measureLifelong(
  together: readonly LearningCurve[],
  alone: readonly LearningCurve[],
): Record<string, number> {
  return {
    meanScore: mean(together.flatMap(({ scores }) => scores.slice(-together.length))),
    performanceMaintenance: mean(together.flatMap(maintenance)),
    forwardTransfer: mean(together.flatMap(forward)),
    backwardTransfer: mean(together.flatMap(backward)),
    relativePerformance: mean(together.map((curve, i) => sum(lessonScores(curve)) / sum(lessonScores(alone[i]!)))),
    sampleEfficiency: mean(together.map((curve, i) => efficiency(lessonScores(curve), lessonScores(alone[i]!)))),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const contrast = (before: number, after: number) => (before + after === 0 ? 0 : (after - before) / (after + before));
const lessonScores = ({ scores, lessons }: LearningCurve) => lessons.map((place) => scores[place]!);

/** The scores between one lesson and the next, against the one right after the lesson. */
function maintenance({ scores, lessons }: LearningCurve): number[] {
  return lessons.flatMap((place, i) => scores.slice(place + 1, lessons[i + 1]).map((score) => score - scores[place]!));
}

function forward({ scores, lessons }: LearningCurve): number[] {
  return scores.slice(0, lessons[0]).map((score, i) => contrast(scores[i - 1] ?? 0, score));
}

function backward({ scores, lessons }: LearningCurve): number[] {
  return scores.flatMap((score, i) =>
    i <= lessons[0]! || lessons.includes(i) ? [] : [contrast(scores[i - 1]!, score)],
  );
}

function efficiency(own: readonly number[], expert: readonly number[]): number {
  const goal = saturation * Math.max(...expert);
  const reached = (scores: readonly number[]) => {
    const place = scores.findIndex((score) => score >= goal);
    return place === -1 ? scores.length + 1 : place + 1;
  };
  return reached(expert) / reached(own);
}
