// What the page knows of the timeline, and what each answer of the host makes of it. Pure: questions are numbered, and
// an answer to any but the last question changes nothing, so a slow answer never overwrites a newer one.
import type { WireEpisode, WireTimeline } from '../protocol/explore.ts';

export const pageLength = 100;
/** The longest page the host gives. */
export const pageLengthMax = 500;

export interface TimelineQuestion {
  readonly request: number;
  readonly offset: number;
  readonly limit: number;
}

export interface TimelineState {
  readonly query: string;
  /** Newest first, without gaps from the newest on. */
  readonly episodes: readonly WireEpisode[];
  /** How many there are on all pages; undefined until the first answer. */
  readonly total: number | undefined;
  /** The question whose answer is awaited. */
  readonly asked: TimelineQuestion | undefined;
  /** Why the last question got no answer. */
  readonly failure: string | undefined;
}

/** Nothing is known yet, or no longer because the words sought are others. */
export function unknownTimeline(query: string): TimelineState {
  return { query, episodes: [], total: undefined, asked: undefined, failure: undefined };
}

/** Other words are sought. What was found stays in sight until the answer comes, but its number says nothing now. */
export function searchTimeline(state: TimelineState, query: string): TimelineState {
  return { ...state, query, total: undefined, asked: undefined, failure: undefined };
}

export function askTimeline(state: TimelineState, asked: TimelineQuestion): TimelineState {
  return { ...state, asked, failure: undefined };
}

/**
 * Takes a page in. A page at offset 0 replaces what was known; a later page is joined on, without episodes that are
 * there already, since new episodes push older ones onto later pages.
 */
export function takePage(state: TimelineState, request: number, page: WireTimeline): TimelineState {
  if (state.asked?.request !== request) return state;
  const known = state.asked.offset === 0 ? [] : state.episodes;
  const ids = new Set(known.map((episode) => episode.id));
  const episodes = [...known, ...page.episodes.filter((episode) => !ids.has(episode.id))];
  // A page without anything new is the end, whatever the total said: else the page would ask for ever.
  const total = episodes.length === known.length ? episodes.length : Math.max(page.total, episodes.length);
  return { ...state, episodes, total, asked: undefined, failure: undefined };
}

export function takeFailure(state: TimelineState, request: number, message: string): TimelineState {
  if (state.asked?.request !== request) return state;
  return { ...state, asked: undefined, failure: message };
}

/** Whether there are episodes that the page has not been told of. */
export function hasMore(state: TimelineState): boolean {
  return state.total === undefined || state.episodes.length < state.total;
}

/**
 * The page to ask for so that the row is known, or undefined when it is, an answer is awaited already, or the last
 * question failed: then it is the user who asks again.
 */
export function nextPage(state: TimelineState, row: number): Omit<TimelineQuestion, 'request'> | undefined {
  const offset = state.episodes.length;
  if (state.asked || state.failure !== undefined || !hasMore(state) || row < offset) return undefined;
  const wanted = Math.ceil((row + 1 - offset) / pageLength) * pageLength;
  return { offset, limit: Math.min(pageLengthMax, wanted) };
}
