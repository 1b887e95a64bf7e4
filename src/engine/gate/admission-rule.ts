// Whether an event that is harmless and wanted is also worth remembering. In goes a draft with the memory as it stands,
// out comes yes or no. Only what comes in floods and says little is ever turned away: the hundredth save of one file in
// one hour. What a user would miss (an edit, an error, a fix, a commit, a note, a word of feedback) never is.
import type { Draft, EventKind } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Valence } from '../model/valence.ts';

/** How much an event of the kind tells by itself; kinds that are not named are always admitted. */
const priors: Partial<Record<EventKind, number>> = { save: 0.1, dwell: 0.1, open: 0.2, command: 0.3 };
/** The threshold rises when a project's events of one kind come faster than this, over so many of them. */
const setPointPerHour = 240;
const windowEvents = 64;
const hourMs = 3_600_000;

/**
 * `novelty + |valence| + prior(kind) > θ`. Since θ follows from the events that were admitted, it falls again as soon
 * as fewer are, and is the same for everyone who reads the same log.
 *
 * @source admission by need, Lerma-Torres 2026; homeostasis of the admitted rate as in "Need is All You Need"
 */
export function isWorthAdmitting(draft: Draft, memory: Pick<MemoryReader, 'node' | 'timeOfRecent'>): boolean {
  const prior = priors[draft.kind];
  if (prior === undefined || isTelling(draft)) return true;
  const threshold = thresholdOf(memory.timeOfRecent(draft.project, draft.kind, windowEvents), draft.at);
  if (threshold <= 0) return true;
  const place = draft.refs[0];
  const node =
    place === undefined
      ? memory.node(draft.project, 'command', draft.text.split('\n', 1)[0]!.slice(0, 200))
      : memory.node(draft.project, 'file', place);
  const novelty = 1 / (1 + (node?.uses ?? 0));
  return novelty + (node === undefined ? 0 : magnitude(node.valence)) + prior > threshold;
}

/**
 * θ = ln(rate / set point): 0 at the set point, 1 at e times of it.
 *
 * @param since Unix time in ms of the event that lies `windowEvents` back; undefined where there are not so many
 */
export function thresholdOf(since: number | undefined, at: number): number {
  if (since === undefined) return 0;
  const hours = Math.max(1_000, Math.abs(at - since)) / hourMs;
  return Math.max(0, Math.log(windowEvents / hours / setPointPerHour));
}

/** A command that failed, or that says how tests went, is an outcome. */
function isTelling(draft: Draft): boolean {
  if (draft.kind !== 'command') return false;
  const { exitCode, output } = draft.data;
  return (
    (exitCode !== undefined && exitCode !== 0) || /\b(?:passed|failed|passing|failing)\b|^(?:ok|FAIL)\s/m.test(output)
  );
}

function magnitude({ outcome, friction, risk }: Valence): number {
  return Math.max(Math.abs(outcome), Math.abs(friction), Math.abs(risk));
}
