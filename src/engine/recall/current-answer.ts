// An answer in, the same with what holds now in front out: what was superseded is marked so, and never leads where the
// question is about now. Where two statements contradict each other and neither came later to replace the other, the
// answer says that it is contested.
import type { MemoryEvent } from '../model/event.ts';
import { dayOf } from '../model/plain-word.ts';
import type { Answer, Evidence } from '../model/recollection.ts';
import { type Trust, trustOf } from '../model/trust.ts';
import { phraseStatement, shorten } from './answer-phrase.ts';
import { coverQuestion } from './coverage.ts';
import { writeEvidence } from './evidence-writer.ts';
import { namePairsOf } from './name-pair.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';
import { isAtOnce, readStatement, relate, type Statement } from './supersession.ts';

/** Of the question; what covers less is no statement about it. */
const shareMin = 0.5;
const statementsMax = 40;
const placesMax = 3;
const eventsAtPathMax = 30;
const stepsMax = 12;
/** It asks how something was or came to be: what held then may be the answer. */
export const asksForThen =
  /\b(why|when|did|was|were|had|before|after|until|previous(?:ly)?|former(?:ly)?|used to|original(?:ly)?|first|initial(?:ly)?|histor\w+|how come|reason|once|last|who (?:made|changed|fixed|wrote|added|moved))\b/i;

export function leadWithCurrent(request: RecallRequest, search: QuestionSearch, answer: Answer): Answer {
  const first = answer.evidence[0];
  const lead = first && request.memory.event(first.event);
  if (answer.state === 'unknown' || lead === undefined) return answer;
  const { weighed } = search;
  const about = new Set(weighed.words.flatMap((word) => word.parts));
  const inquiry = { question: weighed, about, names: namePairsOf(weighed.words) };
  const read = (event: MemoryEvent) => readStatement(event, inquiry);
  const led = read(lead);
  const statements = gather(request, search, led).map(read);
  const shown = answer.evidence.flatMap(({ event }) => request.memory.event(event) ?? []).map(read);
  const { current, wasLed, contested } = follow(led, statements);
  const marked = markSuperseded(answer.evidence, shown, [current, ...wasLed], statements);
  if (asksForThen.test(request.question)) return { ...answer, evidence: marked };
  if (contested !== undefined) return contest(request, answer, marked, current, contested);
  if (current.event.id === lead.id) return { ...answer, evidence: marked };
  return replaceLead(request, answer, marked, current, lead);
}

/**
 * What the search found that speaks of the question, what was done later to the places of the lead, and the latest that
 * hold all the words of the question that the lead does: among very many that hold one of them a search may miss those.
 */
function gather(
  { memory }: RecallRequest,
  { weighed, found, files }: QuestionSearch,
  { event: lead, said }: Statement,
): MemoryEvent[] {
  const telling = found.events
    .map((event) => ({ event, share: coverQuestion(event, weighed).share }))
    .filter(({ share }) => share >= shareMin)
    .sort((a, b) => b.share - a.share || b.event.at - a.event.at)
    .slice(0, statementsMax)
    .map(({ event }) => event);
  const places = new Set([...files, ...lead.refs, ...telling.slice(0, placesMax).flatMap((event) => event.refs)]);
  const later = [...places]
    .slice(0, placesMax)
    .flatMap((path) => memory.eventsAtPath(lead.project, path, eventsAtPathMax));
  const subject = [...said].flatMap(({ parts }) => parts);
  const alike = memory.latestWith(lead.project, subject, statementsMax);
  const spoken = memory.eventsAt(lead.project, alike);
  return [...new Map([...telling, ...later, ...spoken].map((event) => [event.seq, event])).values()];
}

/** From what led to what took its place, and so on; the latest that does so each time. */
function follow(lead: Statement, statements: readonly Statement[]) {
  const wasLed: Statement[] = [];
  let current = lead;
  while (wasLed.length < stepsMax) {
    const next = statements
      .filter((other) => relate(other, current) === 'supersedes')
      .reduce<Statement | undefined>(
        (latest, each) => (latest === undefined || isBefore(latest, each) ? each : latest),
        undefined,
      );
    if (next === undefined) break;
    wasLed.push(current);
    current = next;
  }
  const atOnce = statements.filter(({ event }) => isAtOnce(event, current.event));
  const contested = atOnce.find(
    (other) => relate(other, current) === 'contests' || relate(current, other) === 'contests',
  );
  return { current, wasLed, contested };
}

