// A question in, what the memory holds that may bear on it out: its words with their weights, the files it names, and the
// events that words, nearness in meaning and places lead to.
import type { EventKind, MemoryEvent } from '../model/event.ts';
import type { MemoryReader, QuestionMeaning } from '../model/ports.ts';
import { splitWords } from '../model/token.ts';
import { anyStartOf, partsOfNamesOf, startsOf, type WeighedQuestion, weighWord } from './coverage.ts';
import { areNotesTold } from './note-standing.ts';
import { type ParsedQuestion, parseQuestion } from './question-words.ts';
import { isTold, isUtterance } from './utterance-text.ts';

/**
 * Mechanisms that a benchmark can switch off: that names of several words count whole, that notes are judged as told,
 * that a search leaves out the commonest words where they would make it slow.
 */
export const searchMechanisms = ['names', 'told-notes', 'bound'] as const;

const lexicalHitsMax = 120;
const nearHitsMax = 60;
const pathHitsMax = 40;
const filesNamedMax = 3;
const filesSearchedMax = 20_000;

export interface RecallRequest extends QuestionMeaning {
  readonly question: string;
  /** Pieces of evidence at most. */
  readonly limit: number;
  readonly project: string;
  readonly memory: MemoryReader;
  /** Mechanisms to do without, for measuring: `searchMechanisms`, and those of the rooms beside. */
  readonly without?: ReadonlySet<string> | undefined;
}

export interface QuestionSearch {
  readonly weighed: WeighedQuestion;
  readonly files: readonly string[];
  readonly found: FoundEvents;
  /** Judged as told by somebody rather than as a deed. */
  readonly isTold: (event: MemoryEvent) => boolean;
}

export function searchMemory(request: RecallRequest): QuestionSearch {
  const { question, project, memory } = request;
  const parsed = parseQuestion(question);
  const named = findNamedFiles(parsed, project, memory);
  const files = [...new Set([...named.values()].flat())].slice(0, filesNamedMax);
  const unmetFiles = [...named].flatMap(([path, met]) => (met.length === 0 && isFile.test(path) ? [path] : []));
  const words = { ...weighQuestion(parsed, files, project, memory), unmetFiles };
  const weighed = request.without?.has('names') ? { ...words, isSentence: false } : words;
  const found = findEvents(request, weighed, files);
  const areTold = !request.without?.has('told-notes') && areNotesTold(found.events, weighed);
  return { weighed, files, found, isTold: areTold ? isTold : isUtterance };
}

/** `a.b` may be a symbol, and `and/or` two words. */
const isFile = /\/.*\.\w+$/;

/** By each path or its end that the question names, the files that it stands for. */
function findNamedFiles({ paths }: ParsedQuestion, project: string, memory: MemoryReader): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const path of paths) {
    if (memory.node(project, 'file', path) !== undefined) named.set(path, [path]);
    else {
      const ends = memory.nodes(project, 'file', filesSearchedMax).filter((node) => node.key.endsWith(`/${path}`));
      named.set(
        path,
        ends.slice(0, filesNamedMax).map((node) => node.key),
      );
    }
  }
  return named;
}

/**
 * A file that is named is looked up; its name need not be found in a text as well. Where nothing but what was done is
 * asked of it, whatever was done is the answer.
 */
function weighQuestion(
  parsed: ParsedQuestion,
  files: string[],
  project: string,
  memory: MemoryReader,
): Omit<WeighedQuestion, 'unmetFiles'> {
  const documents = memory.documentCount(project);
  const named = files.length === 0 ? [] : parsed.paths.map((path) => path.toLowerCase());
  const others = parsed.words.filter(({ parts }) => !parts.every((part) => named.some((path) => path.includes(part))));
  const asked = files.length > 0 && others.every((word) => word.isLight) ? [] : others;
  const words = asked.map((word) => {
    const frequency = Math.min(...word.parts.map((part) => memory.documentFrequency(project, part)));
    return weighWord(word, frequency, documents);
  });
  const starts = startsOf(words);
  return { ...parsed, words, starts, anyStart: anyStartOf(starts), partsOfNames: partsOfNamesOf(words) };
}

export interface FoundEvents {
  readonly events: readonly MemoryEvent[];
  /** By place in the log, in [0, 1]. */
  readonly lexical: ReadonlyMap<number, number>;
  readonly near: ReadonlyMap<number, number>;
}

function findEvents(
  { question: asked, project, memory, vectors, queryVector, without }: RecallRequest,
  question: WeighedQuestion,
  files: readonly string[],
): FoundEvents {
  const lexical = calibrateLexical(
    memory.searchText(
      project,
      question.words.flatMap((word) => word.parts),
      lexicalHitsMax,
      !without?.has('bound'),
    ),
  );
  const isNearAsked = vectors !== undefined && queryVector?.some((value) => value !== 0) && !without?.has('near');
  const near = calibrateNearness(isNearAsked ? vectors.search(project, queryVector!, nearHitsMax) : []);
  const events = new Map<number, MemoryEvent>();
  for (const file of files)
    for (const event of memory.eventsAtPath(project, file, pathHitsMax)) {
      if (!tellsNothing.has(event.kind)) events.set(event.seq, event);
    }
  const seqs = [...new Set([...lexical.keys(), ...near.keys()])];
  const read = new Map(memory.eventsAt(project, seqs).map((event) => [event.seq, event]));
  for (const seq of seqs) {
    const event = events.get(seq) ?? read.get(seq);
    if (event !== undefined && !saysQuestion(event, asked)) events.set(seq, event);
  }
  return { events: [...events.values()], lexical, near };
}

/** That a file was looked at, or named to somebody, says nothing of it. */
const tellsNothing: ReadonlySet<EventKind> = new Set<EventKind>([
  'open',
  'save',
  'dwell',
  'prime',
  'feedback',
  'recall',
]);

/** The developer has put this very question to an agent: that answers nothing. */
function saysQuestion({ kind, actor, text }: MemoryEvent, question: string): boolean {
  if (kind !== 'agent-turn' || actor !== 'developer') return false;
  return splitWords(text).join(' ').includes(splitWords(question).join(' '));
}

/** BM25 as a share of the best, since its scale follows from the question. */
function calibrateLexical(hits: readonly { seq: number; score: number }[]): Map<number, number> {
  const best = Math.max(0, ...hits.map((hit) => hit.score));
  return new Map(hits.map(({ seq, score }) => [seq, best === 0 ? 0 : score / best]));
}

/** How far a text stands out from the crowd: encoders differ in how near they hold unrelated texts. */
function calibrateNearness(hits: readonly { seq: number; similarity: number }[]): Map<number, number> {
  const crowd = hits.length < nearHitsMax ? 0 : hits.at(-1)!.similarity;
  return new Map(
    hits.map(({ seq, similarity }) => [seq, Math.max(0, Math.min(1, (similarity - crowd) / (1 - crowd || 1)))]),
  );
}
