// The page as a whole: joins the timeline and the selected episode, hands the host's messages to the one they concern,
// greets a reader whose memory is empty, and keeps what a reload should bring back.
import type { ToPage } from '../protocol/explorer-page.ts';
import type { DateText } from './date-text.ts';
import { DetailPane } from './detail-pane.ts';
import { element, setAttribute } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import type { HostPort } from './host-port.ts';
import { welcomeNotice } from './notice-view.ts';
import { TimelinePane } from './timeline-pane.ts';

const keepPauseMs = 200;

export class Explorer {
  readonly root: HTMLElement;
  readonly #host: HostPort;
  readonly #timeline: TimelinePane;
  readonly #detail: DetailPane;
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
    this.#detail = new DetailPane(host.post, nextRequest, dates, this.#episodeActions());
    this.#detail.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#timeline.focus();
    });
    const heading = element('h1', { class: 'unseen' }, 'What Second Nature remembers');
    this.root = element('main', { class: 'explorer' }, heading, this.#welcome, this.#timeline.root, this.#detail.root);
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
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'timeline':
        this.#timeline.takePage(message.request, message.page);
        break;
      case 'episode':
        this.#detail.takeEpisode(message.request, message.detail);
        break;
      case 'failed':
        // Requests are numbered on both sides together, so only the one that asked knows the number.
        this.#timeline.takeFailure(message.request, message.message);
        this.#detail.takeFailure(message.request, message.message);
        break;
      case 'select':
        this.#select(message.id);
        break;
      case 'changed':
        this.#isImporting = false;
        this.#timeline.takeChange();
        this.#detail.takeChange();
        break;
    }
  }

  #select(id: string): void {
    this.#timeline.select(id);
    this.#detail.select(id);
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
      searchFor: (text) => this.#timeline.searchFor(text),
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
    setAttribute(this.#timeline.root, 'hidden', isEmpty);
    setAttribute(this.#detail.root, 'hidden', isEmpty);
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
      const kept = { query, scrollTop: this.#timeline.scrollTop, known: episodes.length };
      this.#host.keep(selected === undefined ? kept : { ...kept, selected });
    }, keepPauseMs);
  }
}
