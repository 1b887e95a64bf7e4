// Which of two statements about one thing holds: in, what two events say and how much of a question they cover; out,
// whether the later one takes the place of the earlier one, contradicts it, or neither.
import type { MemoryEvent } from '../model/event.ts';
import { lazily } from '../model/lazily.ts';
import {
  type Coverage,
  coverQuestion,
  massOf,
  textOf,
  type WeighedQuestion,
  type WeighedWord,
  wordsHeld,
  wordsMet,
} from './coverage.ts';
import type { EventText } from './event-passage.ts';
import { changesLine, goneLines, type LineStatement } from './line-change.ts';
import { holdsName, type NamePair } from './name-pair.ts';
import { isTold } from './utterance-text.ts';
import { differs, readValues, type StatedValues, takesBack } from './value-reader.ts';

/** One sentence of an event, the one that speaks most of what is asked about, and what it says. */
export interface Statement extends LineStatement {
  readonly coverage: Coverage;
  /** Of what the question asks about, whatever it asks of it; in [0, 1]. */
  readonly subjectShare: number;
  readonly said: ReadonlySet<WeighedWord>;
  /** The sentence is the event's title. */
  readonly isTitle: boolean;
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

/** Of what is asked about, for a sentence that names the very value that is no more. */
const takenBackMin = 0.6;
/** The same for one that says that something changed, and for a line that answers, together with its path. */
const changedMin = 0.8;
/** The same for one that speaks of no change. */
const plainlySaidMin = 0.95;
/** Who asks about one word asks about a subject, of which many things hold side by side. */
const subjectWordsMin = 2;
/** Two that differ so soon after each other, and of which none speaks of a change, contradict each other. */
const atOnceMs = 24 * 60 * 60 * 1000;

export function isAtOnce(one: MemoryEvent, other: MemoryEvent): boolean {
  return Math.abs(one.at - other.at) < atOnceMs;
}

/** Dozens are held against each other, and most are told apart by when they were said: what else one says is read when it is asked for. */
export function readStatement(event: MemoryEvent, { question, about, names }: Inquiry): Statement {
  const subject = question.words.filter((word) => !word.isLight);
  const asked = massOf(subject);
  const subjectOf = (text: string) => new Set([...wordsHeld([text], question)].filter((word) => !word.isLight));
  const shareOf = (text: string) => (asked === 0 ? 0 : massOf(subjectOf(text)) / asked);
  const answers = (text: string) => shareOf(text) >= changedMin;
  const text = lazily(() => textOf(event, question));
  const found = lazily(() => findSaying(text(), subjectOf));
  const values = lazily(() => readValues(found().saying, about));
  const named = lazily(() => names.filter((pair) => holdsName(text(), pair, (line) => wordsMet(line, question))));
  const shown = lazily(
    () =>
      new Set(
        coverQuestion(event, question)
          .excerpt.split('\n')
          .map((line) => line.trim()),
      ),
  );
  const answersGone = lazily(() => new Set(goneLines(event).filter(({ place }) => answers(place))));
  return {
    event,
    get coverage() {
      return coverQuestion(event, question);
    },
    get values() {
      return values();
    },
    get subjectShare() {
      return asked === 0 ? this.coverage.share : massOf(this.said) / asked;
    },
    get said() {
      return found().said;
    },
    get isTitle() {
      return found().saying === text().title;
    },
    get names() {
      return named();
    },
    get shown() {
      return shown();
    },
    answers,
    get answersGone() {
      return answersGone();
    },
    isThin: subject.reduce((count, { parts }) => count + parts.length, 0) < subjectWordsMin,
  };
}

/** The title or the sentence of prose that holds most of the subject, the first of those that hold as much. */
function findSaying(text: EventText, subjectOf: (text: string) => ReadonlySet<WeighedWord>) {
  const prose = text.passages.flatMap(({ isProse, lines }) => (isProse ? lines : []));
  let best = { saying: text.title, said: subjectOf(text.title) };
  for (const saying of prose) {
    const said = subjectOf(saying);
    if (massOf(said) > massOf(best.said)) best = { saying, said };
  }
  return best;
}

/**
 * How the later statement stands to the earlier one.
 *
 * It takes its place if it takes the commit back, changes or removes the very lines that answer, or speaks of the same and
 * says that the value has gone or, in a commit's title, that something changed. Without such a word it does so only where
 * somebody tells a value, and after a day: of two commits about one thing the later one mostly adds to the earlier one.
 */
export function relate(later: Statement, earlier: Statement): Relation {
  if (later.event.at <= earlier.event.at || later.event.id === earlier.event.id) return 'none';
  if (revertsCommit(later.event, earlier.event) || changesLine(later, earlier)) return 'supersedes';
  if (!isSameSubject(later, earlier)) return 'none';
  const { values } = later;
  const share = Math.min(later.subjectShare, earlier.subjectShare);
  const isTakenBack = takesBack(values, earlier.values);
  if (isTakenBack && share >= takenBackMin) return 'supersedes';
  if (earlier.isThin || share < changedMin) return 'none';
  const isOther = differs(values, earlier.values);
  const isAnyTold = isTold(later.event) || isTold(earlier.event);
  // A sentence in the midst of a commit's message speaks of much that was, and changes nothing of it.
  const isMeant = isAnyTold || later.isTitle;
  if (isMeant && values.tellsReturn && (isOther || hasValues(earlier.values))) return 'supersedes';
  if (!isOther) return 'none';
  if (isMeant && values.tellsChange) return 'supersedes';
  if (share < plainlySaidMin || !isAnyTold) return 'none';
  if (isAtOnce(later.event, earlier.event))
    return later.event.actor === earlier.event.actor ? 'supersedes' : 'contests';
  return 'supersedes';
}

function hasValues({ names, numbers }: StatedValues): boolean {
  return names.size + numbers.size > 0;
}

/** The later one speaks of all that the earlier one speaks of, by its whole name: what names but a part is another thing. */
function isSameSubject(later: Statement, earlier: Statement): boolean {
  if (earlier.said.size === 0 || ![...earlier.said].every((word) => later.said.has(word))) return false;
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
