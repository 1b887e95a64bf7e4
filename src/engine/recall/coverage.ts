// What a question asks and what an event says in; how much of the question it covers, and the lines that do, out.
import type { MemoryEvent } from '../model/event.ts';
import { lazily } from '../model/lazily.ts';
import { splitWords } from '../model/token.ts';
import { inEitherNumber, stemWord } from '../model/word-stem.ts';
import { type EventText, type Passage, readEventText } from './event-passage.ts';
import { isStopWord, type ParsedQuestion, type QuestionWord } from './question-words.ts';

export interface WeighedWord extends QuestionWord {
  /** How much of the question hangs on it, > 0. */
  readonly weight: number;
  /** Inverse document frequency, > 0. */
  readonly rarity: number;
  /** In how many traces of the memory it stands. */
  readonly frequency: number;
}

export interface WeighedQuestion extends Omit<ParsedQuestion, 'words'> {
  readonly words: readonly WeighedWord[];
  /** Starts of all words and stems that matter, so that most words of a text are passed over unstemmed. */
  readonly starts: ReadonlySet<string>;
  /** Meets each of the starts, so that most of a text is passed over unsplit. */
  readonly anyStart: RegExp;
  /** Words that say nothing by themselves and are part of a name that is asked about: the `with` of `withTables`. Such a
   * name is held where its parts follow each other. */
  readonly partsOfNames: ReadonlySet<string>;
  /** Paths of files that it names and the memory has not met. */
  readonly unmetFiles: readonly string[];
}

export interface Coverage {
  /** Weighed share of the question's words that the best passage holds together with the title, in [0, 1]. */
  readonly share: number;
  /** The same of the title alone. */
  readonly titleShare: number;
  readonly covered: readonly WeighedWord[];
  readonly text: EventText;
  /** At most three sentences or lines. */
  readonly excerpt: string;
  /** The best one of them; empty where nothing but the title answers. */
  readonly quote: string;
  readonly saysWhy: boolean;
  /** It names what was done, or nothing done was asked about. */
  readonly namesDeed: boolean;
  /** It mentions each file that was asked about and never met, by its name at least. */
  readonly namesFiles: boolean;
}

/** Code that holds the words is weaker evidence than a person who writes them; of what was done it says nothing. */
const codeTrust = 0.8;
const excerptLinesMax = 3;
const lineCharactersMax = 300;
const startLength = 3;
/** Of the signs up to here none is part of a word. */
const blank = 32;
const reasonWords =
  /\b(because|since|so that|so as|due to|in order to|otherwise|avoid(s|ed|ing)?|caus(e|es|ed|ing)|reasons?|instead of|means|meant|led to|leads? to|as it|prevent(s|ed|ing)?|no longer|broke|breaks|turns out)\b/i;

/**
 * The weight of a word is one more than its inverse document frequency, ln(1 + (N − n + ½) / (n + ½)) [BM25, Robertson
 * & Zaragoza 2009], so that a common word still has to be answered. What was done weighs little beside what it was
 * done to; a word that the memory has never met weighs half as much again: the question is about something else.
 */
export function weighWord(word: QuestionWord, frequency: number, documents: number): WeighedWord {
  const rarity = Math.log(1 + (Math.max(0, documents - frequency) + 0.5) / (frequency + 0.5));
  const weight = word.isLight ? 0.5 : (1 + rarity) * (frequency === 0 ? 1.5 : 1);
  return { ...word, weight, rarity, frequency };
}

export function startsOf(words: readonly QuestionWord[]): Set<string> {
  const all = words.flatMap(({ parts, stems, kin }) => [...parts.flatMap(inEitherNumber), ...stems, ...kin]);
  return new Set(all.map((stem) => stem.slice(0, startLength)));
}

export function partsOfNamesOf(words: readonly QuestionWord[]): Set<string> {
  return new Set(words.flatMap((word) => word.parts).filter(isStopWord));
}

/** A word's part stands in a text as it is, but for its case. Starts hold letters and digits alone. */
export function anyStartOf(starts: ReadonlySet<string>): RegExp {
  return starts.size === 0 ? /(?!)/ : new RegExp([...starts].join('|'), 'giu');
}

/** An event is covered once a question, by whichever way it is come to. */
const known = new WeakMap<WeighedQuestion, Map<number, Coverage>>();

export function coverQuestion(event: MemoryEvent, question: WeighedQuestion): Coverage {
  const ofQuestion = known.get(question) ?? new Map<number, Coverage>();
  known.set(question, ofQuestion);
  const coverage = ofQuestion.get(event.seq) ?? cover(event, question);
  ofQuestion.set(event.seq, coverage);
  return coverage;
}

