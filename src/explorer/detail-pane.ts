// The right side: the id of the selected episode goes in; a question to the host comes out, and its answer becomes a
// page to read.
import type { WireEpisodeDetail } from '../protocol/explore.ts';
import type { DateText } from './date-text.ts';
import { element } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { episodeArticle } from './episode-view.ts';
import type { HostPort } from './host-port.ts';
import { t } from './localised-text.ts';
import type { MemoryActions } from './memory-actions.ts';
import { failureNotice, loadingRows } from './notice-view.ts';

/** While an arrow key is held down, episodes that are only passed by are not asked for. */
const pauseMs = 60;

export class DetailPane {
  readonly root = element('section', { class: 'detail', attributes: { 'aria-label': t('What is selected') } });
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #dates: DateText;
  readonly #actions: EpisodeActions;
  readonly #memoryActions: MemoryActions;
  #selected: string | undefined;
  /** The question whose answer is awaited. */
  #asked: number | undefined;
  #shown: WireEpisodeDetail | undefined;
  /** The reader wants to be taken to the episode as soon as it is there. */
  #takesFocus = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    parts: { post: HostPort['post']; nextRequest: () => number; dates: DateText },
    actions: EpisodeActions,
    memoryActions: MemoryActions,
  ) {
    this.#post = parts.post;
    this.#nextRequest = parts.nextRequest;
    this.#dates = parts.dates;
    this.#actions = actions;
    this.#memoryActions = memoryActions;
    this.clear();
  }

  get selected(): string | undefined {
    return this.#selected;
  }

  select(id: string): void {
    if (id === this.#selected) return;
    this.#selected = id;
    this.#takesFocus = false;
    this.#asked = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), pauseMs);
  }

  /** Shows a page that is not an episode's. */
  showPage(article: HTMLElement): void {
    clearTimeout(this.#timer);
    this.#selected = undefined;
    this.#asked = undefined;
    this.#shown = undefined;
    this.root.replaceChildren(article);
    this.root.scrollTop = 0;
  }

  /** Nothing is selected: says what could be. */
  clear(): void {
    const words = t(
      'Choose an episode to see what happened, how it went and what it is linked to. Or ask: Enter thinks it over.',
    );
    this.showPage(element('p', { class: 'hint quiet' }, words));
  }

  /** Takes the reader to the title of the selected episode, now or when it comes. */
  focus(): void {
    this.#takesFocus = true;
    // What is no episode is shown already; an episode may be on its way.
    if (this.#shown?.episode.id === this.#selected) this.#focusTitle();
  }

  takeEpisode(request: number, detail: WireEpisodeDetail): void {
    if (request !== this.#asked) return;
    this.#asked = undefined;
    // An open episode is asked for again and again; one that has not grown stays as it is, unfolded lists and all.
    if (JSON.stringify(detail) !== JSON.stringify(this.#shown)) this.#show(detail);
    if (this.#takesFocus) this.#focusTitle();
  }

  takeFailure(request: number, message: string): void {
    if (request !== this.#asked) return;
    this.#asked = undefined;
    this.#shown = undefined;
    this.root.replaceChildren(failureNotice(message, { label: t('Try again'), act: () => this.#ask() }));
  }

  /** Something was learned: an episode that is under way may have grown. */
  takeChange(): void {
    if (this.#shown?.episode.isOpen && this.#asked === undefined) this.#ask();
  }

  #ask(): void {
    if (this.#selected === undefined) return;
    this.#asked = this.#nextRequest();
    this.#post({ type: 'episode', request: this.#asked, id: this.#selected });
    if (!this.#shown) this.root.replaceChildren(loadingRows(6));
  }

  #show(detail: WireEpisodeDetail): void {
    const isSame = detail.episode.id === this.#shown?.episode.id;
    const { scrollTop } = this.root;
    this.#shown = detail;
    this.root.replaceChildren(
      episodeArticle(detail, this.#dates, this.#actions, this.#memoryActions.rowFor(detail.episode.id)),
    );
    this.root.scrollTop = isSame ? scrollTop : 0;
  }

  #focusTitle(): void {
    this.#takesFocus = false;
    this.root.querySelector<HTMLElement>('h2')?.focus();
  }
}
