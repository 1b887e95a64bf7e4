// What to tell someone who begins to work. In, what they are about to do and where; out, remarks, the most worth saying
// first: what stands open, what was tried and taken back, what was done before, which places are fragile, what goes
// together. Whoever renders them decides how many there is room for.
import type { MemoryEvent } from '../model/event.ts';
import { dayOf } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { PrimedItem } from '../model/priming.ts';
import type { Answer, Orientation } from '../model/recollection.ts';
import { type Remark, remarkKinds } from '../model/remark.ts';
import { trustOf } from '../model/trust.ts';
import { findBeliefs } from './brief-belief.ts';
import { findCorrections } from './brief-correction.ts';
import { favourTask, isIdleTalk, tellingWords } from './brief-favour.ts';
import { findPlaces } from './brief-place.ts';
import { trustNow } from './confirmation.ts';
import { standingTrouble } from './open-thread.ts';
import { isCommit } from './place-history.ts';
import type { ToldRecords } from './told-usefulness.ts';

export interface BriefRequest {
  readonly project: string;
  readonly memory: MemoryReader;
  /** What the memory answered to the task, where there is a task. */
  readonly answer?: Answer;
  readonly task?: string;
  /** What the task brings to mind, best first; empty without a task. */
  readonly primed: readonly PrimedItem[];
  /** Files at hand, relative to the project's root. */
  readonly paths: readonly string[];
  /** Left out where only what concerns the task or the files is wanted. */
  readonly orientation?: Orientation;
  /** What came of telling such things before; where absent, nothing was told. */
  readonly records?: ToldRecords;
}

const pastMax = 3;
const deadEndsMax = 4;
const revertsLookedAt = 100;
const openMax = 3;
/** Of the words of a task, as many must be in what was taken back. */
const sharedWordsMin = 2;
const answeredMin = 0.35;
const likelyMin = 0.15;

/** Nothing where a task is all that it could be about, and the task says nothing: thanks, or a word to go on. */
export function planBrief(request: BriefRequest): Remark[] {
  const { task, paths, orientation } = request;
  if (task !== undefined && isIdleTalk(task) && orientation === undefined && paths.length === 0) return [];
  const remarks = [
    ...findBeliefs(request),
    ...findOpen(request),
    ...findDeadEnds(request),
    ...findTurnedDown(request),
    ...findPast(request),
    ...findLikely(request),
    ...findPlaces(request),
    ...findConventions(request),
  ];
  const order = (remark: Remark) => remarkKinds.indexOf(remark.kind);
  const news = leaveOutRepeats(distinct(remarks));
  return favourTask(news, request).sort((a, b) => b.weight - a.weight || order(a) - order(b));
}

/** Facts that say of a fragile file that it is fixed often, or of a dead end that it was taken back. */
function leaveOutRepeats(remarks: readonly Remark[]): Remark[] {
  const fragile = new Set(remarks.flatMap(({ kind, paths }) => (kind === 'fragile' ? paths : [])));
  const ends = new Set(remarks.flatMap(({ kind, evidence }) => (kind === 'dead-end' ? evidence : [])));
  const isRepeat = ({ kind, key, paths, evidence }: Remark) =>
    kind === 'convention' &&
    ((paths.length === 1 && fragile.has(paths[0]!) && /needs fixing/.test(key)) || ends.has(evidence[0] ?? ''));
  return remarks.filter((remark) => !isRepeat(remark));
}

function distinct(remarks: readonly Remark[]): Remark[] {
  return [...new Map(remarks.toReversed().map((remark) => [remark.key, remark])).values()].reverse();
}

function findOpen({ project, memory, paths, orientation }: BriefRequest): Remark[] {
  return standingTrouble(project, memory)
    .filter((trouble) => orientation !== undefined || trouble.paths.some((path) => paths.includes(path)))
    .slice(0, openMax)
    .map(({ event, text, paths: places }) => ({
      key: `open:${event.id}`,
      kind: 'open',
      text,
      evidence: [event.id],
      trust: trustOf(event),
      paths: places,
      weight: 0.8,
    }));
}