/** What an event says, which is read once where it is covered too. */
export function textOf(event: MemoryEvent, question: WeighedQuestion): EventText {
  return known.get(question)?.get(event.seq)?.text ?? readEventText(event);
}

function cover(event: MemoryEvent, question: WeighedQuestion): Coverage {
  const { words } = question;
  const text = readEventText(event);
  const inTitle = wordsHeld([text.title], question);
  const total = massOf(words);
  const shareOf = (mass: number) => (total === 0 ? 0 : mass / total);
  const titleShare = shareOf(massOf(inTitle));
  let best = { share: titleShare, covered: inTitle, passage: undefined as Passage | undefined };
  for (const passage of text.passages) {
    const inPassage = wordsHeld([passage.path ?? '', ...passage.lines, ...(passage.former ?? [])], question);
    if (inPassage.size === 0) continue;
    const added = [...inPassage].filter((word) => !inTitle.has(word) && (passage.isProse || !word.isLight));
    const mass = massOf(inTitle) + massOf(added) * (passage.isProse ? 1 : codeTrust);
    if (shareOf(mass) <= best.share) continue;
    best = { share: shareOf(mass), covered: new Set([...inTitle, ...added]), passage };
  }
  const { passage } = best;
  const prose = text.passages.find(({ isProse, lines }) => isProse && lines.length > 0);
  const linesAtLast = lazily(() => quoteLines(event, { text, passage, prose, inTitle }, question));
  // Hundreds of events are compared by their shares; what they say is read of the few that are told.
  return {
    share: best.share,
    titleShare,
    covered: words.filter((word) => best.covered.has(word)),
    text,
    namesDeed: areDeedsNamed(question, best.covered),
    namesFiles: question.unmetFiles.every((path) => mentionsFile(text, path)),
    get saysWhy() {
      return prose?.lines.some((line) => reasonWords.test(line)) ?? false;
    },
    get excerpt() {
      return linesAtLast().excerpt;
    },
    get quote() {
      return linesAtLast().quote;
    },
  };
}

/** What it costs an answer, of the question, that it does not name the deed that is asked about. */
const deedCost = 0.25;
/** The same of a file: what does not mention it is never surely the answer. */
const fileCost = 0.3;

/** @param covered words of the question that an answer holds */
export function areDeedsNamed({ words }: WeighedQuestion, covered: ReadonlySet<WeighedWord>): boolean {
  return words.every((word) => word.kin.size === 0 || covered.has(word));
}

export function unsaidCost({ namesDeed, namesFiles }: Pick<Coverage, 'namesDeed' | 'namesFiles'>): number {
  return (namesDeed ? 0 : deedCost) + (namesFiles ? 0 : fileCost);
}

/** `queue.ts` by itself or in a path, and not in `retry-queue.ts`. */
function mentionsFile({ title, passages }: EventText, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const mentions = (text: string) => {
    const from = text.indexOf(name);
    return from >= 0 && !/[\w.-]/.test(text.charAt(from - 1));
  };
  return (
    mentions(title) ||
    passages.some(({ path: at, lines, former }) => mentions(at ?? '') || [...lines, ...(former ?? [])].some(mentions))
  );
}

interface Found {
  readonly text: EventText;
  readonly passage: Passage | undefined;
  readonly prose: Passage | undefined;
  readonly inTitle: ReadonlySet<WeighedWord>;
}

function quoteLines({ kind }: MemoryEvent, { text, passage, prose, inTitle }: Found, question: WeighedQuestion) {
  const isQuotable = passage !== undefined && passage.lines.length > 0;
  const quoted = isQuotable ? passage : (prose ?? mostTelling(text.passages, question));
  const { excerpt, quote } = bestLines(quoted, question, inTitle);
  // Where the title answers, a line of code beside it only happens to share its words; but a revert brings back just that.
  const told = isQuotable || quoted?.isProse === true ? quote : '';
  return { excerpt, quote: kind === 'revert' ? quote || (excerpt.split('\n')[0] ?? '') : told };
}

/** What the words weigh together. */
export function massOf(words: Iterable<WeighedWord>): number {
  let mass = 0;
  for (const word of words) mass += word.weight;
  return mass;
}

/** Those of the question's words that a text holds, which is given by its lines or any other parts. */
export function wordsHeld(texts: readonly string[], question: WeighedQuestion): ReadonlySet<WeighedWord> {
  const met = new Set<string>();
  for (const text of texts) for (const word of wordsMet(text, question)) met.add(word);
  if (met.size === 0) return none;
  const { stemsOf, names } = readerOf(question);
  const stems = new Set<string>();
  for (const word of met) for (const stem of stemsOf(word)) stems.add(stem);
  const split = lazily(() => splitWords(texts.join('\n')));
  const holdsName = ({ parts }: WeighedWord) =>
    parts.every((part) => met.has(part)) && split().some((_, i) => parts.every((part, k) => split()[i + k] === part));
  const holds = (word: WeighedWord) =>
    names.has(word) ? holdsName(word) : word.stems.every((stem) => stems.has(stem));
  return new Set(question.words.filter((word) => holds(word) || [...word.kin].some((stem) => stems.has(stem))));
}

