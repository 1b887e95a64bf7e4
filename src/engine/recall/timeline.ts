// A project in, a page of its episodes out; an episode in, its events and what it is tied to out. For the explorer.
import { hunksLeft, isFaded, type MemoryEvent } from '../model/event.ts';
import type { Episode, Link } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { EpisodeDetail, EpisodeEntry, Neighbour, TimelinePage } from '../model/recollection.ts';
import { neutralValence } from '../model/valence.ts';
import { creditJourney } from './journey.ts';
import { labelNode } from './node-label.ts';

const eventsMax = 200;
const neighboursMax = 40;
/** Errors and packages are mentioned too, and may be stronger than files. */
const placeLinksMax = 6;
const placesMax = 3;
const summaryCharactersMax = 160;

/** @param page `text` narrows to episodes that hold it; empty or blank narrows nothing */
export function readTimeline(
  project: string,
  page: { readonly offset: number; readonly limit: number; readonly text?: string },
  memory: MemoryReader,
): TimelinePage {
  const { offset, limit } = page;
  const text = page.text?.trim();
  const { episodes, total } = memory.episodes(project, text ? { offset, limit, text } : { offset, limit });
  return { episodes: episodes.map((episode) => withPlaces(episode, memory)), total };
}

function withPlaces(episode: Episode, memory: MemoryReader): EpisodeEntry {
  const places = memory
    .links(episode.nodeId, { kinds: ['mentions'], limit: placeLinksMax })
    .map((link) => memory.nodeById(link.to))
    .filter((node) => node?.kind === 'file')
    .map((node) => node!.key);
  return { ...episode, places: places.slice(0, placesMax) };
}

/** @returns undefined where there is no such episode */
export function readEpisode(id: string, memory: MemoryReader): EpisodeDetail | undefined {
  const episode = memory.episode(id);
  if (episode === undefined) return undefined;
  const events = memory.eventsOfEpisode(id, eventsMax);
  const credits = creditJourney(events);
  return {
    episode: withPlaces(episode, memory),
    events: events.map((event) => ({ ...summariseEvent(event), ...credits.get(event.id) })),
    neighbours: memory
      .links(episode.nodeId, { limit: neighboursMax })
      .flatMap((link) => describeNeighbour(link, episode.nodeId, episode.project, memory)),
    valence: memory.nodeById(episode.nodeId)?.valence ?? neutralValence,
  };
}

function summariseEvent(event: MemoryEvent): EpisodeDetail['events'][number] {
  const sha = event.kind === 'commit' || event.kind === 'revert' ? event.data.sha : undefined;
  return {
    id: event.id,
    at: event.at,
    kind: event.kind,
    summary: shorten(phraseEvent(event)),
    paths: event.refs,
    ...(sha !== undefined && { sha }),
    hasDiff: hunksLeft(event).length > 0,
    ...(isFaded(event) && { isFaded: true }),
  };
}

function phraseEvent(event: MemoryEvent): string {
  const place = event.refs[0] ?? 'the folder';
  switch (event.kind) {
    case 'commit':
    case 'revert':
      return event.data.subject || '(no message)';
    case 'diagnostic': {
      const { message, line } = event.data;
      if (event.data.change === 'appeared') return `Error at ${place}:${line}: ${message}`;
      return `${clearings[event.data.clearing]} at ${place}:${line}: ${message}`;
    }
    case 'edit':
      return `Edited ${place}${phraseFirstLine(event.data.hunks)}`;
    case 'exception':
      return event.data.gone ? `Gone: ${event.text}` : event.text;
    case 'save':
      return `Saved ${place}`;
    case 'open':
      return `Opened ${place}`;
    case 'test': {
      const { failed, failedCount, passedCount } = event.data;
      return `Tests in ${event.text}: ${failedCount} red, ${passedCount} green${failed.length > 0 ? `: ${failed[0]}` : ''}`;
    }
    default:
      return event.text || `${event.kind} in ${place}`;
  }
}

const clearings = { edit: 'Fixed', elsewhere: 'Fixed elsewhere', undo: 'Undone', removal: 'Removed' } as const;

function phraseFirstLine(hunks: readonly { readonly before: readonly string[]; readonly after: readonly string[] }[]) {
  const line = hunks.flatMap((hunk) => [...hunk.after, ...hunk.before]).find((text) => text.trim() !== '');
  return line === undefined ? '' : `: ${line.trim()}`;
}

function describeNeighbour(link: Link, from: number, project: string, memory: MemoryReader): Neighbour[] {
  const isOut = link.from === from;
  const node = memory.nodeById(isOut ? link.to : link.from);
  if (node === undefined) return [];
  return [
    {
      kind: link.kind,
      nodeKind: node.kind,
      key: node.key,
      label: shorten(labelNode(node.kind, node.key, project, memory)),
      strength: link.fast + link.slow,
      direction: isOut ? 'out' : 'in',
    },
  ];
}

/** On one line. */
function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > summaryCharactersMax ? `${flat.slice(0, summaryCharactersMax - 1)}…` : flat;
}
