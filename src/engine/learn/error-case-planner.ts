// Errors that come and go: an appearance or an exception opens a case, a resolution clears it, and a clearing that changed the code
// ties the error to the episode that shows how.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { Clearing, Hunk, MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { planClearingByEdits } from './clearing-by-edits.ts';

const editsReadMax = 20;
const hunksMax = 8;

export function planErrorCase(engram: Engram, episode: string, memory: MemoryReader): MemoryChange[] {
  const { event, fingerprint } = engram;
  if (fingerprint === undefined) return [];
  if (event.kind === 'exception') return planException(event, fingerprint, episode, memory);
  if (event.kind !== 'diagnostic') return [];
  if (event.data.change === 'resolved') return planClearing(event, event.data, fingerprint, episode, memory);
  const { change: _, ...error } = event.data;
  const path = event.refs[0] ?? '';
  const appeared = { fingerprint, path, episode, appearedSeq: event.seq, appearedAt: event.at };
  return [{ op: 'open-case', errorCase: { ...error, ...appeared } }];
}

const instanceCharsMax = 400;

/** One exception at one file stands until the program has come to its end without it. */
function planException(
  event: Extract<MemoryEvent, { kind: 'exception' }>,
  fingerprint: string,
  episode: string,
  memory: MemoryReader,
): MemoryChange[] {
  const { type, message, frame, gone } = event.data;
  const path = event.refs[0] ?? '';
  const instance = `exception|${path}|${type}|${message}`.slice(0, instanceCharsMax);
  if (gone === true) return planClearingByEdits(event, instance, episode, memory);
  if (memory.openCase(event.project, instance) !== undefined) return [];
  const error = { tool: 'exception', code: type, message, line: frame?.line ?? 1, lineText: '' };
  const appeared = { fingerprint, instance, path, episode, appearedSeq: event.seq, appearedAt: event.at };
  return [{ op: 'open-case', errorCase: { ...error, ...appeared } }];
}

function planClearing(
  event: MemoryEvent,
  resolved: { instance: string; clearing: Clearing; hunks: readonly Hunk[] },
  fingerprint: string,
  episode: string,
  memory: MemoryReader,
): MemoryChange[] {
  const { instance, clearing } = resolved;
  const open = memory.openCase(event.project, instance);
  // A clearing whose appearance was never acknowledged teaches nothing: what was there before is not known.
  if (open === undefined) return [];
  const hunks = clearing === 'elsewhere' ? hunksElsewhere(event, open.appearedSeq, open.path, memory) : resolved.hunks;
  const clear = { op: 'clear-case', instance, seq: event.seq, at: event.at, how: clearing, hunks } as const;
  const isFix = (clearing === 'edit' || clearing === 'elsewhere') && hunks.length > 0;
  if (!isFix) return [clear];
  const from = { kind: 'error', key: fingerprint } as const;
  const to = { kind: 'episode', key: episode } as const;
  return [clear, { op: 'strengthen', from, to, kind: 'fixed-by', delta: 1, at: event.at }];
}

/** What was edited in other files while the error stood, the latest first. */
function hunksElsewhere(event: MemoryEvent, afterSeq: number, path: string, memory: MemoryReader): Hunk[] {
  const hunks: Hunk[] = [];
  for (const edit of memory.editsBetween(event.project, afterSeq, event.seq, editsReadMax)) {
    if (edit.kind !== 'edit' || edit.refs[0] === path) continue;
    hunks.push(...edit.data.hunks);
  }
  return hunks.slice(0, hunksMax);
}
