// A question in, an answer with its evidence out, or an honest "I know nothing of it". Words find first; nearness in
// meaning and the files that the question names add what words miss. How sure the answer is follows from how much of
// the question the best evidence holds, not from how well it did against the others.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader, VectorSearch } from '../model/ports.ts';
import type { Answer, EpistemicState, Evidence } from '../model/recollection.ts';
import { phraseAnswer } from './answer-phrase.ts';
import { type Coverage, coverQuestion, startsOf, type WeighedQuestion, weighWord } from './coverage.ts';
import { type ParsedQuestion, parseQuestion } from './question-words.ts';
import { answerByWords } from './utterance-answer.ts';
import { recallUtterances, type SaidRecall } from './utterance-recall.ts';
import { isUtterance } from './utterance-text.ts';

const lexicalHitsMax = 120;
const nearHitsMax = 60;
const pathHitsMax = 40;
const filesNamedMax = 3;
const filesSearchedMax = 20_000;

/** Of the best score. */
const scoreShareMin = 0.35;
const answeredKnownMin = 0.72;
const answeredFamiliarMin = 0.6;

export interface RecallRequest {
  readonly question: string;
  /** Pieces of evidence at most. */
  readonly limit: number;
  readonly project: string;
  readonly memory: MemoryReader;
  /** Absent while there is no encoder; recall is lexical then. */
  readonly vectors?: VectorSearch;
  /** All zero where the encoder knows no word of the question. */
  readonly queryVector?: Float32Array;
  /** Features of `utterance-ranker.ts` to do without, for measuring. */
  readonly without?: ReadonlySet<string> | undefined;
}

/** One event that may answer, and how each way to it judged. All in [0, 1]. */
interface Candidate {
  readonly event: MemoryEvent;
  readonly coverage: Coverage;
  readonly lexical: number;
  readonly nearness: number;
  readonly namedFile: string | undefined;
  readonly score: number;
}

interface FoundEpisode {
  readonly candidate: Candidate;
  readonly episode: string;
}

/** Cost: a full-text search, a vector search, and reading some 200 events and the conversations they belong to. */
export function recallQuestion(request: RecallRequest): Answer {
  const search = searchMemory(request);
  const done = answerByDeeds(request, search);
  const said = recallSaid(request, search);
  return said === undefined ? done : joinAnswers(answerByWords(request, said), done, request.limit);
}

/** What was said that may answer, with all that is known of it; undefined where nothing found was said by anyone. */
export function recallSaid(request: RecallRequest, search = searchMemory(request)): SaidRecall | undefined {
  const { weighed, found } = search;
  return recallUtterances({ ...request, words: weighed.words, events: found.events, nearness: found.near });
}

interface Search {
  readonly weighed: WeighedQuestion;
  readonly files: readonly string[];
  readonly found: FoundEvents;
}

function searchMemory(request: RecallRequest): Search {
  const { question, project, memory } = request;
  const parsed = parseQuestion(question);
  const files = findNamedFiles(parsed, project, memory);
  const weighed = weighQuestion(parsed, files, project, memory);
  return { weighed, files, found: findEvents(request, weighed, files) };
}

/** What was said and what was done, the surer one first. */
function joinAnswers(said: Answer, done: Answer, limit: number): Answer {
  const isSaid = said.state !== 'unknown' && (done.state === 'unknown' || said.probability >= done.probability);
  const [first, second] =
    isSaid || done.evidence.length + (done.nearest?.length ?? 0) === 0 ? [said, done] : [done, said];
  return {
    ...first,
    evidence: [...first.evidence, ...second.evidence].slice(0, limit),
    ...(first.nearest !== undefined && { nearest: [...first.nearest, ...(second.nearest ?? [])].slice(0, limit) }),
  };
}

