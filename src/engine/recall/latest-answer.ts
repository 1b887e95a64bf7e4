// A question for the last time that something was done in, and what it asks for without the words of time; an answer and
// what was found in, the same answer led by the latest of what answers as well out.
import { happenings, type MemoryEvent } from '../model/event.ts';
import type { Answer } from '../model/recollection.ts';
import { phraseStatement } from './answer-phrase.ts';
import { type Coverage, coverQuestion } from './coverage.ts';
import { writeEvidence } from './evidence-writer.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';

const lastTime = /\b(?:when\s+(?:was|is)\s+)?(?:the\s+)?(?:last|latest|most\s+recent)\s+time\b(?:\s+that\b)?:?/i;
const lastDone = /\b(when\s+(?:did|was|were|has|have)\b[^.?!]*?)\blast\b/i;
/** Of the question: what holds so much less than the lead answers as well. */
const slack = 0.1;

/** @returns undefined where the question asks for something else */
export function readLatest(question: string): string | undefined {
  if (lastTime.test(question)) return question.replace(lastTime, 'when').trim();
  return lastDone.test(question) ? question.replace(lastDone, '$1').trim() : undefined;
}

/** What was said and not done stays as it was found. The others follow, the later ones first. */
export function leadWithLatest({ limit, memory }: RecallRequest, search: QuestionSearch, answer: Answer): Answer {
  const [first] = answer.evidence;
  const lead = first && memory.event(first.event);
  if (lead === undefined || answer.state === 'unknown' || !happenings.has(lead.kind)) return answer;
  const cover = (event: MemoryEvent) => ({ event, coverage: coverQuestion(event, search.weighed) });
  const led = cover(lead).coverage;
  const answers = ({ share, titleShare }: Coverage) =>
    share >= led.share - slack && titleShare >= led.titleShare - slack;
  const latest = search.found.events
    .filter(({ kind }) => happenings.has(kind))
    .map(cover)
    .filter(({ coverage }) => answers(coverage))
    .sort((a, b) => b.event.at - a.event.at || b.event.seq - a.event.seq)
    .slice(0, limit);
  const found = latest.map(({ event, coverage }) => ({
    event,
    coverage,
    evidence:
      answer.evidence.find((each) => each.event === event.id) ??
      writeEvidence(event, coverage, { memory, weight: 1, reasons: ['done later'] }),
  }));
  const [last] = found;
  if (last === undefined) return answer;
  const ids = new Set(found.map(({ event }) => event.id));
  const said = phraseStatement(last.event, last.evidence, last.coverage.quote);
  return {
    ...answer,
    summary: `${answer.state === 'known' ? '' : 'I am not sure. The nearest I know: '}${said}.`,
    evidence: [...found.map(({ evidence }) => evidence), ...answer.evidence.filter(({ event }) => !ids.has(event))]
      .slice(0, limit)
      .map((each, i) => (i === 0 ? { ...each, weight: 1 } : each)),
  };
}
