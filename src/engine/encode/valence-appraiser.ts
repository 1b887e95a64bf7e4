// How an event felt, before anything is learned from it. In goes an event, out come five numbers by fixed formulas, so
// that the appraisal of a place is the mean of appraisals that anyone can retrace.
import type { MemoryEvent } from '../model/event.ts';
import type { TestRun } from '../model/test-run.ts';
import { neutralValence, type Valence } from '../model/valence.ts';

/**
 * Valence with its precision, which is the weight of one such event in the mean of a place: 1 for a commit, 0.5 for an
 * error's appearance or end, an exception, a red test run and for a word of feedback, 0.25 for an undo and a green test
 * run, 0 for what says nothing (a save, an edit, a command: that one fails may be what was asked, as of a search).
 *
 * @param testRun of a command that ran tests
 */
export function appraiseValence(event: MemoryEvent, testRun?: TestRun): Valence {
  switch (event.kind) {
    case 'revert':
      return { ...neutralValence, outcome: -0.6, friction: 0.3, risk: 0.8, precision: 1 };
    case 'commit':
      return repairs(event.data.subject) ? repair : progress;
    case 'diagnostic':
      return event.data.change === 'appeared' ? errorAppeared : errorEnded[event.data.clearing];
    case 'exception':
      return errorAppeared;
    case 'command':
      if (testRun === undefined) return neutralValence;
      return testRun.failedCount > 0 ? testsRed : testsGreen;
    case 'edit':
      return event.data.cause === 'undo' ? { ...neutralValence, friction: 0.3, precision: 0.25 } : neutralValence;
    case 'feedback':
      return { ...neutralValence, affinity: affinities[event.data.verdict], precision: 0.5 };
    default:
      return neutralValence;
  }
}

/** Something had gone wrong here, and it was put right. */
const repair: Valence = { ...neutralValence, outcome: 0.1, friction: 0.3, risk: 0.4, precision: 1 };
const progress: Valence = { ...neutralValence, outcome: 0.2, precision: 1 };

const errorAppeared: Valence = { ...neutralValence, outcome: -0.1, friction: 0.2, precision: 0.5 };

const testsRed: Valence = { ...neutralValence, outcome: -0.3, friction: 0.2, precision: 0.5 };
const testsGreen: Valence = { ...neutralValence, outcome: 0.2, precision: 0.25 };

/** By how the error went away. Only an edit shows that somebody knew what to do. */
const errorEnded = {
  edit: { ...neutralValence, outcome: 0.4, friction: 0.1, precision: 0.5 },
  elsewhere: { ...neutralValence, outcome: 0.3, friction: 0.2, precision: 0.5 },
  undo: { ...neutralValence, friction: 0.4, precision: 0.5 },
  removal: { ...neutralValence, outcome: -0.1, friction: 0.2, precision: 0.5 },
} as const;

const affinities = { pinned: 1, accepted: 0.6, opened: 0.2, ignored: -0.1, corrected: -0.3, dismissed: -0.6 } as const;

const repairWords =
  /\b(?:fix(?:e[sd]|ing)?|bug(?:s|fix(?:es)?)?|hotfix(?:es)?|regress(?:ion|ions|ed)|crash(?:es|ed|ing)?|broken|deadlock|race condition|leak(?:s|ed)?|workaround)\b/i;
/** Repairs of words and form, which say nothing about how fragile a place is. */
const trivialWords =
  /\b(?:typos?|spelling|wording|grammar|lint(?:er|ing)?|format(?:ting)?|whitespace|comments?|docs?|documentation|readme|changelog|links?)\b/i;

/** Whether the subject of a commit says that it repairs something. */
function repairs(subject: string): boolean {
  return repairWords.test(subject) && !trivialWords.test(subject);
}
