// Whether the memory comes to be as sure as it is right by what users say: in, a seed; out, the calibration error of its
// estimates on fresh answers after ever more judgements, for users to whom it is right more or less often than it thinks.
import { calibrateEstimate, fitCalibration, type JudgedEstimate } from '../../src/engine/model/calibration.ts';
import type { TaskResult } from './evaluation-report.ts';
import { calibrationError, seededRandom } from './ranking-measure.ts';

const judgements = [0, 10, 30, 100, 300];
const freshAnswers = 4_000;
/** Of every user, so many who judge by themselves. */
const runs = 20;

/** Log-odds that an answer is right for them, by the log-odds that were estimated. */
const users: Readonly<Record<string, (odds: number) => number>> = {
  'as sure as right': (odds) => odds,
  'right less often': (odds) => odds - 1.2,
  'right more often': (odds) => odds + 1,
  'less telling': (odds) => 0.4 * odds,
};

export function runCalibration(seed: number): TaskResult[] {
  return Object.entries(users).map(([category, oddsFor]) => {
    const errors = Array.from({ length: runs }, (_, run) => liveThrough(oddsFor, seededRandom(seed * runs + run)));
    const mean = judgements.map((_, i) => errors.reduce((sum, each) => sum + each[i]!, 0) / runs);
    return {
      ...{ task: 'calibration', method: 'second-nature', stream: `ece after ${judgements.join(', ')} judgements` },
      ...{ category, n: freshAnswers, seed, metrics: { ece: mean.map((each) => Math.round(each * 1e4) / 1e4) } },
    };
  });
}

function liveThrough(oddsFor: (odds: number) => number, random: () => number): number[] {
  const judge = (): JudgedEstimate => {
    // Most answers that are given are rather sure.
    const odds = -1 + 5 * random();
    return { estimated: chanceOf(odds), isRight: random() < chanceOf(oddsFor(odds)) };
  };
  const judged: JudgedEstimate[] = [];
  return judgements.map((count) => {
    while (judged.length < count) judged.push(judge());
    const calibration = fitCalibration(judged);
    const fresh = Array.from({ length: freshAnswers }, judge);
    return calibrationError(
      fresh.map(({ estimated, isRight }) => ({
        probability: calibrateEstimate(estimated, calibration),
        came: isRight,
      })),
    );
  });
}

function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
