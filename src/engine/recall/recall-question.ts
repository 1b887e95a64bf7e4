// A question in, an answer with its evidence out, or an honest "I know nothing of it". What was said and what was done
// are judged each in its own way; the surer one leads.
import type { Answer } from '../model/recollection.ts';
import { coverQuestion } from './coverage.ts';
import { answerByDeeds } from './deed-answer.ts';
import { type RecallRequest, searchMemory } from './question-search.ts';
import { answerByWords } from './utterance-answer.ts';
import { recallUtterances, type SaidRecall } from './utterance-recall.ts';

/** Of the question: by so much what was done must hold more than what was said, to lead whatever the odds. */
const outdoneBy = 0.15;
/** Of the question: all of it but for a word that says nothing. */
const wholeMin = 0.95;

/** Cost: a full-text search, a vector search, and reading some 200 events and the conversations they belong to. */
export function recallQuestion(request: RecallRequest, search = searchMemory(request)): Answer {
  const done = answerByDeeds(request, search);
  const said = recallSaid(request, search);
  if (said === undefined) return done;
  const spoken = answerByWords(request, search.weighed, said);
  const lead = done.evidence[0] && request.memory.event(done.evidence[0].event);
  const deedShare = lead === undefined ? 0 : coverQuestion(lead, search.weighed).share;
  const saidShare = said.ranked[0]!.features.window;
  const isOutdone =
    done.state === 'known' && (deedShare > saidShare + outdoneBy || (deedShare >= wholeMin && saidShare < wholeMin));
  return joinAnswers(spoken, done, request.limit, isOutdone);
}

/** What was said that may answer, with all that is known of it; undefined where nothing found was said by anyone. */
export function recallSaid(request: RecallRequest, search = searchMemory(request)): SaidRecall | undefined {
  const { weighed, found, isTold } = search;
  return recallUtterances({ ...request, isTold, words: weighed.words, events: found.events, nearness: found.near });
}

/**
 * What was said and what was done, the surer one first.
 *
 * @param isOutdone what was done holds clearly more of the question
 */
function joinAnswers(said: Answer, done: Answer, limit: number, isOutdone: boolean): Answer {
  const isSaid =
    !isOutdone && said.state !== 'unknown' && (done.state === 'unknown' || said.probability >= done.probability);
  const [first, second] =
    isSaid || done.evidence.length + (done.nearest?.length ?? 0) === 0 ? [said, done] : [done, said];
  return {
    ...first,
    ...(said.talks !== undefined && { talks: said.talks }),
    evidence: [...first.evidence, ...second.evidence].slice(0, limit),
    ...(first.nearest !== undefined && { nearest: [...first.nearest, ...(second.nearest ?? [])].slice(0, limit) }),
  };
}
