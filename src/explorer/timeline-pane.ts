// The left side's will: what the reader searches, visits and scrolls to goes in, with the host's pages; questions for
// the host and chosen episodes come out.
import type { WireTimeline } from '../protocol/explore.ts';
import { BrowseView } from './browse-view.ts';
import type { DateText } from './date-text.ts';
import type { HostPort, KeptState } from './host-port.ts';
import { createSearchView, type SearchView } from './search-view.ts';
import {
  askTimeline,
  nextPage,
  pageLength,
  pageLengthMax,
  searchTimeline,
  type TimelineState,
  takeFailure,
  takePage,
  unknownTimeline,
} from './timeline-state.ts';
import { TimelineView } from './timeline-view.ts';

export interface TimelinePaneEvents {
  /** The reader moved to an episode, which is to be selected. */
  onSelect(id: string): void;
  /** The reader wants to read the selected episode. */
  onOpen(): void;
  /** Words were typed that may be a question; with Enter they are. Empty where they were taken back. */
  onAsk(text: string, isFinal: boolean): void;
  /** What is known, sought or scrolled to is not what it was. */
  onChange(): void;
}

export class TimelinePane {
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #events: TimelinePaneEvents;
  readonly #search: SearchView;
  readonly #timeline: TimelineView;
  readonly #browse: BrowseView;
  #state: TimelineState = unknownTimeline('');
  #selected: string | undefined;
  /** New episodes are known of that the list does not show. */
  #isStale = false;
  /** A row to visit as soon as it is known, as after the End key. */
  #goal: number | undefined;
  /** A place to scroll to as soon as so many episodes are known, as after a reload. */
  #return: { readonly scrollTop: number; readonly known: number } | undefined;

  constructor(
    post: HostPort['post'],
    nextRequest: () => number,
    dates: DateText,
    nowMs: () => number,
    events: TimelinePaneEvents,
  ) {
    this.#post = post;
    this.#nextRequest = nextRequest;
    this.#events = events;
    this.#timeline = new TimelineView(dates, nowMs, {
      onVisit: (row) => this.#visit(row),
      onOpen: () => events.onOpen(),
      onNeed: (row) => this.#askFor(row),
      onScroll: () => this.#afterScroll(),
    });
    this.#search = createSearchView({
      onSearch: (text, isFinal) => {
        this.#seek(text);
        events.onAsk(text, isFinal);
      },
      onLeave: () => this.#enter(),
    });
    this.#browse = new BrowseView(this.#search, this.#timeline, {
      retry: () => this.#retry(),
      refresh: () => this.#refresh(),
      clearSearch: () => this.searchFor(''),
    });
  }

  get root(): HTMLElement {
    return this.#browse.root;
  }

  get state(): TimelineState {
    return this.#state;
  }

  /** CSS pixels from the newest episode. */
  get scrollTop(): number {
    return this.#timeline.scrollTop;
  }

  start({ query, scrollTop, known }: KeptState): void {
    this.#search.fill(query);
    this.#state = unknownTimeline(query);
    this.#return = { scrollTop, known };
    this.#ask(0, pageFor(known));
  }

  focus(): void {
    this.#timeline.focus();
  }

  /** Marks an episode as the selected one, and shows its row where it is known. */
  select(id: string): void {
    this.#selected = id;
    this.#timeline.select(id);
    const row = this.#state.episodes.findIndex((episode) => episode.id === id);
    if (row !== -1) this.#timeline.reveal(row);
  }

  /** Puts words into the box and looks for them; they are not taken for a question. */
  searchFor(text: string): void {
    this.#search.fill(text);
    this.#search.focus();
    this.#seek(text);
  }

  takePage(request: number, page: WireTimeline): void {
    const before = this.#state;
    this.#state = takePage(before, request, page);
    if (this.#state === before) return;
    this.#show();
    this.#goOn();
    this.#freshen();
  }

  takeFailure(request: number, message: string): void {
    const before = this.#state;
    this.#state = takeFailure(before, request, message);
    if (this.#state === before) return;
    this.#goal = undefined;
    this.#show();
  }

  takeChange(): void {
    this.#isStale = true;
    this.#freshen();
    this.#show();
  }

  #ask(offset: number, limit: number): void {
    const request = this.#nextRequest();
    this.#state = askTimeline(this.#state, { request, offset, limit });
    this.#post({ type: 'timeline', request, offset, limit, text: this.#state.query });
    this.#show();
  }

  #askFor(row: number): void {
    const page = nextPage(this.#state, row);
    if (page) this.#ask(page.offset, page.limit);
  }

  #retry(): void {
    const { episodes, total } = this.#state;
    this.#ask(total === undefined ? 0 : episodes.length, pageLength);
  }

  #refresh(): void {
    this.#isStale = false;
    this.#timeline.scrollTop = 0;
    this.#ask(0, pageFor(this.#state.episodes.length));
  }

  #seek(text: string): void {
    if (text === this.#state.query) return;
    this.#state = searchTimeline(this.#state, text);
    this.#goal = undefined;
    this.#isStale = false;
    // What is found is read from its beginning.
    this.#return = { scrollTop: 0, known: 0 };
    this.#ask(0, pageLength);
  }

  /** Goes on towards a place or a row that was not known yet. */
  #goOn(): void {
    const { episodes, total = 0 } = this.#state;
    if (this.#return) {
      const { scrollTop, known } = this.#return;
      if (episodes.length < Math.min(known, total)) {
        this.#askFor(known - 1);
        return;
      }
      this.#return = undefined;
      this.#timeline.scrollTop = scrollTop;
    }
    if (this.#goal !== undefined && total > 0) this.#visit(Math.min(this.#goal, total - 1));
  }

  #visit(row: number): void {
    const episode = this.#state.episodes[row];
    this.#goal = episode ? undefined : row;
    if (!episode) {
      this.#askFor(row);
      return;
    }
    this.#events.onSelect(episode.id);
  }

  /** Comes from the search box: to the selected row, else to the first. */
  #enter(): void {
    this.#timeline.focus();
    const isKnown = this.#state.episodes.some((episode) => episode.id === this.#selected);
    if (!isKnown && this.#state.episodes.length > 0) this.#visit(0);
  }

  /** Shows what is new at once where that moves nothing away under the reader: at the top of the list. */
  #freshen(): void {
    if (this.#isStale && !this.#state.asked && this.#timeline.scrollTop < 1) this.#refresh();
  }

  #afterScroll(): void {
    this.#freshen();
    this.#events.onChange();
  }

  #show(): void {
    this.#browse.show(this.#state, this.#isStale && this.#timeline.scrollTop >= 1);
    this.#events.onChange();
  }
}

/** A page long enough for so many episodes, as far as the host gives it. */
function pageFor(known: number): number {
  return Math.min(pageLengthMax, Math.max(pageLength, Math.ceil(known / pageLength) * pageLength));
}
