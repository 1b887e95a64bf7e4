// How a question is answered: System 1 looks once, or knows what was worked out before; where it is unsure and more may be
// found, System 2 looks further, and what it finds is logged through the gate, so that it is compiled into links.
import { createHash } from 'node:crypto';
import type { CalibrationBook } from './calibration-book.ts';
import type { MeaningSearch } from './meaning-search.ts';
import { calibrateEstimate } from './model/calibration.ts';
import type { Observation } from './model/event.ts';
import type { MemoryStore } from './model/ports.ts';
import type { Site } from './model/project.ts';
import type { Answer, RecallMode, Reply } from './model/recollection.ts';
import { believeForNow } from './recall/believed-memory.ts';
import { answerByChain } from './recall/chain-answer.ts';
import { answerByCompanions } from './recall/companion-answer.ts';
import { type RecallEvent, recallCompiled, termsOfQuestion } from './recall/compiled-answer.ts';
import { leadWithCurrent } from './recall/current-answer.ts';
import { answeredKnownMin } from './recall/deed-answer.ts';
import { type Deliberation, deliberate, mayAnswer } from './recall/deliberate.ts';
import { markFaded } from './recall/faded-answer.ts';
import { leadWithLatest, readLatest } from './recall/latest-answer.ts';
import { type QuestionSearch, type RecallRequest, searchMemory } from './recall/question-search.ts';
import { recallQuestion } from './recall/recall-question.ts';
import { remarkStandings } from './recall/standing-remark.ts';

export interface Asked {
  readonly question: string;
  /** Pieces of evidence at most. */
  readonly limit: number;
  readonly mode: RecallMode;
}

type Worked = Answer & Pick<Reply, 'system' | 'compiled'> & { readonly steps: number; readonly events: number };

const charactersOfToken = 4;
const evidenceOfDream = 8;
/** Among so many of the latest questions one is not kept twice. */
const openKeptMax = 200;

