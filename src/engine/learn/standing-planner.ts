// A word of feedback about a memory in, how that memory stands from now on out.
import type { MemoryChange } from '../model/change.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { plainStanding, standingAfter } from '../model/standing.ts';

export function planStanding(event: MemoryEvent, memory: MemoryReader): MemoryChange[] {
  if (event.kind !== 'feedback') return [];
  const { subject, verdict } = event.data;
  // What an agent has no use for may still be a hint to the developer.
  if (verdict === 'dismissed' && event.actor !== 'developer') return [];
  const before = memory.standing(event.project, subject) ?? plainStanding;
  const standing = standingAfter(before, event.at, event.data);
  return standing === undefined ? [] : [{ op: 'set-standing', subject, standing }];
}
