// A selector and the log come in, the events that it means come out, with those that only speak of them.
import type { MemoryEvent } from '../model/event.ts';
import type { NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Selector } from '../model/selector.ts';
import { findingsAbout } from './finding-match.ts';
import { createPlaceMatch } from './place-match.ts';
import { createTextMatch } from './text-match.ts';

/** What a selection reads: the memory, and its log from the first event to the last, as often as it is asked. */
export type LogReader = Pick<
  MemoryReader,
  'event' | 'episode' | 'episodeOfEvent' | 'eventsOfEpisode' | 'node' | 'nodeById' | 'links'
> & {
  log(): Iterable<MemoryEvent>;
};

export interface Selection {
  /** Places in the log, ascending. */
  readonly seqs: readonly number[];
  readonly formerNames: readonly string[];
}

const eventsOfEpisodeMax = 1_000_000;
const supportMax = 100_000;

/** Costs three or four passes over the log. */
export function selectEvents(selector: Selector, memory: LogReader): Selection {
  const { matches, formerNames = [] } = matcherOf(selector, memory);
  const chosen = new Set<number>();
  const ids = new Set<string>();
  const openings: MemoryEvent[] = [];
  const staying = new Set<string>();
  for (const event of memory.log()) {
    if (event.kind === 'forget') continue;
    const isMeant = matches(event);
    // What a folder is called is not what happened in it: it goes with the last event of its project.
    if (isMeant && selector.by === 'time' && isOpening(event)) openings.push(event);
    else if (isMeant) {
      chosen.add(event.seq);
      ids.add(event.id);
    } else if (!isOpening(event)) staying.add(event.project);
  }
  for (const { seq, project } of openings) if (!staying.has(project)) chosen.add(seq);
  if (ids.size > 0) {
    for (const { seq, id } of findingsAbout(chosen, memory.log())) {
      chosen.add(seq);
      ids.add(id);
    }
    addSpeakers(chosen, ids, memory);
  }
  return { seqs: [...chosen].sort((a, b) => a - b), formerNames };
}

/** What was shown, judged or answered of something forgotten goes along, as it would mean nothing any more. */
function addSpeakers(chosen: Set<number>, ids: Set<string>, memory: LogReader): void {
  for (const event of memory.log()) {
    if (!spokenOf(event).some((id) => ids.has(id))) continue;
    chosen.add(event.seq);
    ids.add(event.id);
  }
}

/** Of what else the event speaks, by id. */
function spokenOf({ data }: MemoryEvent): readonly string[] {
  if ('subject' in data) return data.subject === undefined ? [] : [data.subject];
  if (!('evidence' in data)) return [];
  return 'again' in data && data.again !== undefined ? [data.again, ...data.evidence] : data.evidence;
}

export function isOpening(event: Pick<MemoryEvent, 'kind' | 'data'>): boolean {
  return event.kind === 'open' && (event.data as { folder?: unknown }).folder !== undefined;
}

interface Matcher {
  readonly matches: (event: MemoryEvent) => boolean;
  readonly formerNames?: readonly string[];
}

function matcherOf(selector: Selector, memory: LogReader): Matcher {
  switch (selector.by) {
    case 'time': {
      const { fromMs, toMs, project } = selector;
      return { matches: ({ at, project: own }) => at >= fromMs && at <= toMs && own === (project ?? own) };
    }
    case 'place':
      return createPlaceMatch(selector.project, selector.path, memory.log());
    case 'session':
      return { matches: ({ data }) => 'session' in data && data.session === selector.session };
    case 'text':
      return { matches: createTextMatch(selector.text) };
    case 'memory': {
      const ids = new Set(eventsBehind(selector.project, selector.id, memory));
      return { matches: (event) => ids.has(event.id) };
    }
    case 'project':
      return { matches: ({ project }) => project === selector.project };
    default:
      throw new Error(`There is no selector ${(selector satisfies never as Selector).by}.`);
  }
}

/** Ids of the events that a memory is, or rests on. */
function eventsBehind(project: string, id: string, memory: LogReader): string[] {
  if (memory.episode(id)?.project === project) return eventsOf(id, memory);
  if (memory.event(id)?.project === project) return [id];
  const colon = id.indexOf(':');
  const node = memory.node(project, id.slice(0, colon) as NodeKind, id.slice(colon + 1));
  if (node === undefined) return [];
  if (node.kind === 'episode') return eventsOf(node.key, memory);
  return memory
    .links(node.id, { kinds: ['supports', 'contradicts', 'abstracts', 'compiled'], limit: supportMax })
    .map((link) => memory.nodeById(link.from === node.id ? link.to : link.from))
    .flatMap((other) => (other?.kind === 'episode' ? eventsOf(other.key, memory) : []));
}

function eventsOf(episode: string, memory: LogReader): string[] {
  return memory.eventsOfEpisode(episode, eventsOfEpisodeMax).map((event) => event.id);
}
