// Plays a recall: what is to be traced goes in, its hops are shown one after the other on the map and, in words, in an
// article beside it. The reader starts, stops, steps forth and back; nothing moves by itself where motion is unwanted.
import type { WireTrace, WireTraceCue } from '../protocol/trace.ts';
import { element, rememberedText, setAttribute } from './element.ts';
import type { HostPort } from './host-port.ts';
import { type IconName, icon } from './icon.ts';
import { t } from './localised-text.ts';
import { prefersStillness } from './motion.ts';
import { failureNotice, loadingRows } from './notice-view.ts';
import { directionOf } from './text-direction.ts';
import { hopSentence, hopTitle, type ReachedLine, reachedLines } from './trace-text.ts';

export interface RecallPlayerEvents {
  /** Puts the article before the reader. */
  onShow(article: HTMLElement): void;
  /** A hop is to be seen on the map; undefined when the play is over. */
  onHop(trace: WireTrace | undefined, hop: number): void;
  onOpen(node: WireTrace['nodes'][number]): void;
}

/** How long a hop is shown, by speed. */
const pausesMs = { slow: 3_000, normal: 1_500, fast: 700 } as const;
type Speed = keyof typeof pausesMs;

const speedText: Readonly<Record<Speed, string>> = { slow: t('slow'), normal: t('normal'), fast: t('fast') };

export class RecallPlayer {
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #events: RecallPlayerEvents;
  #asked: { readonly request: number; readonly cue: WireTraceCue; readonly title: string } | undefined;
  #trace: WireTrace | undefined;
  #hop = 0;
  #speed: Speed = 'normal';
  #timer: ReturnType<typeof setInterval> | undefined;
  #play = button('play', t('Play'), () => this.#toggle());
  #back = button('back', t('Back'), () => this.#step(-1));
  #forth = button('forth', t('Step'), () => this.#step(1));
  #said = element('p', { class: 'unseen', attributes: { role: 'status' } });
  #steps: readonly HTMLElement[] = [];

  constructor(post: HostPort['post'], nextRequest: () => number, events: RecallPlayerEvents) {
    this.#post = post;
    this.#nextRequest = nextRequest;
    this.#events = events;
  }

  /** @param title what the recall is of; remembered text */
  ask(cue: WireTraceCue, title: string): void {
    this.leave();
    const request = this.#nextRequest();
    this.#asked = { request, cue, title };
    this.#post({ type: 'trace', request, cue });
    this.#events.onShow(element('div', {}, loadingRows(4)));
  }

