// Which of two statements about one thing holds: in, what two events say and how much of a question they cover; out,
// whether the later one takes the place of the earlier one, contradicts it, or neither.
import type { MemoryEvent } from '../model/event.ts';
import { type Coverage, massOf, type WeighedQuestion, type WeighedWord } from './coverage.ts';
import { holdsName, type NamePair } from './name-pair.ts';
import { isUtterance } from './utterance-text.ts';
import { differs, readValues, type StatedValues, takesBack } from './value-reader.ts';

export interface Statement {
  readonly event: MemoryEvent;
  readonly coverage: Coverage;
  readonly values: StatedValues;
  /** Of what the question asks about, whatever it asks of it; in [0, 1]. */
  readonly subjectShare: number;
  /** The names of several words that it holds whole. */
  readonly names: readonly NamePair<WeighedWord>[];
}

/** A question as statements are read with it. */
export interface Inquiry {
  readonly question: WeighedQuestion;
  /** Its words, lower case, which are no values. */
  readonly about: ReadonlySet<string>;
  readonly names: readonly NamePair<WeighedWord>[];
}

export type Relation = 'supersedes' | 'contests' | 'none';

/** Of the question; what covers less does not speak of it. */
const shareMin = 0.6;
/** Of what was said: people talk of one thing in many ways, and a word in common is soon found. */
const saidShareMin = 0.8;
/** Of what the question asks about, for what speaks of no change. */
const plainlySaidMin = 0.95;
/** Two that differ so soon after each other, and of which none speaks of a change, contradict each other. */
const atOnceMs = 24 * 60 * 60 * 1000;
const linesMax = 200;

export function readStatement(event: MemoryEvent, coverage: Coverage, { question, about, names }: Inquiry): Statement {
  const asked = subjectMass(question.words);
  return {
    event,
    coverage,
    values: readValues(`${coverage.text.title}\n${coverage.excerpt}`, about),
    subjectShare: asked === 0 ? coverage.share : subjectMass(coverage.covered) / asked,
    names: names.filter((pair) => holdsName(coverage.text, pair)),
  };
}

/** Light words say nothing of what is asked about. */
function subjectMass(words: readonly WeighedWord[]): number {
  return massOf(words.filter((word) => !word.isLight));
}

/**
 * How the later statement stands to the earlier one.
 *
 * It takes its place if it takes the commit back, changes the very line, or speaks of the same, states another value and
 * says that something changed. Without such a word it does so only among deeds that cover the question, and after a day.
 */
export function relate(later: Statement, earlier: Statement): Relation {
  if (later.event.at <= earlier.event.at || later.event.id === earlier.event.id) return 'none';
  if (revertsCommit(later.event, earlier.event) || changesLine(later.event, earlier)) return 'supersedes';
  const isSaid = isUtterance(later.event) || isUtterance(earlier.event);
  const enough = isSaid ? saidShareMin : shareMin;
  if (Math.min(later.coverage.share, isSaid ? earlier.coverage.share : 1) < enough || !isSameSubject(later, earlier))
    return 'none';
  const { values } = later;
  const isOther = differs(values, earlier.values) || takesBack(values, earlier.values);
  if (values.tellsReturn && (isOther || hasValues(earlier.values))) return 'supersedes';
  if (!isOther) return 'none';
  if (values.tellsChange) return 'supersedes';
  if (isSaid && Math.min(later.subjectShare, earlier.subjectShare) < plainlySaidMin) return 'none';
  if (later.event.at - earlier.event.at < atOnceMs)
    return later.event.actor === earlier.event.actor ? 'supersedes' : 'contests';
  return 'supersedes';
}

function hasValues({ names, numbers }: StatedValues): boolean {
  return names.size + numbers.size > 0;
}

/** The later one speaks of all that the earlier one speaks of, by its whole name: what names but a part is another thing. */
function isSameSubject(later: Statement, earlier: Statement): boolean {
  const asked = earlier.coverage.covered.filter((word) => !word.isLight);
  if (asked.length === 0 || !asked.every((word) => later.coverage.covered.includes(word))) return false;
  return earlier.names.every((name) => later.names.includes(name));
}

function revertsCommit(later: MemoryEvent, earlier: MemoryEvent): boolean {
  const isCommit = earlier.kind === 'commit' || earlier.kind === 'revert';
  return (
    later.kind === 'revert' &&
    isCommit &&
    later.data.reverts !== undefined &&
    earlier.data.sha.startsWith(later.data.reverts)
  );
}

/** It replaces a line that the earlier one wrote, and that holds what was asked for or a value. */
function changesLine(later: MemoryEvent, { event, coverage, values }: Statement): boolean {
  const written = linesOf(event, 'after');
  if (written.size === 0) return false;
  const words = [...values.names, ...values.numbers, ...coverage.covered.flatMap((word) => word.parts)];
  const kept = linesOf(later, 'after');
  return [...linesOf(later, 'before')].some(
    (line) => written.has(line) && !kept.has(line) && words.some((word) => line.toLowerCase().includes(word)),
  );
}

/** By event and side, since each statement is held against many. */
const linesKnown = { before: new WeakMap<MemoryEvent, Set<string>>(), after: new WeakMap<MemoryEvent, Set<string>>() };

/** Each with its path, so that the same line of another file is another. */
function linesOf(event: MemoryEvent, side: 'before' | 'after'): ReadonlySet<string> {
  const known = linesKnown[side].get(event) ?? readLines(event, side);
  linesKnown[side].set(event, known);
  return known;
}

function readLines(event: MemoryEvent, side: 'before' | 'after'): Set<string> {
  const hunks = 'hunks' in event.data ? event.data.hunks : [];
  const lines = hunks.flatMap((hunk) => hunk[side].map((line) => `${hunk.path}\n${line.trim()}`));
  return new Set(lines.filter((line) => !line.endsWith('\n')).slice(0, linesMax));
}