const none: ReadonlySet<WeighedWord> = new Set();

/** What a question reads texts with. */
interface Reader {
  /** Of a word of a text, in either number; none of one that says nothing. Texts of one memory share their words. */
  readonly stemsOf: (word: string) => readonly string[];
  /** Names of which a part says nothing by itself. */
  readonly names: ReadonlySet<WeighedWord>;
}

const readers = new WeakMap<WeighedQuestion, Reader>();

function readerOf(question: WeighedQuestion): Reader {
  const known = readers.get(question);
  if (known !== undefined) return known;
  const { words, partsOfNames } = question;
  const stems = new Map<string, readonly string[]>();
  const reader = {
    stemsOf(word: string) {
      const found = stems.get(word) ?? (isStopWord(word) ? [] : inEitherNumber(word).map(stemWord));
      stems.set(word, found);
      return found;
    },
    names: new Set(words.filter(({ parts }) => parts.length > 1 && parts.some((part) => partsOfNames.has(part)))),
  };
  readers.set(question, reader);
  return reader;
}

/** The words of a text that start as one of the question's does, in order. Only what stands between blanks around one is split. */
export function wordsMet(text: string, { starts, anyStart }: Pick<WeighedQuestion, 'starts' | 'anyStart'>): string[] {
  const met: string[] = [];
  for (anyStart.lastIndex = 0; ; ) {
    const found = anyStart.exec(text);
    if (found === null) return met;
    let [from, to] = [found.index, anyStart.lastIndex];
    while (from > 0 && text.charCodeAt(from - 1) > blank) from -= 1;
    while (to < text.length && text.charCodeAt(to) > blank) to += 1;
    for (const word of splitWords(text.slice(from, to))) if (starts.has(word.slice(0, startLength))) met.push(word);
    anyStart.lastIndex = to;
  }
}

/** Of code, where no prose says anything. */
function mostTelling(passages: readonly Passage[], question: WeighedQuestion): Passage | undefined {
  const told = passages.map((passage) => ({ passage, mass: massOf(wordsHeld(passage.lines, question)) }));
  return told.reduce((most, each) => (each.mass > most.mass ? each : most), {
    passage: undefined as Passage | undefined,
    mass: 0,
  }).passage;
}

/** Of the question: a line that gives a reason tells as much more, where one is asked for. */
const reasonShare = 0.5;
/** What the title holds already, a line says again. */
const repeatedShare = 0.3;
/** Of the question: a line of code that holds less says nothing to whoever reads it alone. */
const codeQuoteMin = 0.5;

/** The lines that hold most of the question, in the order in which they stand; of prose without any, its first. */
function bestLines(passage: Passage | undefined, question: WeighedQuestion, inTitle: ReadonlySet<WeighedWord>) {
  if (passage === undefined) return { excerpt: '', quote: '' };
  const total = massOf(question.words);
  const tells = (line: string) => {
    const held = wordsHeld([line], question);
    const isReason = question.asksWhy && passage.isProse && reasonWords.test(line);
    const repeated = massOf([...held].filter((word) => inTitle.has(word)));
    return massOf(held) - repeated * (1 - repeatedShare) + (isReason ? reasonShare * total : 0);
  };
  const rank = (lines: readonly string[]) => {
    const scored = lines.map((line, index) => ({ line, index, score: tells(line) }));
    return scored.filter(({ line }) => line.trim() !== '').sort((a, b) => b.score - a.score || a.index - b.index);
  };
  const holdingOf = (lines: readonly string[]) =>
    rank(lines)
      .filter(({ score }) => score > 0)
      .slice(0, excerptLinesMax);
  const ranked = rank(passage.lines);
  const now = holdingOf(passage.lines);
  const holding = now.length > 0 ? now : holdingOf(passage.former ?? []);
  const chosen = holding.length > 0 || !passage.isProse ? holding : ranked.slice(0, 1);
  const excerpt = chosen.toSorted((a, b) => a.index - b.index).map(({ line }) => line.slice(0, lineCharactersMax));
  const best = chosen[0]?.line ?? '';
  const isQuotable =
    passage.isProse || inTitle.size === 0 || massOf(wordsHeld([best], question)) >= codeQuoteMin * total;
  return { excerpt: excerpt.join('\n'), quote: isQuotable ? best.slice(0, lineCharactersMax) : '' };
}
