// Whether a later change of lines takes the place of what an earlier event says: in, both as they are read with a question;
// out, whether the very line that answers got another value, or was taken away. That two changes met in one line says
// nothing: most lines are changed for other reasons.
import type { MemoryEvent } from '../model/event.ts';
import { lazily } from '../model/lazily.ts';
import { splitWords } from '../model/token.ts';
import type { StatedValues } from './value-reader.ts';

export interface LineStatement {
  readonly event: MemoryEvent;
  readonly values: StatedValues;
  /** Lines that are shown of it for an answer, trimmed. */
  readonly shown: ReadonlySet<string>;
  /** Whether a text holds most of what the question asks about. */
  readonly answers: (text: string) => boolean;
  /** Lines that it took away and that answer. */
  readonly answersGone: ReadonlySet<GoneLine>;
  /** The question asks about one word alone. */
  readonly isThin: boolean;
}

/** Of the lines that answer, taken away: fewer, and the thing is there still. */
const removedShareMin = 0.5;
/** Of the words of a line. */
const rewordedMin = 0.6;
const linesMax = 200;
const valueCharactersMax = 60;

export function changesLine(
  { event: later, answersGone }: Pick<LineStatement, 'event' | 'answersGone'>,
  earlier: LineStatement,
): boolean {
  const gone = goneLines(later);
  if (gone.length === 0) return false;
  const written = writtenBy(earlier.event);
  const met = gone.filter((line) => written.has(line.place) || answersGone.has(line));
  return (
    met.some((line) => changesValue(line, { written, answersGone }, earlier)) || removesAnswer(gone, written, earlier)
  );
}

/** A line that was taken away, and neither stays nor was moved to another place. */
export interface GoneLine {
  readonly line: string;
  /** Its path and itself, so that the same line of another file is another. */
  readonly place: string;
  /** What stands there now, where the two differ in one value. */
  readonly values: { readonly was: string; readonly now: string } | undefined;
  /** A line that was written instead holds most of it. */
  readonly isReworded: boolean;
}

function changesValue(
  gone: GoneLine,
  { written, answersGone }: { written: ReadonlySet<string>; answersGone: ReadonlySet<GoneLine> },
  earlier: LineStatement,
): boolean {
  const isShown = earlier.shown.has(gone.line);
  if ((earlier.isThin && !isShown) || gone.values === undefined) return false;
  const isAnswer = answersGone.has(gone);
  const isStated = states(earlier.values, gone.values.was);
  return written.has(gone.place) ? (isStated && (isShown || isAnswer)) || (isAnswer && isShown) : isStated && isAnswer;
}

/** Lines that the earlier event wrote and that hold what is asked about. */
function removesAnswer(gone: readonly GoneLine[], written: ReadonlySet<string>, earlier: LineStatement): boolean {
  if (earlier.isThin || !gone.some(({ place }) => written.has(place))) return false;
  const removed = new Set(gone.filter(({ isReworded }) => !isReworded).map(({ place }) => place));
  const answering = [...written].filter((place) => earlier.answers(place.slice(place.indexOf('\n'))));
  const lost = answering.filter((place) => removed.has(place));
  return lost.length > 0 && lost.length / answering.length > removedShareMin;
}

function states({ names, numbers, beginnings }: StatedValues, value: string): boolean {
  const low = value.toLowerCase();
  const [amount = low] = low.match(/^\d[\d.,:]*/) ?? [];
  return names.has(low) || numbers.has(amount) || beginnings.has(low);
}

function placeOf(path: string, line: string): string {
  return `${path}\n${line}`;
}

/** By event, since each statement is held against many. */
const goneKnown = new WeakMap<MemoryEvent, readonly GoneLine[]>();
const writtenKnown = new WeakMap<MemoryEvent, ReadonlySet<string>>();

function writtenBy(event: MemoryEvent): ReadonlySet<string> {
  const known = writtenKnown.get(event) ?? readWritten(event);
  writtenKnown.set(event, known);
  return known;
}

function readWritten(event: MemoryEvent): Set<string> {
  const keys = hunksOf(event).flatMap(({ path, after }) => after.map((line) => placeOf(path, line.trim())));
  return new Set(keys.filter((key) => !key.endsWith('\n')).slice(0, linesMax));
}

export function goneLines(event: MemoryEvent): readonly GoneLine[] {
  const known = goneKnown.get(event) ?? readGone(event);
  goneKnown.set(event, known);
  return known;
}

function readGone(event: MemoryEvent): GoneLine[] {
  const hunks = hunksOf(event);
  const kept = new Set(hunks.flatMap(({ after }) => after.map((line) => line.trim())));
  return hunks
    .flatMap(({ path, before, after }) => {
      const now = lazily(() => after.map((line) => line.trim()));
      const words = lazily(() => now().map((line) => new Set(splitWords(line))));
      const gone = before.map((line) => line.trim()).filter((line) => line !== '' && !kept.has(line));
      return gone.map((line) => goneLine(path, line, { now, words }));
    })
    .slice(0, linesMax);
}

/** Most are passed over by what they say: what stands there now is looked for only then. */
function goneLine(
  path: string,
  line: string,
  { now, words }: { now: () => readonly string[]; words: () => readonly ReadonlySet<string>[] },
): GoneLine {
  const values = lazily(() => findChange(line, now()));
  const isReworded = lazily(() => isHeld(splitWords(line), words()));
  return {
    line,
    place: placeOf(path, line),
    get values() {
      return values();
    },
    get isReworded() {
      return isReworded();
    },
  };
}

function hunksOf(event: MemoryEvent) {
  return 'hunks' in event.data ? event.data.hunks : [];
}

function isHeld(line: readonly string[], others: readonly ReadonlySet<string>[]): boolean {
  return others.some((other) => line.filter((word) => other.has(word)).length >= rewordedMin * line.length);
}

function findChange(line: string, after: readonly string[]): GoneLine['values'] {
  for (const now of after) {
    const values = oneValueChanged(line, now);
    if (values !== undefined) return values;
  }
  return undefined;
}

/** `port: 8080` and `port: 9090` differ in a value; what differs holds no blank, and words of the line stand around it. */
function oneValueChanged(was: string, now: string): GoneLine['values'] {
  if (was[0] !== now[0] && was.at(-1) !== now.at(-1)) return undefined;
  const isPart = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}_.-]/u.test(sign);
  let start = 0;
  while (start < was.length && was[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(was.length, now.length) - start && was.at(-1 - end) === now.at(-1 - end)) end += 1;
  while (start > 0 && isPart(was[start - 1])) start -= 1;
  while (end > 0 && isPart(was.at(-end))) end -= 1;
  const [old, value] = [was.slice(start, was.length - end), now.slice(start, now.length - end)];
  const around = `${was.slice(0, start)} ${was.slice(was.length - end)}`;
  const isValue = (text: string) => text !== '' && text.length <= valueCharactersMax && !/\s/.test(text);
  if (!isValue(old) || !isValue(value) || !/\p{L}{2}/u.test(around)) return undefined;
  return { was: old.replace(/[.]$/, ''), now: value };
}
