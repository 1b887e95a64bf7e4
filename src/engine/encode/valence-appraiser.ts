// How an event felt, before anything is learned from it. In goes an event, out come five numbers by fixed formulas, so
// that the appraisal of a place is the mean of appraisals that anyone can retrace.
import type { Appraisal } from '../model/appraisal.ts';
import type { Clearing, FeedbackVerdict, MemoryEvent } from '../model/event.ts';
import { speaksOfRepair } from '../model/repair-subject.ts';
import type { TestRun } from '../model/test-run.ts';
import { neutralValence, type Valence } from '../model/valence.ts';

/**
 * Valence with its precision, which is the weight of one such event in the mean of a place: 1 for a commit, 0.5 for an
 * error's appearance or end, an exception, a red test run and for a word of feedback, 0.25 for an undo and a green test
 * run, 0 for what says nothing (a save, an edit, a command: that one fails may be what was asked, as of a search).
 *
 * @param testRun of a command that ran tests
 */
export function appraiseEvent(event: MemoryEvent, testRun?: TestRun): Appraisal {
  switch (event.kind) {
    case 'revert':
      return { valence: takenBack, reason: 'revert' };
    case 'commit':
      return speaksOfRepair(event.data.subject)
        ? { valence: repair, reason: 'repair' }
        : { valence: progress, reason: 'commit' };
    case 'diagnostic':
      return event.data.change === 'appeared' ? errorAppeared : errorEnded[event.data.clearing];
    case 'exception':
      return event.data.gone === true ? nothing : { ...errorAppeared, reason: 'exception' };
    case 'command':
    case 'test':
      if (testRun === undefined) return nothing;
      return testRun.failedCount > 0 ? testsRed : testsGreen;
    case 'edit':
      return event.data.cause === 'undo' ? undone : nothing;
    case 'feedback':
      return appraiseFeedback(event.data.verdict);
    default:
      return nothing;
  }
}

const nothing: Appraisal = { valence: neutralValence };

const takenBack: Valence = { ...neutralValence, outcome: -0.6, friction: 0.3, risk: 0.8, precision: 1 };
/** Something had gone wrong here, and it was put right. */
const repair: Valence = { ...neutralValence, outcome: 0.1, friction: 0.3, risk: 0.4, precision: 1 };
const progress: Valence = { ...neutralValence, outcome: 0.2, precision: 1 };

const errorAppeared: Appraisal = {
  valence: { ...neutralValence, outcome: -0.1, friction: 0.2, precision: 0.5 },
  reason: 'error',
};
const undone: Appraisal = { valence: { ...neutralValence, friction: 0.3, precision: 0.25 }, reason: 'undo' };

const testsRed: Appraisal = {
  valence: { ...neutralValence, outcome: -0.3, friction: 0.2, precision: 0.5 },
  reason: 'tests-red',
};
const testsGreen: Appraisal = {
  valence: { ...neutralValence, outcome: 0.2, precision: 0.25 },
  reason: 'tests-green',
};

/** By how the error went away. Only an edit shows that somebody knew what to do. */
const errorEnded: Readonly<Record<Clearing, Appraisal>> = {
  edit: { valence: { ...neutralValence, outcome: 0.4, friction: 0.1, precision: 0.5 }, reason: 'error-fixed' },
  elsewhere: { valence: { ...neutralValence, outcome: 0.3, friction: 0.2, precision: 0.5 }, reason: 'error-fixed' },
  undo: { valence: { ...neutralValence, friction: 0.4, precision: 0.5 }, reason: 'undo' },
  removal: { valence: { ...neutralValence, outcome: -0.1, friction: 0.2, precision: 0.5 } },
};

const affinities = {
  ...{ pinned: 1, accepted: 0.6, opened: 0.2, restored: 0.1 },
  ...{ unpinned: 0, ignored: -0.1, corrected: -0.3, dismissed: -0.6 },
} as const;

function appraiseFeedback(verdict: FeedbackVerdict): Appraisal {
  const affinity = affinities[verdict];
  return { valence: { ...neutralValence, affinity, precision: 0.5 }, reason: affinity > 0 ? 'liked' : 'disliked' };
}
