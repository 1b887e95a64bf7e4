// The page as a whole: joins the views and what is selected in them, hands the host's messages to the one they concern,
// greets a reader whose memory is empty, and keeps what a reload should bring back.
import type { ToPage } from '../protocol/explorer-page.ts';
import type { DateText } from './date-text.ts';
import { DetailPane } from './detail-pane.ts';
import { element, setAttribute } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import type { HostPort, ViewName } from './host-port.ts';
import { type MapChoice, MapPane } from './map-pane.ts';
import { nodeArticle } from './node-view.ts';
import { welcomeNotice } from './notice-view.ts';
import { TimelinePane } from './timeline-pane.ts';
import { ViewTabs } from './view-tabs.ts';

const keepPauseMs = 200;

export class Explorer {
  readonly root: HTMLElement;
  readonly #host: HostPort;
  readonly #timeline: TimelinePane;
  readonly #map: MapPane;
  readonly #tabs: ViewTabs<ViewName>;
  readonly #detail: DetailPane;
  readonly #dates: DateText;
  readonly #head: HTMLElement;
  readonly #views: HTMLElement;
  readonly #welcome = element('div', { class: 'welcome-page', attributes: { hidden: true } });
  #isImporting = false;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HostPort, dates: DateText, nowMs: () => number) {
    this.#host = host;
    let requests = 0;
    const nextRequest = () => ++requests;
    this.#timeline = new TimelinePane(host.post, nextRequest, dates, nowMs, {
      onSelect: (id) => this.#select(id),
      onOpen: () => this.#detail.focus(),
      onChange: () => this.#afterChange(),
    });
    this.#dates = dates;
    this.#map = new MapPane(host.post, nextRequest, {
      onChoose: (choice) => this.#choose(choice),
      onOpen: () => this.#detail.focus(),
    });
    this.#detail = new DetailPane(host.post, nextRequest, dates, this.#episodeActions());
    this.#detail.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#shownPane().focus();
    });
    this.#tabs = new ViewTabs<ViewName>(
      [
        { name: 'timeline', label: 'Timeline', panel: this.#timeline.root },
        { name: 'map', label: 'Map', panel: this.#map.root },
      ],
      () => this.#showView(),
    );
    const heading = element('h1', { class: 'unseen' }, 'What Second Nature remembers');
    this.#head = element('header', { class: 'page-head' }, this.#tabs.root);
    this.#views = element('div', { class: 'explorer' }, this.#timeline.root, this.#map.root, this.#detail.root);
    this.root = element('main', { class: 'page' }, heading, this.#welcome, this.#head, this.#views);
  }

  /** Takes up what was kept, and asks for the first page. */
  start(): void {
    const kept = this.#host.read();
    this.#host.listen(
      (message) => this.#take(message),
      (problem) => console.error(`Second Nature explorer: ${problem}`),
    );
    this.#host.post({ type: 'ready' });
    this.#timeline.start(kept);
    if (kept.selected !== undefined) this.#select(kept.selected);
    if (kept.view !== undefined) this.#tabs.show(kept.view);
    setAttribute(this.#views, 'data-view', this.#tabs.shown);
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'timeline':
        this.#timeline.takePage(message.request, message.page);
        break;
      case 'map':
        this.#map.takeMap(message.request, message.map);
        break;
      case 'episode':
        this.#detail.takeEpisode(message.request, message.detail);
        break;
      case 'failed':
        // Requests are numbered on both sides together, so only the one that asked knows the number.
        this.#timeline.takeFailure(message.request, message.message);
        this.#map.takeFailure(message.request, message.message);
        this.#detail.takeFailure(message.request, message.message);
        break;
      case 'select':
        this.#tabs.show('timeline');
        this.#select(message.id);
        break;
      case 'changed':
        this.#isImporting = false;
        this.#timeline.takeChange();
        this.#map.takeChange();
        this.#detail.takeChange();
        break;
    }
  }

  #select(id: string): void {
    this.#timeline.select(id);
    this.#detail.select(id);
    this.#keep();
  }

  /** A node of the map was chosen: an episode is read as in the timeline, anything else has a page of its own. */
  #choose(choice: MapChoice): void {
    if (choice.kind === 'episode') this.#select(choice.key);
    else this.#detail.showPage(nodeArticle(choice, this.#dates, this.#episodeActions()));
  }

  #shownPane(): TimelinePane | MapPane {
    return this.#tabs.shown === 'map' ? this.#map : this.#timeline;
  }

  #showView(): void {
    setAttribute(this.#views, 'data-view', this.#tabs.shown);
    if (this.#tabs.shown === 'map') this.#map.appear();
    this.#keep();
  }

  #episodeActions(): EpisodeActions {
    return {
      openEvent: (id) => this.#host.post({ type: 'openEvent', id }),
      openFile: (path) => this.#host.post({ type: 'openFile', path }),
      selectEpisode: (id) => {
        this.#select(id);
        this.#detail.focus();
      },
      searchFor: (text) => {
        this.#tabs.show('timeline');
        this.#timeline.searchFor(text);
      },
    };
  }

  #afterChange(): void {
    this.#greet();
    this.#keep();
  }

  /** An empty memory gets a welcome in the place of two empty columns. */
  #greet(): void {
    const { total, query, failure } = this.#timeline.state;
    const isEmpty = total === 0 && query === '' && failure === undefined;
    setAttribute(this.#welcome, 'hidden', !isEmpty);
    setAttribute(this.#head, 'hidden', isEmpty);
    setAttribute(this.#views, 'hidden', isEmpty);
    if (isEmpty) this.#welcome.replaceChildren(welcomeNotice(this.#isImporting, () => this.#importHistory()));
  }

  #importHistory(): void {
    this.#isImporting = true;
    this.#host.post({ type: 'importHistory' });
    this.#greet();
  }

  #keep(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => {
      const { query, episodes } = this.#timeline.state;
      const selected = this.#detail.selected;
      const kept = { query, scrollTop: this.#timeline.scrollTop, known: episodes.length, view: this.#tabs.shown };
      this.#host.keep(selected === undefined ? kept : { ...kept, selected });
    }, keepPauseMs);
  }
}
