// What was done that may answer a question in, an answer that quotes it out, or an honest "I know nothing of it". How
// sure the answer is follows from how much of the question the best evidence holds, not from how well it did against
// the others.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Answer, EpistemicState } from '../model/recollection.ts';
import { phraseAnswer } from './answer-phrase.ts';
import { type Coverage, coverQuestion, unsaidCost, type WeighedQuestion } from './coverage.ts';
import { writeEvidence } from './evidence-writer.ts';
import { isNameTorn, tornNameCost } from './name-pair.ts';
import type { FoundEvents, QuestionSearch, RecallRequest } from './question-search.ts';

/** Of the best score. */
const scoreShareMin = 0.35;
/** The same where the best one answers by itself: what follows is there to compare it with. */
const knownScoreShareMin = 0.6;
export const answeredKnownMin = 0.72;
const answeredFamiliarMin = 0.6;

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

export function answerByDeeds(
  { question, limit, memory }: RecallRequest,
  { weighed, files, found, isTold }: QuestionSearch,
): Answer {
  const { words } = weighed;
  const done = toCandidates({ ...found, events: found.events.filter((event) => !isTold(event)) }, weighed, files);
  // The last of all that answer may stand anywhere; else only those are looked up that are shown or compared with.
  const episodesMax = weighed.asksNow ? Number.POSITIVE_INFINITY : Math.max(limit, 2);
  const all = orderByTime(bestOfEpisodes(done, episodesMax, memory), weighed);
  const best = all[0];
  const answered = best === undefined ? 0 : answeredBy(best.candidate, weighed);
  const state = judge(answered);
  const candidates = bearingOn(all, state === 'known' ? knownScoreShareMin : scoreShareMin);
  const weightOf = (score: number) => (best!.candidate.score === 0 ? 1 : Math.min(1, score / best!.candidate.score));
  const evidence =
    state === 'unknown'
      ? []
      : candidates.slice(0, limit).map(({ candidate: { event, coverage, ...rest } }) =>
          writeEvidence(event, coverage, {
            memory,
            weight: weightOf(rest.score),
            reasons: reasonsOf({ event, coverage, ...rest }),
          }),
        );
  const covered = new Set(state === 'unknown' ? [] : best!.candidate.coverage.covered);
  const missing = words.filter((word) => (state === 'unknown' ? word.frequency === 0 : !covered.has(word)));
  return {
    question,
    state,
    probability:
      best === undefined ? 0 : estimate(answered, best.candidate.score - (candidates[1]?.candidate.score ?? 0)),
    summary: phraseAnswer({
      state,
      event: best?.candidate.event,
      evidence: evidence[0],
      quote: best?.candidate.coverage.quote ?? '',
      words,
      missing: {
        words: missing,
        files: state !== 'unknown' && best!.candidate.coverage.namesFiles ? [] : weighed.unmetFiles,
      },
      lacksReason: weighed.asksWhy && best?.candidate.coverage.quote === '' && !best.candidate.coverage.saysWhy,
    }),
    evidence,
    missing: missing.map((word) => word.surface),
  };
}

function toCandidates(
  { events, lexical, near }: FoundEvents,
  question: WeighedQuestion,
  files: readonly string[],
): Candidate[] {
  return events.map((event) => {
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

/** The best event speaks for its episode. */
function bestOfEpisodes(candidates: Candidate[], episodesMax: number, memory: MemoryReader): FoundEpisode[] {
  const sorted = candidates.sort((a, b) => b.score - a.score || b.event.at - a.event.at || b.event.seq - a.event.seq);
  const byEpisode = new Map<string, FoundEpisode>();
  for (const candidate of sorted) {
    const episode = memory.episodeOfEvent(candidate.event.seq)?.id ?? candidate.event.id;
    if (!byEpisode.has(episode)) byEpisode.set(episode, { candidate, episode });
    if (byEpisode.size >= episodesMax) break;
  }
  return [...byEpisode.values()];
}

/** Where it is asked how things are now, the last leads among those whose title answers by itself. */
function orderByTime(found: readonly FoundEpisode[], question: WeighedQuestion): readonly FoundEpisode[] {
  if (!question.asksNow) return found;
  const isAnswer = ({ candidate }: FoundEpisode) =>
    answeredBy(candidate, question) >= answeredKnownMin &&
    (candidate.namedFile !== undefined || candidate.coverage.titleShare >= answeredKnownMin);
  const answers = found.filter(isAnswer).sort((a, b) => b.candidate.event.at - a.candidate.event.at);
  return [...answers, ...found.filter((each) => !isAnswer(each))];
}

/** What scores far below the best only shares a word or a mood with the question, and would bury the evidence. */
function bearingOn(found: readonly FoundEpisode[], scoreShare: number): readonly FoundEpisode[] {
  const least = (found[0]?.candidate.score ?? 0) * scoreShare;
  return found.filter(({ candidate }) => candidate.score >= least);
}

/**
 * How much of the question the evidence answers, in [0, 1]: what it covers, more where the question names its file,
 * less where it does not speak of the deed or the unmet file that is asked about, or holds but a half of a name.
 */
function answeredBy({ coverage, namedFile }: Candidate, question: WeighedQuestion): number {
  if (question.words.length === 0) return namedFile === undefined ? 0 : 0.9;
  const named = namedFile === undefined ? 0 : 0.2;
  const torn = isNameTorn(question, (word) => coverage.covered.includes(word)) ? tornNameCost : 0;
  return Math.max(0, Math.min(1, coverage.share + named - unsaidCost(coverage) - torn));
}

export function judge(answered: number): EpistemicState {
  if (answered >= answeredKnownMin) return 'known';
  return answered >= answeredFamiliarMin ? 'familiar' : 'unknown';
}

/**
 * A logistic of how much is answered and of the lead over the next best, by hand until outcomes calibrate it: even at
 * 0.65, nine times surer or less sure for each quarter of the question more or less.
 */
export function estimate(answered: number, lead: number): number {
  return 1 / (1 + Math.exp(-(9 * (answered - 0.65) + 0.5 * Math.min(1, lead))));
}

function reasonsOf({ coverage, nearness, namedFile }: Candidate): string[] {
  const reasons: string[] = [];
  if (coverage.covered.length > 0) reasons.push(`words: ${coverage.covered.map((word) => word.surface).join(' ')}`);
  if (namedFile !== undefined) reasons.push(`file: ${namedFile}`);
  if (nearness >= 0.2) reasons.push('near in meaning');
  if (coverage.saysWhy) reasons.push('gives a reason');
  return reasons.length === 0 ? ['near in meaning'] : reasons;
}
