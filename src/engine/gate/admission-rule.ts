// Whether an event that is harmless and wanted is also worth remembering. In goes a draft, out comes yes or
// no. Only what comes in floods and says little is ever turned away: the hundredth save of one file in one hour. What a
// user would miss (an edit, an error, a fix, a commit, a note, a word of feedback) never is.
import type { Draft } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { contentOf, tagDraft } from './tag-rule.ts';

/** The threshold rises when a project's events of one kind come faster than this, over so many of them. */
const setPointPerHour = 240;
const windowEvents = 64;
const hourMs = 3_600_000;

/**
 * `novelty + |valence| + prior(kind) > θ`. Since θ follows from the events that were admitted, it falls again as soon
 * as fewer are, and is the same for everyone who reads the same log. The memory is asked only where that decides.
 *
 * @source admission by need, Lerma-Torres 2026; homeostasis of the admitted rate as in "Need is All You Need"
 */
export function isWorthAdmitting(draft: Draft, memory: Pick<MemoryReader, 'timeOfRecent' | 'node'>): boolean {
  if (contentOf(draft) === 1) return true;
  const threshold = thresholdOf(memory.timeOfRecent(draft.project, draft.kind, windowEvents), draft.at);
  if (threshold <= 0) return true;
  const { novelty, valence, content } = tagDraft(draft, memory);
  return novelty + valence + content > threshold;
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