  /** Something else is read: the map is itself again. */
  leave(): void {
    this.#stop();
    this.#asked = undefined;
    if (this.#trace === undefined) return;
    this.#trace = undefined;
    this.#events.onHop(undefined, 0);
  }

  /** Out of sight nothing moves. */
  pause(): void {
    this.#stop();
  }

  takeTrace(request: number, trace: WireTrace): void {
    const asked = this.#asked;
    if (request !== asked?.request) return;
    this.#asked = undefined;
    if (trace.hops.length === 0) {
      this.#events.onShow(element('p', { class: 'hint quiet' }, t('Nothing that is remembered comes to mind.')));
      return;
    }
    this.#trace = trace;
    const article = this.#article(trace, asked.title);
    this.#events.onShow(article);
    this.#showHop(0);
    this.#play.focus();
    if (!prefersStillness()) this.#start();
  }

  takeFailure(request: number, message: string): void {
    const asked = this.#asked;
    if (request !== asked?.request) return;
    this.#asked = undefined;
    const again = () => this.ask(asked.cue, asked.title);
    this.#events.onShow(failureNotice(message, { label: t('Try again'), act: again }));
  }

  #article(trace: WireTrace, title: string): HTMLElement {
    this.#steps = trace.hops.map((_, hop) => this.#stepElement(trace, hop));
    const group = { role: 'group', 'aria-label': t('Player') };
    const article = element(
      'article',
      { class: 'episode player' },
      rememberedText('h2', { attributes: { tabindex: -1 } }, title),
      element('p', { class: 'quiet' }, t('What it brings to mind, link by link.')),
      element('div', { class: 'actions', attributes: group }, this.#back, this.#play, this.#forth, this.#speedChoice()),
      this.#said,
      element('ol', { class: 'hops', attributes: { 'aria-label': t('Steps') } }, ...this.#steps),
    );
    article.addEventListener('keydown', (event) => this.#takeKey(event));
    return article;
  }

  #speedChoice(): HTMLElement {
    const options = Object.keys(pausesMs).map((speed) =>
      element('option', { attributes: { value: speed, selected: speed === this.#speed } }, speedText[speed as Speed]),
    );
    const select = element('select', { attributes: { 'aria-label': t('Speed') } }, ...options);
    select.addEventListener('change', () => {
      this.#speed = select.value as Speed;
      if (this.#timer !== undefined) this.#start();
    });
    return select;
  }

  #stepElement(trace: WireTrace, hop: number): HTMLElement {
    const lines = reachedLines(trace, hop).map((line) => this.#lineElement(trace, line));
    const go = () => {
      this.#stop();
      this.#showHop(hop);
    };
    const heading = element('button', { class: 'link', attributes: { type: 'button' }, onClick: go }, hopTitle(hop));
    return element('li', {}, element('h3', {}, heading), element('ul', {}, ...lines));
  }

  #lineElement({ nodes }: WireTrace, { node, label, percent, because }: ReachedLine): HTMLElement {
    const open = { class: 'link', attributes: { type: 'button' }, onClick: () => this.#events.onOpen(nodes[node]!) };
    const name = element('button', open, rememberedText('span', {}, label, directionOf(nodes[node]!.kind)));
    const share = element('span', { class: 'quiet' }, ` ${t('{0} %', percent)}`);
    return element('li', {}, name, share, rememberedText('div', { class: 'quiet because' }, because));
  }

  #takeKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#steps.length - 1;
    const to = { ArrowRight: this.#hop + 1, ArrowLeft: this.#hop - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#step(to - this.#hop);
  }

  #toggle(): void {
    if (this.#timer !== undefined) this.#stop();
    else {
      if (this.#hop === this.#steps.length - 1) this.#showHop(0);
      this.#start();
    }
  }

  #start(): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#advance(), pausesMs[this.#speed]);
    this.#markPlay();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#markPlay();
  }

  #advance(): void {
    if (this.#hop < this.#steps.length - 1) this.#showHop(this.#hop + 1);
    if (this.#hop === this.#steps.length - 1) this.#stop();
  }

  #step(by: number): void {
    this.#stop();
    this.#showHop(Math.max(0, Math.min(this.#steps.length - 1, this.#hop + by)));
  }

  #showHop(hop: number): void {
    this.#hop = hop;
    for (const [i, step] of this.#steps.entries()) setAttribute(step, 'aria-current', i === hop ? 'step' : false);
    this.#steps[hop]!.scrollIntoView({ block: 'nearest' });
    this.#said.textContent = hopSentence(this.#trace!, hop);
    // A button with the focus must not lose it, so they are marked and not disabled.
    setAttribute(this.#back, 'aria-disabled', String(hop === 0));
    setAttribute(this.#forth, 'aria-disabled', String(hop === this.#steps.length - 1));
    this.#events.onHop(this.#trace, hop);
  }

  #markPlay(): void {
    const isPlaying = this.#timer !== undefined;
    this.#play.replaceChildren(icon(isPlaying ? 'pause' : 'play'), isPlaying ? t('Pause') : t('Play'));
  }
}

function button(name: IconName, label: string, onClick: () => void): HTMLButtonElement {
  return element('button', { class: 'secondary', attributes: { type: 'button' }, onClick }, icon(name), label);
}
