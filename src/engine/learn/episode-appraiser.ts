// A stretch of work that has ended, in; how it ended and how it felt, out: by fixed formulas from what is counted in it,
// so that anyone can retrace them.
import type { AppraisalReason } from '../model/appraisal.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { Outcome } from '../model/node.ts';
import { testRunOf } from '../model/told-test-run.ts';
import { neutralValence, type Valence } from '../model/valence.ts';

export interface EpisodeFeatures {
  readonly edits: number;
  readonly undos: number;
  /** Runs that failed again: of one command line, all failures but the first. */
  readonly retries: number;
  /** Instances of errors that appeared in it and were not cleared. */
  readonly standing: readonly string[];
  readonly cleared: number;
  /** Tests that were red when their command was last run. */
  readonly redTests: readonly string[];
  /** The last run of every command that had failed went well. */
  readonly isRecovered: boolean;
}

export interface EpisodeAppraisal {
  readonly outcome: Outcome;
  readonly valence: Valence;
  readonly reason?: AppraisalReason;
}

/** Effort at which friction is 0.63. */
const effortScale = 4;
const struggleMin = 0.5;
const remarkable = 0.5;
const unremarkable = 0.25;

/** @param events of one episode, in the order of the log */
export function countFeatures(events: readonly MemoryEvent[]): EpisodeFeatures {
  const edits = events.filter((event) => event.kind === 'edit');
  const standing = new Set<string>();
  let cleared = 0;
  for (const event of events) {
    if (event.kind !== 'diagnostic') continue;
    if (event.data.change === 'appeared') standing.add(event.data.instance);
    else if (standing.delete(event.data.instance)) cleared += 1;
  }
  return {
    edits: edits.length,
    undos: edits.filter((event) => event.data.cause === 'undo').length,
    standing: [...standing],
    cleared,
    ...countRuns(events),
  };
}

function countRuns(events: readonly MemoryEvent[]): Pick<EpisodeFeatures, 'retries' | 'redTests' | 'isRecovered'> {
  const failures = new Map<string, number>();
  const redByCommand = new Map<string, readonly string[]>();
  const isRed = new Map<string, boolean>();
  for (const event of events) {
    if (event.kind !== 'command' && event.kind !== 'test') continue;
    const run = testRunOf(event);
    const code = event.kind === 'command' ? (event.data.exitCode ?? 0) : 0;
    const hasFailed = run === undefined ? code !== 0 : run.failedCount > 0;
    if (hasFailed) failures.set(event.text, (failures.get(event.text) ?? 0) + 1);
    if (hasFailed || isRed.has(event.text)) isRed.set(event.text, hasFailed);
    if (run !== undefined) redByCommand.set(event.text, run.failed);
  }
  return {
    retries: [...failures.values()].reduce((sum, n) => sum + n - 1, 0),
    redTests: [...new Set([...redByCommand.values()].flat())],
    isRecovered: isRed.size > 0 && ![...isRed.values()].includes(true),
  };
}

/**
 * Friction is 1 − e^(−effort / 4), where effort counts a retry as 1, an undo and an error as a half and a quarter. Work
 * that was left with an error standing or a test red was abandoned, and failed where most of it was taken back.
 *
 * @param known the outcome as it was known before the end
 * @param novelty share of the episode's cues that were met in it for the first time, in [0, 1]
 */
export function appraiseEpisode(features: EpisodeFeatures, known: Outcome, novelty: number): EpisodeAppraisal {
  const { undos, retries, standing, cleared } = features;
  const friction = 1 - Math.exp(-(retries + undos / 2 + (standing.length + cleared) / 4) / effortScale);
  const outcome = known === 'open' ? outcomeOf(features) : known;
  const isLost = outcome === 'abandoned' || outcome === 'failed';
  const reason = isLost ? 'abandoned' : friction >= struggleMin ? 'struggle' : undefined;
  const precision = reason === undefined ? unremarkable : remarkable;
  const goodness = isLost ? -0.3 : outcome === 'resolved' ? 0.3 : 0;
  const valence = { ...neutralValence, outcome: goodness, friction, novelty, precision };
  return { outcome, valence, ...(reason !== undefined && { reason }) };
}

function outcomeOf({ edits, undos, standing, redTests, isRecovered, cleared }: EpisodeFeatures): Outcome {
  if (standing.length > 0 || redTests.length > 0)
    return undos > 0 && undos * 2 >= edits - undos ? 'failed' : 'abandoned';
  return isRecovered || cleared > 0 ? 'resolved' : 'open';
}