export function createAnswering(parts: {
  readonly store: MemoryStore;
  readonly meaning: MeaningSearch;
  /** Through the gate into the log. */
  readonly observe: (observations: readonly Observation[]) => Promise<unknown>;
  readonly nowMs: () => number;
  /** How far estimates are believed in a project. */
  readonly calibrations: Pick<CalibrationBook, 'of'>;
  readonly without?: ReadonlySet<string>;
}) {
  const { store, meaning, observe, nowMs, calibrations, without } = parts;
  return { answer, dream };

  async function answer(folder: string, site: Site, asked: Asked): Promise<Reply> {
    const startedAtMs = nowMs();
    const latest = readLatest(asked.question);
    const request = await readRequest(site, latest ?? asked.question, asked);
    const search = searchMemory(request);
    const worked =
      countedAnswer(request, search) ??
      markFaded(await searchedAnswer(folder, asked.mode, request, search, latest !== undefined), store);
    const { steps, events, ...reply } = { ...worked, question: asked.question };
    const cost = { steps, events, tokens: tokensOf(worked), durationMs: nowMs() - startedAtMs };
    const estimated = reply.probability;
    const probability = calibrateEstimate(estimated, calibrations.of(site.project));
    return remarkStandings({ ...reply, probability, estimated, cost }, site.project, store);
  }

  /**
   * Puts a question of before to the memory as it is now. Where neither a first look knows the answer nor what was worked
   * out before, it is thought over, whatever may be expected of that: in other words it might have to be by day.
   *
   * @returns whether it had to be
   */
  async function dream(folder: string, site: Site, { id, text, data }: RecallEvent): Promise<boolean> {
    const request = await readRequest(site, text, { question: text, limit: evidenceOfDream });
    const { system } = await work(folder, 'auto', request, searchMemory(request), data.again ?? id);
    return system === 'system2';
  }

  async function readRequest(
    { project }: Site,
    question: string,
    { question: said, limit }: Pick<Asked, 'question' | 'limit'>,
  ): Promise<RecallRequest> {
    const near = await meaning.query(said);
    return { question, limit, project, memory: believeForNow(store), without, ...near };
  }

  async function searchedAnswer(
    folder: string,
    mode: RecallMode,
    request: RecallRequest,
    search: QuestionSearch,
    isForLatest: boolean,
  ) {
    const found = await work(folder, mode, request, search);
    if (found.state === 'unknown' && store.documentCount(request.project) === 0)
      return { ...found, summary: 'Nothing is remembered of this project yet: import its history, or work in it.' };
    if (isForLatest) return { ...found, ...leadWithLatest(request, search, found) };
    return without?.has('current') ? found : { ...found, ...leadWithCurrent(request, search, found) };
  }

  async function work(
    folder: string,
    mode: RecallMode,
    request: RecallRequest,
    search: QuestionSearch,
    again?: string,
  ): Promise<Worked> {
    const first = recallQuestion(request, search);
    const atOnce: Worked = { ...first, system: 'system1', compiled: false, steps: 1, events: 0 };
    if (mode !== 'system2') {
      if (first.state === 'known') return atOnce;
      if (again === undefined && !mayAnswer(search, answeredKnownMin)) {
        if (mode === 'auto' && first.state === 'unknown') await keepOpen(folder, request, search);
        return atOnce;
      }
      const known = without?.has('compiled') ? undefined : recallCompiled(request, search, answeredKnownMin);
      if (known !== undefined) {
        const again = known.chain && answerByChain(request, search, known.chain, 'again');
        return {
          ...atOnce,
          ...(again !== undefined && again.probability > first.probability && again),
          compiled: true,
        };
      }
      if (mode === 'system1') return { ...atOnce, ...onTheTongue(first, search) };
    }
    const found = deliberate(request, search);
    const second =
      found.chain === undefined
        ? first
        : preferSurer(first, answerByChain(request, search, found.chain, 'found'), request.limit);
    await record(folder, request, search, found, second.state, again);
    return { ...second, system: 'system2', compiled: false, steps: 1 + found.steps, events: found.events };
  }

  /** Nothing is known that thinking could join; what is told later may answer it, so a night asks again. Kept once. */
  async function keepOpen(folder: string, request: RecallRequest, search: QuestionSearch): Promise<void> {
    if (search.weighed.words.length < 2) return;
    const kept = store.eventsOfKind(request.project, 'recall', openKeptMax);
    if (kept.some(({ text }) => text === request.question)) return;
    await record(folder, request, search, { chain: undefined, steps: 0, events: 0 }, 'unknown');
  }

  /** It is text of a person's, so it takes the way of all text: through the gate. A dream has none of its own. */
  async function record(
    folder: string,
    { question, project }: RecallRequest,
    { weighed }: QuestionSearch,
    { chain, steps, events }: Deliberation,
    state: Answer['state'],
    again?: string,
  ): Promise<void> {
    const at = nowMs();
    const id = createHash('sha256').update(JSON.stringify([project, question, at, store.lastSeq()]));
    const evidence = state === 'unknown' || chain === undefined ? [] : chain.members.map(({ event }) => event.id);
    const answered = chain?.answered ?? 0;
    await observe([
      {
        id: `recall:${id.digest('hex').slice(0, 24)}`,
        at,
        kind: 'recall',
        actor: 'tool:recall',
        folder,
        paths: [],
        text: again === undefined ? question : '',
        data:
          again === undefined
            ? { state, answered, terms: termsOfQuestion(weighed.words), evidence, steps, events }
            : { again, state, answered, terms: [], evidence, steps, events },
      },
    ]);
  }
}

/** What is asked about is familiar, and nothing found joins it: looking further is expected to bring more. */
function onTheTongue(first: Answer, { weighed }: QuestionSearch): Answer {
  if (first.state !== 'unknown') return first;
  const cues = weighed.words.filter(({ isLight, frequency }) => !isLight && frequency > 0);
  const named = cues.map(({ surface }) => `\`${surface}\``).join(', ');
  const summary = `I know of ${named}, but what joins them does not come to mind. Thinking it over may bring it.`;
  return { ...first, state: 'tip-of-the-tongue', summary };
}

/** What commits count is so, whatever texts say; undefined for what is no question of counting. */
function countedAnswer(request: RecallRequest, search: QuestionSearch): Worked | undefined {
  const counted = request.without?.has('companions') ? undefined : answerByCompanions(request, search);
  return counted && { ...counted, system: 'system1', compiled: false, steps: 1, events: counted.evidence.length };
}

/** What System 2 found leads where it answers more; what the first look found stands behind it. */
function preferSurer(first: Answer, second: Answer, limit: number): Answer {
  if (second.state === 'unknown' || second.probability <= first.probability) return first;
  const led = new Set(second.evidence.map(({ event }) => event));
  const others = first.evidence.filter(({ event }) => !led.has(event));
  const talks = first.talks && { talks: first.talks };
  return { ...second, ...talks, evidence: [...second.evidence, ...others].slice(0, limit) };
}

function tokensOf({ summary, evidence, missing }: Answer): number {
  const texts = [summary, ...missing, ...evidence.flatMap(({ title, excerpt }) => [title, excerpt])];
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / charactersOfToken);
}