function answerByDeeds({ question, limit, memory }: RecallRequest, { weighed, files, found }: Search): Answer {
  const { words } = weighed;
  const candidates = bearingOn(bestOfEpisodes(toCandidates(found, weighed, files), memory));
  const best = candidates[0];
  const answered = best === undefined ? 0 : answeredBy(best.candidate, words.length);
  const state = judge(answered);
  const evidence = state === 'unknown' ? [] : candidates.slice(0, limit).map((c) => toEvidence(c, best!.candidate));
  const covered = new Set(state === 'unknown' ? [] : best!.candidate.coverage.covered);
  const missing = words.filter((word) => (state === 'unknown' ? word.frequency === 0 : !covered.has(word)));
  return {
    question,
    state,
    probability: estimate(answered, best?.candidate, candidates[1]?.candidate),
    summary: phraseAnswer({
      state,
      event: best?.candidate.event,
      evidence: evidence[0],
      quote: best?.candidate.coverage.quote ?? '',
      words,
      missing,
    }),
    evidence,
    missing: missing.map((word) => word.surface),
  };
}

/** Files that the question names by their path or its end. */
function findNamedFiles({ paths }: ParsedQuestion, project: string, memory: MemoryReader): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    if (memory.node(project, 'file', path) !== undefined) found.add(path);
    else {
      const ends = memory.nodes(project, 'file', filesSearchedMax).filter((node) => node.key.endsWith(`/${path}`));
      for (const node of ends.slice(0, filesNamedMax)) found.add(node.key);
    }
  }
  return [...found].slice(0, filesNamedMax);
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
): WeighedQuestion {
  const documents = memory.documentCount(project);
  const named = files.length === 0 ? [] : parsed.paths.map((path) => path.toLowerCase());
  const others = parsed.words.filter(({ parts }) => !parts.every((part) => named.some((path) => path.includes(part))));
  const asked = files.length > 0 && others.every((word) => word.isLight) ? [] : others;
  const words = asked.map((word) => {
    const frequency = Math.min(...word.parts.map((part) => memory.documentFrequency(project, part)));
    return weighWord(word, frequency, documents);
  });
  return { ...parsed, words, starts: startsOf(words) };
}

interface FoundEvents {
  readonly events: readonly MemoryEvent[];
  /** By place in the log, in [0, 1]. */
  readonly lexical: ReadonlyMap<number, number>;
  readonly near: ReadonlyMap<number, number>;
}

function findEvents(
  { project, memory, vectors, queryVector, without }: RecallRequest,
  question: WeighedQuestion,
  files: readonly string[],
): FoundEvents {
  const lexical = calibrateLexical(
    memory.searchText(
      project,
      question.words.flatMap((word) => word.parts),
      lexicalHitsMax,
    ),
  );
  const isNearAsked = vectors !== undefined && queryVector?.some((value) => value !== 0) && !without?.has('near');
  const near = calibrateNearness(isNearAsked ? vectors.search(project, queryVector!, nearHitsMax) : []);
  const events = new Map<number, MemoryEvent>();
  for (const file of files)
    for (const event of memory.eventsAtPath(project, file, pathHitsMax)) events.set(event.seq, event);
  for (const seq of [...lexical.keys(), ...near.keys()]) {
    const event = events.get(seq) ?? memory.eventAt(seq);
    if (event !== undefined) events.set(seq, event);
  }
  return { events: [...events.values()], lexical, near };
}

function toCandidates(
  { events, lexical, near }: FoundEvents,
  question: WeighedQuestion,
  files: readonly string[],
): Candidate[] {
  return events
    .filter((event) => !isUtterance(event))
    .map((event) => {
      const coverage = coverQuestion(event, question);
      const namedFile = files.find((file) => event.refs.includes(file));
      const parts = { lexical: lexical.get(event.seq) ?? 0, nearness: near.get(event.seq) ?? 0, namedFile };
      return { event, coverage, ...parts, score: fuse(coverage, parts, question.asksWhy) };
    });
}

/**
 * What the channels say together. Coverage leads, that of the title above all, since it says what the event is about. Nearness in meaning counts for what the words leave open, so it adds
 * most where they are weak; BM25 orders what covers alike; a reason is preferred where one is asked for.
 */
