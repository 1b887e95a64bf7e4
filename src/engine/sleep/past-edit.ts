// The latest edits and commits of a project in, their lines out as examples and counter-examples of edit rules: which line
// became which, which lines came into being, which stood beside and were left alone.
import nodePath from 'node:path';
import { holdsMark } from '../model/edit-template.ts';
import type { Hunk, MemoryEvent } from '../model/event.ts';
import { isHousekeeping } from '../model/path-kind.ts';
import type { MemoryReader } from '../model/ports.ts';

/** One line that stood in the way of an edit, before and after. */
export interface LinePair {
  readonly seq: number;
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly path: string;
  readonly extension: string;
  /** The definition it stands in, or the file where nobody said. */
  readonly place: string;
  /** Absent for a line that was written anew. */
  readonly before?: string;
  readonly after: string;
  /** False for what was undone, done again, or seen to change by itself: it speaks against rules and for none. */
  readonly isDeed: boolean;
  /** It stood beside a change and was left as it is. */
  readonly isAround?: true;
}

const eventsReadMax = 1_500;
/** A change of very many files was made by a program, or says nothing of how one edits. */
const filesMax = 20;
const charsMax = 300;

/** Oldest first. What was edited and then committed is one deed, the edit. Cost: some 60 ms for 1,500 events. */
export function readPastEdits(project: string, memory: MemoryReader): LinePair[] {
  const seen = new Set<string>();
  return memory
    .latestOfKinds(project, ['edit', 'commit', 'revert'], Number.MAX_SAFE_INTEGER, eventsReadMax)
    .reverse()
    .filter(({ refs }) => refs.length <= filesMax)
    .flatMap((event) => hunksOf(event).flatMap((hunk) => pairsOf(hunk, event)))
    .filter((pair) => isNew(pair, seen));
}

function hunksOf(event: MemoryEvent): readonly Hunk[] {
  const isTold = event.kind === 'edit' || event.kind === 'commit' || event.kind === 'revert';
  return isTold ? event.data.hunks.filter(({ path }) => !isHousekeeping(path)) : [];
}

function pairsOf(hunk: Hunk, event: MemoryEvent): LinePair[] {
  const { seq, id, at } = event;
  const { path, before, after, symbol = '', lead = [], trail = [] } = hunk;
  const extension = nodePath.posix.extname(path);
  if (extension === '') return [];
  const head = { seq, id, at, path, extension, place: `${path}#${symbol}`, isDeed: isDeed(event) };
  const stood = new Set(before.map((line) => line.trim()));
  const changed =
    before.length === after.length
      ? after.map((line, i): LinePair => ({ ...head, before: before[i]!, after: line }))
      : after.filter((line) => !stood.has(line.trim())).map((line): LinePair => ({ ...head, after: line }));
  const around = [...lead, ...trail].map((line): LinePair => ({ ...head, after: line, isAround: true }));
  return [...changed, ...around].filter(isFit);
}

/** Of the developer or an agent, by their own hand. */
function isDeed(event: MemoryEvent): boolean {
  if (event.kind === 'commit') return true;
  if (event.kind !== 'edit' || event.actor.startsWith('tool:')) return false;
  return event.data.cause === 'typed' || (event.data.cause === 'external' && event.actor.startsWith('agent:'));
}

function isFit({ before = '', after }: LinePair): boolean {
  if (before.length > charsMax || after.length > charsMax || before.trim() === after.trim()) return false;
  return [before, after].every((line) => !line.includes('[redacted:') && !holdsMark(line));
}

function isNew({ path, before, after, isAround }: LinePair, seen: Set<string>): boolean {
  const name = JSON.stringify([path, isAround ?? before?.trim() ?? null, after.trim()]);
  if (seen.has(name)) return false;
  seen.add(name);
  return true;
}
