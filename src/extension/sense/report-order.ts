// Observations come in, some of them with a promise of what they lack; they go out in the order in which they came in,
// each when it is whole. Where nothing is awaited, that is at once.
import type { WireObservation } from '../../protocol/observe.ts';
import type { Report } from './observation-draft.ts';

export interface ReportOrder {
  readonly report: Report;
  /** Reports what the promise gives, in the place that it has now. The promise must not reject. */
  reportLater(observation: Promise<WireObservation>): void;
  /** Resolves when all that was reported before has gone out. */
  settled(): Promise<void>;
}

export function createReportOrder(next: Report): ReportOrder {
  let last: Promise<void> | undefined;

  const queue = (observation: WireObservation | Promise<WireObservation>) => {
    const turn = Promise.all([last, observation]).then(([, whole]) => {
      if (last === turn) last = undefined;
      next(whole);
    });
    last = turn;
  };
  return {
    report(observation) {
      if (last === undefined) next(observation);
      else queue(observation);
    },
    reportLater: queue,
    async settled() {
      while (last !== undefined) await last;
    },
  };
}
