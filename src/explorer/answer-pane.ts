// What the reader asks goes in, while it is typed and when it is to be thought over; questions to the host come out,
// and pages to read: an answer, or how the thinking is going and a way to stop it.
import type { WireAnswer } from '../protocol/recall.ts';
import { answerArticle, type Worth } from './answer-view.ts';
import type { DateText } from './date-text.ts';
import { element, rememberedText } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import type { HostPort } from './host-port.ts';
import { icon } from './icon.ts';
import { t } from './localised-text.ts';
import { failureNotice } from './notice-view.ts';

/** `auto` thinks it over where that may bring more, `system2` in any case. */
export type AskMode = 'auto' | 'system1' | 'system2';

/** Shorter words say too little to be a question. */
const questionLengthMin = 3;

export class AnswerPane {
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #dates: DateText;
  readonly #actions: EpisodeActions;
  readonly #show: (article: HTMLElement) => void;
  #asked: { readonly request: number; readonly question: string; readonly mode: AskMode } | undefined;
  #question: string | undefined;

  /** @param show puts a page before the reader */
  constructor(
    parts: { post: HostPort['post']; nextRequest: () => number; dates: DateText; actions: EpisodeActions },
    show: (article: HTMLElement) => void,
  ) {
    this.#post = parts.post;
    this.#nextRequest = parts.nextRequest;
    this.#dates = parts.dates;
    this.#actions = parts.actions;
    this.#show = show;
  }

  /** The question whose answer is shown or awaited; undefined once something else is read. */
  get question(): string | undefined {
    return this.#question;
  }

  /** @returns whether it is a question at all */
  ask(question: string, mode: AskMode): boolean {
    this.leave();
    if (question.length < questionLengthMin) return false;
    const request = this.#nextRequest();
    this.#asked = { request, question, mode };
    this.#question = question;
    this.#post({ type: 'recall', request, question, mode });
    if (mode !== 'system1') this.#show(this.#thinkingArticle(question));
    return true;
  }

  /** Something else is read: what is asked is wanted no more. */
  leave(): void {
    if (this.#asked) this.#post({ type: 'cancel', request: this.#asked.request });
    this.#asked = undefined;
    this.#question = undefined;
  }

  takeAnswer(request: number, answer: WireAnswer): void {
    if (request !== this.#asked?.request) return;
    this.#asked = undefined;
    const { question } = answer;
    const article = answerArticle(answer, this.#dates, {
      ...this.#actions,
      deliberate: () => this.ask(question, 'system2'),
      judge: (worth, { event }) => this.#judge(worth, event, answer),
    });
    this.#show(article);
  }

  takeFailure(request: number, message: string): void {
    const asked = this.#asked;
    if (asked === undefined || request !== asked.request) return;
    this.#asked = undefined;
    this.#show(failureNotice(message, { label: t('Try again'), act: () => this.ask(asked.question, asked.mode) }));
  }

  #thinkingArticle(question: string): HTMLElement {
    const stop = element(
      'button',
      {
        class: 'secondary',
        attributes: { type: 'button' },
        onClick: () => {
          this.ask(question, 'system1');
        },
      },
      icon('clear'),
      t('Stop'),
    );
    const words = t('Thinking it over: other words, neighbouring work, what changed together…');
    return element(
      'article',
      { class: 'episode answer', attributes: { 'aria-busy': 'true' } },
      rememberedText('h2', { attributes: { tabindex: -1 } }, question),
      element('p', { attributes: { 'aria-live': 'polite' } }, words),
      element('div', { class: 'actions' }, element('progress', { attributes: { 'aria-label': t('Thinking') } }), stop),
    );
  }

  /** Its worth is said of the evidence that leads. That it is no answer to this does not make it untrue. */
  #judge(worth: Worth, subject: string, { question, probability, estimated }: WireAnswer): void {
    const reason = `${worth}: ${question}`.slice(0, 2_000);
    this.#post({
      type: 'judge',
      subject,
      verdict: worth === 'useful' ? 'accepted' : 'dismissed',
      reason,
      claimed: probability,
      ...(estimated !== undefined && { estimated }),
    });
  }
}
