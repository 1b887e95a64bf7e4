// Where one stretch of work ends and the next begins. In goes an event and the episode that is open; out comes
// whether the event joins it. Boundaries stand where an edit surprises, at long gaps, at branch
// switches, at commits, and around imported ones.
import type { Draft } from '../model/event.ts';
import type { Episode, EpisodeBoundary } from '../model/node.ts';

/** A pause longer than this ends an episode; short enough to part two errands, long enough for a build or a coffee. */
const gapMsMax = 15 * 60 * 1000;

/** @param isSurprising nothing of late has led up to the event: see `work-model.ts` */
export function decideBoundary(event: Draft, open: Episode | undefined, isSurprising: boolean): EpisodeBoundary {
  if (event.actor === 'history') return open !== undefined && isMadeDuring(event, open) ? 'end' : 'alone';
  if (event.kind === 'open' && event.data.folder !== undefined) return 'none';
  if (event.kind === 'forget' || event.kind === 'investigation' || event.kind === 'wording') return 'none';
  const isNear = open !== undefined && Math.abs(event.at - open.endedAt) <= gapMsMax;
  if (isNear && event.kind !== 'checkout' && !isSurprising) return 'join';
  // What the memory itself said or was told begins no stretch of work.
  return event.kind === 'prime' || event.kind === 'feedback' || event.kind === 'recall' ? 'none' : 'begin';
}

/** Whether a commit came out of the open episode: it was made while the episode went on, or soon after its last event. */
function isMadeDuring(event: Draft, open: Episode): boolean {
  if (event.kind !== 'commit' && event.kind !== 'revert') return false;
  // Git keeps times in whole seconds.
  return event.at + 999 >= open.startedAt && event.at - open.endedAt <= gapMsMax;
}
