// How far the memory's estimates are believed, project by project: learned from what users said of answers, kept until they
// say more. A function of the log, so that forgetting what was said takes it back.
import { asMeasured, type Calibration, fitCalibration } from './model/calibration.ts';
import type { MemoryReader } from './model/ports.ts';
import { listJudgedEstimates } from './recall/insight.ts';

export class CalibrationBook {
  readonly #memory: Pick<MemoryReader, 'eventsOfKind'>;
  /** With the place in the log of the latest feedback that it was learned from. */
  readonly #known = new Map<string, { readonly seq: number; readonly calibration: Calibration }>();

  constructor(memory: Pick<MemoryReader, 'eventsOfKind'>) {
    this.#memory = memory;
  }

  /** One look-up where nothing was said since. */
  of(project: string): Calibration {
    const [latest] = this.#memory.eventsOfKind(project, 'feedback', 1);
    if (latest === undefined) return asMeasured;
    const known = this.#known.get(project);
    if (known?.seq === latest.seq) return known.calibration;
    const calibration = fitCalibration(listJudgedEstimates(project, this.#memory));
    this.#known.set(project, { seq: latest.seq, calibration });
    return calibration;
  }

  reload(): void {
    this.#known.clear();
  }
}
