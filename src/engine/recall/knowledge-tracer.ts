// A file or a folder in, how well the developer knows it out, in a number and a sentence: from the events of the log in
// which they wrote or looked there. What agents did there teaches the developer nothing, unless they went over it.
import type { MemoryEvent } from '../model/event.ts';
import { countDays, type Exposure, knowledgeProbability, knowledgeStrength } from '../model/knowledge.ts';
import { count, dayOf } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import { isCommit } from './place-history.ts';

export interface Knowledge {
  readonly place: { readonly kind: 'file' | 'folder'; readonly key: string };
  /** How likely it is known well enough to go on without a hint, in [0, 1]. */
  readonly probability: number;
  /** Days on which the developer wrote there. */
  readonly days: number;
  /** Unix time in ms at which the developer wrote there last, or looked, who never wrote there; absent for never. */
  readonly lastAt?: number;
  /** A plain sentence to the developer; empty where nobody ever was there. */
  readonly sentence: string;
}

export interface Learner {
  readonly project: string;
  /** The name under which the developer commits; absent where git has none. */
  readonly author: string | undefined;
  /** Unix time in ms. */
  readonly nowMs: number;
}

interface Past {
  readonly own: readonly (Exposure & { readonly isWriting: boolean })[];
  /** Times in ms at which others committed there. */
  readonly others: readonly number[];
}

const eventsMax = 300;
const renamesMax = 3;
/** Of a folder, its most used files stand for it. */
const filesReadMax = 2_000;
const filesMax = 12;
const folderEventsMax = 60;
const dayMs = 24 * 60 * 60 * 1000;
const wellKnownMin = 0.75;
/** What was known on so many days and is now less likely known than not, was known once. */
const onceDaysMin = 2;

/** How much each kind of event at a file teaches the one who did it. */
const lookingWeights: Partial<Record<MemoryEvent['kind'], number>> = { open: 0.1, dwell: 0.2, save: 0.3 };
const writingWeight = 0.8;
const commitWeight = 1;

/** Cost: it reads at most 300 events at a file, or 60 at each of twelve files. */
export function traceKnowledge(path: string, learner: Learner, memory: MemoryReader): Knowledge {
  const { project, nowMs } = learner;
  const isFile = path !== '' && memory.node(project, 'file', path) !== undefined;
  const files = isFile ? [path] : filesUnder(path, project, memory);
  const pasts = files.map((file) => readPast(file, isFile ? eventsMax : folderEventsMax, learner, memory));
  const sum = pasts.reduce((total, { own }) => total + knowledgeProbability(knowledgeStrength(own, nowMs)), 0);
  const past = { own: pasts.flatMap(({ own }) => own), others: pasts.flatMap(({ others }) => others) };
  const written = past.own.filter(({ isWriting }) => isWriting);
  const days = countDays(written);
  // Where the developer once wrote, a look of today says nothing of how long ago that is.
  const times = (days > 0 ? written : past.own).map(({ at }) => at).filter((at) => at <= nowMs);
  const lastAt = times.length === 0 ? undefined : Math.max(...times);
  const probability = files.length === 0 ? 0 : sum / files.length;
  return {
    place: { kind: isFile ? 'file' : 'folder', key: path },
    ...{ probability, days },
    ...(lastAt !== undefined && { lastAt }),
    sentence: say(probability, days, lastAt, countDays(past.others.map((at) => ({ at })))),
  };
}

function filesUnder(folder: string, project: string, memory: MemoryReader): string[] {
  const start = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
  const files = memory.nodes(project, 'file', filesReadMax).filter(({ key }) => key.startsWith(start));
  return files.slice(0, filesMax).map(({ key }) => key);
}

/** A file that was renamed is followed under its former names. */
function readPast(path: string, limit: number, { project, author }: Learner, memory: MemoryReader): Past {
  const own: Past['own'][number][] = [];
  const others: number[] = [];
  let name: string | undefined = path;
  let before = Number.POSITIVE_INFINITY;
  for (let names = 0; name !== undefined && names <= renamesMax; names += 1) {
    const now: string = name;
    const events = memory.eventsAtPath(project, now, limit).filter(({ seq }) => seq < before);
    name = undefined;
    for (const [i, event] of events.entries()) {
      const weight = weightOf(event, author, events.slice(i + 1));
      if (weight !== undefined) own.push({ at: event.at, weight, isWriting: weight >= writingWeight });
      if (!isCommit(event)) continue;
      if (event.data.author !== author) others.push(event.at);
      const was = event.data.files.find((file) => file.path === now)?.was;
      if (was === undefined) continue;
      [name, before] = [was, event.seq];
      break;
    }
  }
  return { own, others };
}

/** @param earlier events at the same file, the latest first. @returns undefined where the developer was not there */
function weightOf(event: MemoryEvent, author: string | undefined, earlier: readonly MemoryEvent[]): number | undefined {
  if (isCommit(event)) {
    if (author === undefined || event.data.author !== author) return undefined;
    return isAgentsWork(event.at, earlier) ? lookingWeights.open : commitWeight;
  }
  if (event.actor !== 'developer') return undefined;
  return event.kind === 'edit' ? writingWeight : lookingWeights[event.kind];
}

/** Whether an agent alone wrote, in the day before, what the developer then committed. */
function isAgentsWork(at: number, earlier: readonly MemoryEvent[]): boolean {
  const edits = earlier.filter((event) => event.kind === 'edit' && at - event.at <= dayMs);
  return edits.length > 0 && edits.every(({ actor }) => actor.startsWith('agent:'));
}

function say(probability: number, days: number, lastAt: number | undefined, othersDays: number): string {
  if (lastAt === undefined)
    return othersDays === 0 ? '' : `New to you: others changed it on ${count(othersDays, 'day', 'days')}.`;
  const last = `last on ${dayOf(lastAt)}`;
  if (days === 0) return `New to you: you only looked at it, ${last}.`;
  const worked = `you worked on it on ${count(days, 'day', 'days')}, ${last}`;
  if (probability >= wellKnownMin) return `You know this well: ${worked}.`;
  if (probability >= 0.5) return `You know this: ${worked}.`;
  return days >= onceDaysMin ? `You knew this once: ${worked}.` : `You hardly know this: ${worked}.`;
}
