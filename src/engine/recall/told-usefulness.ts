// What agents were told, and what happened next, come in; how useful it is to tell such a thing goes out. A place helped if
// work went there, an error or a red test if it cleared, a dead end if nothing had to be taken back. All of it is counted
// from the log, so that what is forgotten counts no more.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Remark } from '../model/remark.ts';

type Told = Extract<MemoryEvent, { kind: 'prime' }>;

const toldMax = 200;
const outcomesMax = 800;
/** What comes later came of something else. */
const reachMs = 2 * 3_600_000;
const reachEvents = 40;
/** So much evidence stands for one half at first, and for the mean of the like of it afterwards. */
const priorOfAll = 4;
const priorOfOne = 3;

interface Count {
  helped: number;
  told: number;
}

/** The mean of a Beta posterior, in (0, 1); one half where nothing is known. */
export type Usefulness = (remark: Remark) => number;

/** Cost: it reads at most 1,000 events. */
export function weighUsefulness(project: string, memory: MemoryReader): Usefulness {
  const told = memory.eventsOfKind(project, 'prime', toldMax).filter(isTold);
  const [byKind, bySubject] = [new Map<string, Count>(), new Map<string, Count>()];
  if (told.length > 0) {
    const kinds = ['edit', 'commit', 'revert', 'diagnostic', 'command'] as const;
    const events = memory.latestOfKinds(project, kinds, Number.MAX_SAFE_INTEGER, outcomesMax).toReversed();
    for (const event of told) {
      const helped = hasHelped(event, outcomesOf(event, events), memory);
      if (helped === undefined) continue;
      count(byKind, kindOf(event.data.subject), helped);
      count(bySubject, event.data.subject, helped);
    }
  }
  const none = { helped: 0, told: 0 };
  return ({ key, kind }) => {
    const ofKind = byKind.get(kind === 'belief' || kind === 'convention' ? kind : kindOf(key)) ?? none;
    const ofOne = bySubject.get(key) ?? none;
    const mean = (ofKind.helped + priorOfAll / 2) / (ofKind.told + priorOfAll);
    return (ofOne.helped + priorOfOne * mean) / (ofOne.told + priorOfOne);
  };
}

const weightMax = 0.99;

/**
 * The odds of a remark to be worth saying are multiplied by the odds with which the like of it has helped, so that one
 * half changes nothing.
 */
export function favourUseful(remarks: readonly Remark[], usefulness: Usefulness): Remark[] {
  return remarks
    .map((remark) => ({ ...remark, weight: weighBoth(Math.min(remark.weight, weightMax), usefulness(remark)) }))
    .sort((a, b) => b.weight - a.weight);
}

function weighBoth(weight: number, useful: number): number {
  const worth = weight * useful;
  return worth / (worth + (1 - weight) * (1 - useful));
}

function isTold(event: MemoryEvent): event is Told {
  return event.kind === 'prime' && event.data.surface.startsWith('agent:');
}

function kindOf(subject: string): string {
  return subject.slice(0, subject.indexOf(':'));
}

function count(counts: Map<string, Count>, key: string, helped: boolean): void {
  const known = counts.get(key) ?? { helped: 0, told: 0 };
  counts.set(key, { helped: known.helped + Number(helped), told: known.told + 1 });
}

/** Up to the commit that ended the work. */
function outcomesOf({ seq, at }: Told, events: readonly MemoryEvent[]): MemoryEvent[] {
  const from = events.findIndex((event) => event.seq > seq);
  if (from < 0) return [];
  const after = events.slice(from, from + reachEvents).filter((event) => event.at - at <= reachMs);
  const end = after.findIndex(({ kind }) => kind === 'commit' || kind === 'revert');
  return end < 0 ? after : after.slice(0, end + 1);
}

/** @returns undefined where what came next does not tell */
function hasHelped({ data, refs }: Told, outcomes: readonly MemoryEvent[], memory: MemoryReader): boolean | undefined {
  if (outcomes.length === 0) return undefined;
  switch (kindOf(data.subject)) {
    case 'fix':
      return outcomes.some(clears);
    case 'open':
      return outcomes.some((event) => settles(event, memory.event(data.subject.slice('open:'.length))));
    case 'dead-end':
      return worksAt(outcomes, refs) ? !outcomes.some((event) => event.kind === 'revert') : undefined;
    default:
      return refs.length === 0 ? undefined : worksAt(outcomes, refs);
  }
}

function worksAt(outcomes: readonly MemoryEvent[], places: readonly string[]): boolean {
  return outcomes.some(({ kind, refs }) => changing.has(kind) && refs.some((path) => places.includes(path)));
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
