// An error that was not told of again, in; how it was cleared, out: by what was edited since it appeared, at its own file
// where there was any. For errors of programs, of which nobody watches each edit as an editor does.
import type { MemoryChange } from '../model/change.ts';
import type { Hunk, MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';

const editsReadMax = 20;
const hunksMax = 8;

/** Nothing where no case stands open under the instance. @param event the run that did without the error */
export function planClearingByEdits(
  event: MemoryEvent,
  instance: string,
  episode: string,
  memory: MemoryReader,
): MemoryChange[] {
  const open = memory.openCase(event.project, instance);
  if (open === undefined) return [];
  const { seq, at } = event;
  const edits = memory.editsBetween(event.project, open.appearedSeq, seq, editsReadMax);
  const all = edits.flatMap((edit) => (edit.kind === 'edit' ? edit.data.hunks : []));
  const here = all.filter(({ path }) => path === open.path).sort(byNearness(open.line));
  const hunks = (here.length > 0 ? here : all).slice(0, hunksMax);
  const how = hunks.length === 0 ? 'removal' : here.length > 0 ? 'edit' : 'elsewhere';
  const clear = { op: 'clear-case', instance, seq, at, how, hunks } as const;
  if (hunks.length === 0) return [clear];
  const from = { kind: 'error', key: open.fingerprint } as const;
  const to = { kind: 'episode', key: episode } as const;
  return [clear, { op: 'strengthen', from, to, kind: 'fixed-by', delta: 1, at }];
}

function byNearness(line: number): (a: Hunk, b: Hunk) => number {
  return (a, b) => Math.abs(a.startLine - line) - Math.abs(b.startLine - line);
}
