// An event in, the same event with no more than its encoded trace out: what it is recognised by, and what projections are
// derived from. The lines of a commit's patch, what stood around an edit, what a command that went well wrote and all but
// the beginning of what was said go; subjects, reasons, places, symbols, changed lines of edits, errors and notes stay.
import { isDeepStrictEqual } from 'node:util';
import type { Hunk, MemoryEvent } from '../model/event.ts';
import { turnDigest } from '../model/turn-digest.ts';
import { importsPackage } from './cue-extractor.ts';
import { encodeEvent } from './encode-event.ts';

/** Of what was said. */
const turnCharsKept = 300;
/** Less is not worth a change of the log. */
const gainMin = 100;

export interface ShortenedEvent {
  readonly event: MemoryEvent;
  /** What the log is smaller by; bytes, above 0. */
  readonly bytes: number;
}

/** Undefined where nothing is to be let go without a loss of what is recognised by it. */
export function letGoWording(event: MemoryEvent): ShortenedEvent | undefined {
  const shorter = shorten(event);
  if (shorter === undefined) return undefined;
  const bytes = sizeOf(event) - sizeOf(shorter);
  if (bytes < gainMin || !isDeepStrictEqual(cuesOf(event), cuesOf(shorter))) return undefined;
  return { event: shorter, bytes };
}

function shorten(event: MemoryEvent): MemoryEvent | undefined {
  switch (event.kind) {
    case 'commit':
    case 'revert': {
      const hunks = event.data.hunks
        .map(bareOfLines)
        .filter(({ symbol, after }) => symbol !== undefined || after.length > 0);
      return { ...event, data: { ...event.data, hunks: withoutRepeats(hunks), faded: true } } as MemoryEvent;
    }
    case 'edit':
      return { ...event, data: { ...event.data, hunks: event.data.hunks.map(bareOfContext), faded: true } };
    case 'command':
      return { ...event, data: { ...event.data, output: '', faded: true } };
    case 'agent-turn': {
      const digest = event.data.digest ?? turnDigest(event.kind, event.text);
      return { ...event, text: startOf(event.text), data: { ...event.data, digest, faded: true } };
    }
    case 'agent-action': {
      const { output: _, ...rest } = event.data;
      return { ...event, data: { ...rest, faded: true } };
    }
    default:
      return undefined;
  }
}

function bareOfContext({ lead: _, trail: __, ...hunk }: Hunk): Hunk {
  return hunk;
}

function bareOfLines(hunk: Hunk): Hunk {
  const after = hunk.after.filter((line) => importsPackage({ ...hunk, after: [line] }));
  return { ...bareOfContext(hunk), before: [], after };
}

function withoutRepeats(hunks: readonly Hunk[]): Hunk[] {
  return [...new Map(hunks.map((hunk) => [JSON.stringify([hunk.path, hunk.symbol, hunk.after]), hunk])).values()];
}

/** Up to a word's end. */
function startOf(text: string): string {
  if (text.length <= turnCharsKept) return text;
  return `${text.slice(0, turnCharsKept).replace(/\S*$/, '').trimEnd()} …`;
}

/** All of the engram but its searchable text. */
function cuesOf(event: MemoryEvent): object {
  const { event: _, trace: __, ...cues } = encodeEvent(event);
  return cues;
}

function sizeOf({ text, data }: MemoryEvent): number {
  return Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(data));
}