/** Commits that were taken back: those like the task, at its files or where it may lead; without a task the latest. */
function findDeadEnds({ project, memory, task, paths, primed, orientation }: BriefRequest): Remark[] {
  const wanted = new Set(tellingWords(task ?? ''));
  const likely = new Set(primed.filter(({ kind }) => kind === 'file').map(({ key }) => key));
  const reverts = memory.eventsOfKind(project, 'revert', revertsLookedAt).filter(isCommit);
  const weighed = reverts.map((revert) => {
    const shared = new Set(tellingWords(revert.data.subject).filter((word) => wanted.has(word))).size;
    const isHere = revert.refs.some((path) => paths.includes(path));
    if (isHere || shared >= Math.min(sharedWordsMin, wanted.size || 9)) return { revert, weight: isHere ? 0.95 : 0.9 };
    const isWanted = task === undefined || revert.refs.some((path) => likely.has(path));
    return { revert, weight: orientation !== undefined && isWanted ? 0.45 : 0 };
  });
  return weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || b.revert.seq - a.revert.seq)
    .slice(0, deadEndsMax)
    .map(({ revert, weight }) => ({
      key: `dead-end:${revert.id}`,
      kind: 'dead-end',
      text: phraseRevert(revert),
      evidence: [revert.id],
      trust: trustOf(revert),
      paths: revert.refs.slice(0, 3),
      weight,
    }));
}

function findTurnedDown({ project, memory, paths, primed }: BriefRequest): Remark[] {
  const likely = primed.filter(({ kind }) => kind === 'file').map(({ key }) => key);
  return findCorrections(project, { atHand: paths, likely }, memory);
}

function phraseRevert({ at, data }: Extract<MemoryEvent, { kind: 'commit' | 'revert' }>): string {
  const what = data.subject.replace(/^revert:?\s*/i, '').replace(/^["“](.*)["”]$/, '$1');
  const reason = data.body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .find((paragraph) => paragraph !== '' && !/^This reverts commit/i.test(paragraph));
  return `tried and taken back on ${dayOf(at)}: ${what}${reason === undefined ? '' : `. ${reason.slice(0, 160)}`}`;
}

function findPast({ answer, memory }: BriefRequest): Remark[] {
  if (answer === undefined || answer.state === 'unknown' || answer.probability < answeredMin) return [];
  return answer.evidence.slice(0, pastMax).flatMap((evidence, i) => {
    const event = memory.event(evidence.event);
    // What was said to an agent is what was asked before, not what was found.
    if (event === undefined || event.kind === 'agent-turn' || event.kind === 'recall') return [];
    const where = evidence.paths.length === 0 ? '' : ` in ${evidence.paths.slice(0, 3).join(', ')}`;
    const said = evidence.title || evidence.excerpt.split('\n')[0] || event.kind;
    return [
      {
        key: `event:${event.id}`,
        kind: 'past',
        text: `${dayOf(event.at)}: ${said.slice(0, 160)}${where}`,
        evidence: [event.id],
        trust: trustNow(event, memory),
        paths: evidence.paths.slice(0, 3),
        weight: 0.85 * answer.probability * evidence.weight - i * 0.01,
      } satisfies Remark,
    ];
  });
}

/** Files that the task will likely need. */
function findLikely({ primed, paths }: BriefRequest): Remark[] {
  return primed
    .filter(({ kind, key, probability }) => kind === 'file' && probability >= likelyMin && !paths.includes(key))
    .map(({ key, probability, reasons }) => ({
      key: `place:${key}`,
      kind: 'place',
      text: `${key} is likely needed (${Math.round(probability * 100)} %)${reasons[0] === undefined ? '' : `: it ${sayToOther(reasons[0].phrase)}`}`,
      evidence: [],
      trust: 'imported',
      paths: [key],
      weight: 0.9 * probability,
    }));
}

/** Reasons are phrased for the developer, a brief is read by somebody else. */
function sayToOther(phrase: string): string {
  return phrase.replace(/\bby you\b/, 'by the developer');
}

function findConventions({ orientation }: BriefRequest): Remark[] {
  return (orientation?.facts ?? []).slice(0, 3).map((fact, i) => ({
    key: `fact:${fact.sentence}`,
    kind: 'convention',
    text: fact.sentence,
    evidence: fact.evidence.slice(0, 1),
    trust: 'imported',
    paths: fact.paths,
    weight: 0.4 - i * 0.02,
  }));
}
