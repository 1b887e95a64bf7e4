// Where one stretch of work ends and the next begins. In goes an event and the episode that is open; out comes
// whether the event joins it. Boundaries stand where an edit surprises, at gaps that no edit bridges, at branch
// switches, at commits, and around imported ones.
import type { Draft } from '../model/event.ts';
import type { Episode, EpisodeBoundary } from '../model/node.ts';
import type { WorkSign } from './work-model.ts';

/** A pause longer than this ends an episode; short enough to part two errands, long enough for a build or a coffee. */
const gapMsMax = 15 * 60 * 1000;
/** After a pause no longer than this, an edit that goes on with what was before it is still of it: a lunch ends no errand. */
const bridgedGapMsMax = 60 * 60 * 1000;

/** @param sign what the event says of the work, see `work-model.ts` */
export function decideBoundary(event: Draft, open: Episode | undefined, sign: WorkSign): EpisodeBoundary {
  if (event.actor === 'history') return open !== undefined && isMadeDuring(event, open) ? 'end' : 'alone';
  if (event.kind === 'open' && event.data.folder !== undefined) return 'none';
  if (event.kind === 'forget' || event.kind === 'investigation' || event.kind === 'wording') return 'none';
  const pauseMsMax = sign === 'goes-on' ? bridgedGapMsMax : gapMsMax;
  const isNear = open !== undefined && Math.abs(event.at - open.endedAt) <= pauseMsMax;
  if (isNear && event.kind !== 'checkout' && sign !== 'begins') return 'join';
  // What the memory itself said or was told begins no stretch of work.
  return event.kind === 'prime' || event.kind === 'feedback' || event.kind === 'recall' ? 'none' : 'begin';
}

/** Whether a commit came out of the open episode: it was made while the episode went on, or soon after its last event. */
function isMadeDuring(event: Draft, open: Episode): boolean {
  if (event.kind !== 'commit' && event.kind !== 'revert') return false;
  // Git keeps times in whole seconds.
  return event.at + 999 >= open.startedAt && event.at - open.endedAt <= gapMsMax;
}
