// The page as a whole: joins the views and what is selected in them, hands the host's messages to the one they concern,
// greets a reader whose memory is empty, and keeps what a reload should bring back.
import type { ExplorerTarget, ToPage } from '../protocol/explorer-page.ts';
import type { WireTraceCue } from '../protocol/trace.ts';
import { AnswerPane, type AskMode } from './answer-pane.ts';
import type { DateText } from './date-text.ts';
import { DetailPane } from './detail-pane.ts';
import { element, setAttribute } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import type { HostPort, ViewName } from './host-port.ts';
import { InsightsPane } from './insights-pane.ts';
import { t } from './localised-text.ts';
import { type MapChoice, MapPane } from './map-pane.ts';
import { MemoryActions } from './memory-actions.ts';
import { nodeArticle } from './node-view.ts';
import { welcomeNotice } from './notice-view.ts';
import { RecallPlayer } from './recall-player.ts';
import { TimelinePane } from './timeline-pane.ts';
import { ViewTabs } from './view-tabs.ts';

const keepPauseMs = 200;
/** Kinds of nodes that are memories themselves; the others are cues to them. */
const memoryKinds = new Set(['belief', 'gist', 'file']);

export class Explorer {
  readonly root: HTMLElement;
  readonly #host: HostPort;
  readonly #timeline: TimelinePane;
  readonly #map: MapPane;
  readonly #insights: InsightsPane;
  readonly #player: RecallPlayer;
  readonly #tabs: ViewTabs<ViewName>;
  readonly #detail: DetailPane;
  readonly #answer: AnswerPane;
  readonly #memoryActions: MemoryActions;
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
      onAsk: (text, isFinal) => this.#ask(text, isFinal ? 'auto' : 'system1'),
      onChange: () => this.#afterChange(),
    });
    this.#dates = dates;
    this.#map = new MapPane(host.post, nextRequest, {
      onChoose: (choice) => this.#choose(choice),
      onOpen: () => this.#detail.focus(),
      // The map holds what matters most; of the rest the timeline still knows.
      onMissing: (key) => {
        this.#tabs.show('timeline');
        this.#timeline.searchFor(key.slice(0, 500));
      },
    });
    this.#memoryActions = new MemoryActions(host.post, nextRequest, dates);
    const parts = { post: host.post, nextRequest, dates };
    const actions = this.#episodeActions();
    this.#detail = new DetailPane(parts, actions, this.#memoryActions);
    this.#insights = new InsightsPane(parts, (target) => this.#showTarget(target));
    this.#player = new RecallPlayer(host.post, nextRequest, {
      onShow: (article) => this.#detail.showPage(article),
      onHop: (trace, hop) => this.#map.play(trace, hop),
      onOpen: ({ kind, key }) => this.#openNode(kind, key),
    });
    this.#answer = new AnswerPane({ ...parts, actions }, (page) => this.#detail.showPage(page));
    this.#detail.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#shownPane().focus();
    });
    this.#tabs = new ViewTabs<ViewName>(
      [
        { name: 'timeline', label: t('Timeline'), panel: this.#timeline.root },
        { name: 'map', label: t('Map'), panel: this.#map.root },
        { name: 'insights', label: t('Insights'), panel: this.#insights.root },
      ],
      () => this.#showView(),
    );
    const heading = element('h1', { class: 'unseen' }, t('What Second Nature remembers'));
    this.#head = element('header', { class: 'page-head' }, this.#tabs.root);
    const panes = [this.#timeline, this.#map, this.#insights, this.#detail].map(({ root }) => root);
    this.#views = element('div', { class: 'explorer' }, ...panes);
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
    else if (kept.asked !== undefined) this.#ask(kept.asked, 'system1');
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
        this.#insights.takeFailure(message.request, message.message);
        this.#detail.takeFailure(message.request, message.message);
        this.#answer.takeFailure(message.request, message.message);
        this.#player.takeFailure(message.request, message.message);
        this.#memoryActions.takeForgetting(message.request, message);
        break;
      case 'insights':
        this.#insights.takeInsights(message);
        break;
      case 'answer':
        this.#answer.takeAnswer(message.request, message.answer);
        break;
      case 'trace':
        this.#player.takeTrace(message.request, message.trace);
        break;
      case 'standing':
        this.#memoryActions.takeStanding(message.request, message.standings);
        break;
      case 'forgetPreview':
      case 'forgotten':
      case 'progress':
        this.#memoryActions.takeForgetting(message.request, message);
        break;
      case 'show':
        this.#showTarget(message.target);
        break;
      case 'changed':
        this.#isImporting = false;
        this.#timeline.takeChange();
        this.#map.takeChange();
        this.#insights.takeChange();
        this.#detail.takeChange();
        this.#memoryActions.takeChange();
        break;
    }
  }

  /** Where a link from elsewhere leads. */
  #showTarget(target: ExplorerTarget): void {
    switch (target.to) {
      case 'episode':
        this.#tabs.show('timeline');
        this.#select(target.id);
        break;
      case 'node':
        this.#tabs.show('map');
        this.#map.chooseNode(target.kind, target.key);
        break;
      case 'question':
        this.#tabs.show('timeline');
        this.#timeline.searchFor(target.question);
        this.#ask(target.question, 'system1');
    }
  }

  #ask(question: string, mode: AskMode): void {
    this.#player.leave();
    if (!this.#answer.ask(question, mode)) this.#detail.clear();
    this.#keep();
  }

  #select(id: string): void {
    this.#answer.leave();
    this.#player.leave();
    this.#timeline.select(id);
    this.#detail.select(id);
    this.#keep();
  }

  /** A node of the map was chosen: an episode is read as in the timeline, anything else has a page of its own. */
  #choose(choice: MapChoice): void {
    if (choice.kind === 'episode') {
      this.#select(choice.key);
      return;
    }
    this.#answer.leave();
    this.#player.leave();
    const { kind, key } = choice;
    const row = memoryKinds.has(kind) ? this.#memoryActions.rowFor(`${kind}:${key}`) : undefined;
    this.#detail.showPage(nodeArticle(choice, this.#dates, this.#episodeActions(), row));
  }

  #openNode(kind: string, key: string): void {
    if (kind === 'episode') this.#select(key);
    else this.#showTarget({ to: 'node', kind, key });
    this.#detail.focus();
  }

  #playRecall(cue: WireTraceCue, title: string): void {
    this.#answer.leave();
    this.#tabs.show('map');
    this.#player.ask(cue, title);
  }

  #shownPane(): TimelinePane | MapPane | InsightsPane {
    return { timeline: this.#timeline, map: this.#map, insights: this.#insights }[this.#tabs.shown];
  }

  #showView(): void {
    setAttribute(this.#views, 'data-view', this.#tabs.shown);
    if (this.#tabs.shown === 'map') this.#map.appear();
    else this.#player.pause();
    if (this.#tabs.shown === 'insights') this.#insights.appear();
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
      playRecall: (cue, title) => this.#playRecall(cue, title),
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
      const { selected } = this.#detail;
      const { question } = this.#answer;
      const kept = { query, scrollTop: this.#timeline.scrollTop, known: episodes.length, view: this.#tabs.shown };
      this.#host.keep({
        ...kept,
        ...(selected !== undefined && { selected }),
        ...(question !== undefined && { asked: question }),
      });
    }, keepPauseMs);
  }
}
