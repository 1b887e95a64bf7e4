// The left side of the page: search box, how much was found, notices, and the timeline or what stands in its place.
import { element, setAttribute } from './element.ts';
import { t, tCount } from './localised-text.ts';
import { failureNotice, loadingRows, nothingFoundNotice, staleNotice } from './notice-view.ts';
import type { SearchView } from './search-view.ts';
import type { TimelineState } from './timeline-state.ts';
import type { TimelineView } from './timeline-view.ts';

export interface BrowseActions {
  retry(): void;
  refresh(): void;
  clearSearch(): void;
}

export class BrowseView {
  readonly root: HTMLElement;
  readonly #found = element('p', { class: 'found', attributes: { role: 'status' } });
  readonly #notices = element('div', { class: 'notices' });
  readonly #instead = element('div', { class: 'instead' });
  readonly #timeline: TimelineView;
  readonly #actions: BrowseActions;
  /** What the notices tell, so that one that stands is not read out again. */
  #told = '';

  constructor(search: SearchView, timeline: TimelineView, actions: BrowseActions) {
    this.#timeline = timeline;
    this.#actions = actions;
    const head = element('header', {}, search.root, this.#found);
    this.root = element('section', { class: 'browse', attributes: { 'aria-label': t('Timeline') } });
    this.root.append(head, this.#notices, this.#instead, timeline.root);
  }

  /** @param isStale new episodes are known of that the list does not show */
  show(state: TimelineState, isStale: boolean): void {
    const isEmpty = state.episodes.length === 0;
    const text = foundText(state);
    // The same words set again would be read out again.
    if (this.#found.textContent !== text) this.#found.textContent = text;
    setAttribute(this.#timeline.root, 'hidden', isEmpty);
    setAttribute(this.#instead, 'hidden', !isEmpty);
    if (isEmpty) this.#instead.replaceChildren(...this.#insteadOfRows(state));
    this.#tell(state.failure, isStale);
    this.#timeline.show({
      episodes: state.episodes,
      total: state.total ?? state.episodes.length,
      isBusy: state.asked !== undefined,
    });
  }

  #insteadOfRows(state: TimelineState): HTMLElement[] {
    if (state.asked) return [loadingRows(9)];
    if (state.failure !== undefined || state.query === '') return [];
    return [nothingFoundNotice(state.query, { label: t('Clear the search'), act: this.#actions.clearSearch })];
  }

  #tell(failure: string | undefined, isStale: boolean): void {
    const told = `${isStale} ${failure ?? ''}`;
    if (told === this.#told) return;
    this.#told = told;
    const notices: HTMLElement[] = [];
    if (isStale) notices.push(staleNotice({ label: t('Show'), act: this.#actions.refresh }));
    if (failure !== undefined)
      notices.push(failureNotice(failure, { label: t('Try again'), act: this.#actions.retry }));
    this.#notices.replaceChildren(...notices);
  }
}

function foundText({ total, query, failure }: TimelineState): string {
  if (total === undefined) return failure === undefined ? t('Remembering…') : '';
  if (query === '') return tCount(total, '{0} episode', '{0} episodes');
  return tCount(total, '{0} episode found', '{0} episodes found');
}
