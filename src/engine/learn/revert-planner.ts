// A revert says of an earlier commit that it did not end well.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { MemoryReader } from '../model/ports.ts';

/** The commit that is taken back is judged failed, and the two are told to contradict each other. */
export function planRevert({ event, valence }: Engram, memory: MemoryReader): MemoryChange[] {
  if (event.kind !== 'revert' || event.data.reverts === undefined) return [];
  // A commit's event id is a prefix of the project and its sha, so the sha that is named leads to its event.
  const prefix = event.id.slice(0, event.id.length - event.data.sha.length);
  const reverted = memory.event(prefix + event.data.reverts);
  const episode = reverted === undefined ? undefined : memory.episodeOfEvent(reverted.seq);
  if (episode === undefined) return [];
  const to = { kind: 'episode', key: episode.id } as const;
  return [
    { op: 'judge-episode', id: episode.id, outcome: 'failed' },
    { op: 'meet', node: to, at: event.at, valence, because: { reason: 'revert', seq: event.seq } },
    { op: 'strengthen', from: { kind: 'episode', key: event.id }, to, kind: 'contradicts', delta: 1, at: event.at },
  ];
}