function isBefore(a: Statement, b: Statement): boolean {
  return a.event.at < b.event.at || (a.event.at === b.event.at && a.event.seq < b.event.seq);
}

function markSuperseded(
  evidence: readonly Evidence[],
  shown: readonly Statement[],
  [current, ...wasLed]: readonly Statement[],
  statements: readonly Statement[],
): Evidence[] {
  const wasLedIds = new Set(wasLed.map(({ event }) => event.id));
  return evidence.map((each, i) => {
    const statement = shown[i];
    if (statement === undefined || each.event === current!.event.id) return each;
    const by = wasLedIds.has(each.event) || relate(current!, statement) === 'supersedes' ? current : undefined;
    const other = by ?? statements.find((later) => relate(later, statement) === 'supersedes');
    if (other === undefined) return each;
    return { ...each, standing: 'superseded', change: `replaced on ${dayOf(other.event.at)}${nameOf(other)}` };
  });
}

/** By what, so that whoever reads can judge whether it does. */
function nameOf({ coverage }: Statement): string {
  const said = coverage.text.title || coverage.quote;
  return said === '' ? '' : ` by “${shorten(said)}”`;
}

function replaceLead(
  request: RecallRequest,
  answer: Answer,
  evidence: Evidence[],
  current: Statement,
  was: MemoryEvent,
) {
  const led = evidence.find(({ event }) => event === current.event.id) ?? newEvidence(request, current);
  const rest = evidence.filter(({ event }) => event !== current.event.id);
  const said = phraseStatement(current.event, led, current.coverage.quote);
  const summary = `${answer.state === 'known' ? '' : 'I am not sure. The nearest I know: '}${said}. It replaces what held since ${dayOf(was.at)}.`;
  return { ...answer, summary, evidence: [{ ...led, weight: 1 }, ...rest].slice(0, request.limit) };
}

function contest(
  request: RecallRequest,
  answer: Answer,
  evidence: Evidence[],
  one: Statement,
  other: Statement,
): Answer {
  const both = [one, other].sort((a, b) => b.event.at - a.event.at);
  const led = both.map((each) => evidence.find(({ event }) => event === each.event.id) ?? newEvidence(request, each));
  const ids = new Set(both.map(({ event }) => event.id));
  const said = both.map((each, i) => phraseStatement(each.event, led[i]!, each.coverage.quote));
  const bounds = boundsOf(both);
  return {
    ...answer,
    state: 'contested',
    bounds,
    probability: (answer.probability * (bounds.necessity + bounds.possibility)) / 2,
    summary: `Two statements contradict each other. ${said[0]}. But ${said[1]!.replace(/^On/, 'on')}.`,
    evidence: [...led, ...evidence.filter(({ event }) => !ids.has(event))].slice(0, request.limit),
  };
}

/** How far a statement is to be believed by who answers for it, in [0, 1]; by hand. */
const credibility: Readonly<Record<Trust, number>> = { observed: 1, imported: 0.9, reported: 0.7 };

/**
 * That the first of two statements holds: it is as possible as it is supported beside the better supported one, and as
 * necessary as the other is impossible.
 *
 * @source possibility theory, Dubois & Prade 1988
 */
function boundsOf([led, other]: readonly Statement[]): NonNullable<Answer['bounds']> {
  const support = [led!, other!].map(({ event, subjectShare }) => credibility[trustOf(event)] * subjectShare);
  const most = Math.max(...support) || 1;
  return { necessity: 1 - support[1]! / most, possibility: support[0]! / most };
}

function newEvidence({ memory }: RecallRequest, { event, coverage }: Statement): Evidence {
  return writeEvidence(event, coverage, { memory, weight: 1, reasons: ['what holds since'] });
}