function fuse(
  coverage: Coverage,
  { lexical, nearness, namedFile }: Pick<Candidate, 'lexical' | 'nearness' | 'namedFile'>,
  asksWhy: boolean,
): number {
  const { share, titleShare, saysWhy } = coverage;
  const named = namedFile === undefined ? 0 : 0.4;
  const reason = asksWhy && saysWhy ? 0.06 : 0;
  return share + 0.3 * titleShare + 0.3 * nearness * (1 - share) + 0.15 * lexical + named + reason;
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

/** The best event speaks for its episode. */
function bestOfEpisodes(candidates: Candidate[], memory: MemoryReader): FoundEpisode[] {
  const sorted = candidates.sort((a, b) => b.score - a.score || b.event.at - a.event.at || b.event.seq - a.event.seq);
  const byEpisode = new Map<string, FoundEpisode>();
  for (const candidate of sorted) {
    const episode = memory.episodeOfEvent(candidate.event.seq)?.id ?? candidate.event.id;
    if (!byEpisode.has(episode)) byEpisode.set(episode, { candidate, episode });
  }
  return [...byEpisode.values()];
}

/** What scores far below the best only shares a word or a mood with the question, and would bury the evidence. */
function bearingOn(found: readonly FoundEpisode[]): readonly FoundEpisode[] {
  const least = (found[0]?.candidate.score ?? 0) * scoreShareMin;
  return found.filter(({ candidate }) => candidate.score >= least);
}

/**
 * How much of the question the evidence answers, in [0, 1]: what it covers, more where the question names its file,
 * less where it does not speak of the deed that is asked about.
 */
function answeredBy({ coverage, namedFile }: Candidate, wordCount: number): number {
  if (wordCount === 0) return namedFile === undefined ? 0 : 0.9;
  const named = namedFile === undefined ? 0 : 0.2;
  const silence = coverage.namesDeed ? 0 : 0.25;
  return Math.max(0, Math.min(1, coverage.share + named - silence));
}

function judge(answered: number): EpistemicState {
  if (answered >= answeredKnownMin) return 'known';
  return answered >= answeredFamiliarMin ? 'familiar' : 'unknown';
}

/**
 * A logistic of how much is answered and of the lead over the next best, by hand until outcomes calibrate it: even at
 * 0.65, nine times surer or less sure for each quarter of the question more or less.
 */
function estimate(answered: number, best: Candidate | undefined, next: Candidate | undefined): number {
  if (best === undefined) return 0;
  const lead = Math.min(1, best.score - (next?.score ?? 0));
  return 1 / (1 + Math.exp(-(9 * (answered - 0.65) + 0.5 * lead)));
}

function toEvidence({ candidate, episode }: { candidate: Candidate; episode: string }, best: Candidate): Evidence {
  const { event, coverage, score } = candidate;
  return {
    event: event.id,
    episode,
    at: event.at,
    title: coverage.text.title || titleOf(event),
    excerpt: coverage.excerpt,
    ...(coverage.text.sha !== undefined && { sha: coverage.text.sha }),
    paths: event.refs,
    weight: best.score === 0 ? 1 : Math.max(0.001, score / best.score),
    reasons: reasonsOf(candidate),
  };
}

function titleOf(event: MemoryEvent): string {
  const place = event.refs[0];
  if (event.kind === 'commit' || event.kind === 'revert') return '(no message)';
  return place === undefined ? event.kind : `${event.kind} in ${place}`;
}

function reasonsOf({ coverage, nearness, namedFile }: Candidate): string[] {
  const reasons: string[] = [];
  if (coverage.covered.length > 0) reasons.push(`words: ${coverage.covered.map((word) => word.surface).join(' ')}`);
  if (namedFile !== undefined) reasons.push(`file: ${namedFile}`);
  if (nearness >= 0.2) reasons.push('near in meaning');
  if (coverage.saysWhy) reasons.push('gives a reason');
  return reasons.length === 0 ? ['near in meaning'] : reasons;
}
