// What agents were told, and what happened next, come in; what it is worth to tell such a thing again goes out. A place
// helped if work went there, an error or a red test if it cleared, a dead end if nothing had to be taken back. All of it
// is counted from the log, so that what is forgotten counts no more.
import type { FeedbackVerdict, MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { type Remark, subjectOf } from '../model/remark.ts';

type Told = Extract<MemoryEvent, { kind: 'prime' }>;

const toldMax = 400;
const outcomesMax = 800;
const feedbackMax = 400;
/** What comes later came of something else. */
const reachMs = 2 * 3_600_000;
const reachEvents = 40;

/** How often a thing was told, of those times that what came next can tell, and how often it helped then. */
export interface ToldRecord {
  readonly helped: number;
  readonly told: number;
}

/** By what the log knows a remark: see `subjectOf`. */
export type ToldRecords = (subject: string) => ToldRecord;

/** Cost: it reads at most 1,600 events. */
export function readToldRecords(project: string, memory: MemoryReader): ToldRecords {
  const told = memory.eventsOfKind(project, 'prime', toldMax).filter(isTold);
  const records = new Map<string, ToldRecord>();
  for (const event of memory.eventsOfKind(project, 'feedback', feedbackMax)) countWord(records, event);
  if (told.length > 0) {
    const kinds = ['edit', 'commit', 'revert', 'diagnostic', 'command'] as const;
    const events = memory.latestOfKinds(project, kinds, Number.MAX_SAFE_INTEGER, outcomesMax).toReversed();
    for (const event of told) {
      const helped = hasHelped(event, outcomesOf(event, events), memory);
      if (helped !== undefined) count(records, event.data.subject, helped);
    }
  }
  return (subject) => records.get(subject) ?? { helped: 0, told: 0 };
}

/** So many tellings the weight stands for: of what quotes one event, and of what holds for long and is told to many. */
const tellingsOfOne = 1;
const tellingsOfStanding = 4;
const isOfOneEvent: ReadonlySet<Remark['kind']> = new Set(['past', 'dead-end']);
/** What the user has pinned is told in any case. */
const certain = 0.9;

/**
 * The weight of a remark is how likely it is to help, as far as could be said without having tried; what came of telling
 * it before is counted on top. What a place is worth is left as it is: the ranking of places learns from every commit by
 * itself, and knows better.
 *
 * @returns the most worth saying first
 * @source the mean of a Beta posterior whose prior has the weight as its mean
 */
export function favourUseful(remarks: readonly Remark[], records: ToldRecords): Remark[] {
  return remarks
    .map((remark) => ({ ...remark, weight: weighByUse(remark, records) }))
    .sort((a, b) => b.weight - a.weight);
}

function weighByUse(remark: Remark, records: ToldRecords): number {
  const { kind, key, weight } = remark;
  if (key.startsWith('place:') || (kind === 'belief' && weight >= certain)) return weight;
  const { helped, told } = records(subjectOf(remark));
  const tellings = isOfOneEvent.has(kind) ? tellingsOfOne : tellingsOfStanding;
  return (helped + tellings * weight) / (told + tellings);
}

/** Those most worth saying, as they were weighed before: what has helped so far takes the place of what has not. */
export function mostUseful(remarks: readonly Remark[], records: ToldRecords, limit: number): Remark[] {
  return remarks
    .map((remark) => ({ remark, worth: weighByUse(remark, records) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, limit)
    .map(({ remark }) => remark);
}

function isTold(event: MemoryEvent): event is Told {
  return event.kind === 'prime' && event.data.surface.startsWith('agent:');
}

function kindOf(subject: string): string {
  return subject.slice(0, subject.indexOf(':'));
}

function count(records: Map<string, ToldRecord>, subject: string, helped: boolean): void {
  const known = records.get(subject) ?? { helped: 0, told: 0 };
  records.set(subject, { helped: known.helped + Number(helped), told: known.told + 1 });
}

const welcome: ReadonlySet<FeedbackVerdict> = new Set(['accepted', 'opened', 'pinned']);
const unwelcome: ReadonlySet<FeedbackVerdict> = new Set(['dismissed', 'ignored']);

/** What the developer did with a gist that was shown counts as much as what came of telling it. */
function countWord(records: Map<string, ToldRecord>, event: MemoryEvent): void {
  if (event.kind !== 'feedback') return;
  const { subject, verdict } = event.data;
  if (!/^(gist|belief|rule):/.test(subject) || !(welcome.has(verdict) || unwelcome.has(verdict))) return;
  count(records, subjectOf({ key: subject, kind: 'belief' }), welcome.has(verdict));
}

interface Outcomes {
  /** Up to the commit that ended the work. */
  readonly events: readonly MemoryEvent[];
  /** Until it was committed, what has not helped may still help. */
  readonly hasEnded: boolean;
}

function outcomesOf({ seq, at }: Told, events: readonly MemoryEvent[]): Outcomes {
  const from = events.findIndex((event) => event.seq > seq);
  const after = from < 0 ? [] : events.slice(from, from + reachEvents).filter((event) => event.at - at <= reachMs);
  const end = after.findIndex(({ kind }) => kind === 'commit' || kind === 'revert');
  return { events: end < 0 ? after : after.slice(0, end + 1), hasEnded: end >= 0 };
}

/** @returns undefined where what came next does not tell, or not yet */
function hasHelped({ data, refs }: Told, { events, hasEnded }: Outcomes, memory: MemoryReader): boolean | undefined {
  const byEnd = (helped: boolean) => (helped || hasEnded ? helped : undefined);
  switch (kindOf(data.subject)) {
    case 'fix':
      return byEnd(events.some(clears));
    case 'open':
      return byEnd(events.some((event) => settles(event, memory.event(data.subject.slice('open:'.length)))));
    case 'dead-end':
      return hasEnded && worksAt(events, refs) ? events.at(-1)!.kind !== 'revert' : undefined;
    case 'belief':
      return refs.length === 0 ? undefined : byEnd(placesWorkedAt(events, refs) >= Math.min(2, refs.length));
    default:
      return refs.length === 0 ? undefined : byEnd(worksAt(events, refs));
  }
}

function worksAt(outcomes: readonly MemoryEvent[], places: readonly string[]): boolean {
  return outcomes.some(({ kind, refs }) => changing.has(kind) && refs.some((path) => places.includes(path)));
}

/** What goes together was worth saying where the work went to more than the place at hand. */
function placesWorkedAt(outcomes: readonly MemoryEvent[], places: readonly string[]): number {
  const worked = new Set(outcomes.flatMap(({ kind, refs }) => (changing.has(kind) ? refs : [])));
  return places.filter((place) => worked.has(place)).length;
}

const changing: ReadonlySet<MemoryEvent['kind']> = new Set(['edit', 'commit', 'revert']);

function clears(event: MemoryEvent): boolean {
  if (event.kind === 'command') return event.data.exitCode === 0;
  return event.kind === 'diagnostic' && event.data.change === 'resolved' && event.data.clearing !== 'undo';
}

function settles(event: MemoryEvent, open: MemoryEvent | undefined): boolean {
  if (open?.kind === 'command') return event.kind === 'command' && event.text === open.text && clears(event);
  if (open?.kind !== 'diagnostic' || event.kind !== 'diagnostic') return false;
  return clears(event) && event.data.instance === open.data.instance;
}
