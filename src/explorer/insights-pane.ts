// The view of what the memory tells of itself: asks the host when it comes into sight; sections to read come out.
import { letGoText } from '../language/night-text.ts';
import { type ExplorerTarget, questionCharsMax, type ToPage } from '../protocol/explorer-page.ts';
import { tableElement } from './chart.ts';
import type { DateText } from './date-text.ts';
import { disclosedList } from './disclosed-list.ts';
import { element, rememberedText } from './element.ts';
import type { HostPort } from './host-port.ts';
import { answerFigures, calibrationFigure, fadingFigure } from './insight-charts.ts';
import { eventKindText } from './kind-text.ts';
import { numberText, t, tCount, tNodes } from './localised-text.ts';
import { ownWords } from './node-view.ts';
import { failureNotice, loadingRows } from './notice-view.ts';
import { reasonText } from './reason-text.ts';

type Told = Extract<ToPage, { type: 'insights' }>;
type Night = Told['nights'][number];
type Belief = Night['learned'][number];
type Dream = Night['dreams'][number];

const sentencesShownMax = 5;

export class InsightsPane {
  readonly root = element('section', { class: 'insights', attributes: { 'aria-label': t('Insights'), tabindex: 0 } });
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #dates: DateText;
  readonly #open: (target: ExplorerTarget) => void;
  #asked: number | undefined;
  #isStale = true;

  /** @param open leads to a belief on the map, a question, an episode */
  constructor(
    parts: { post: HostPort['post']; nextRequest: () => number; dates: DateText },
    open: (target: ExplorerTarget) => void,
  ) {
    this.#post = parts.post;
    this.#nextRequest = parts.nextRequest;
    this.#dates = parts.dates;
    this.#open = open;
    this.root.append(loadingRows(6));
  }

  /** The view came into sight. */
  appear(): void {
    if (this.#isStale && this.#asked === undefined) this.#ask();
  }

  /** What is shown stays as it is while it is read; it is asked for again when the view comes into sight anew. */
  takeChange(): void {
    this.#isStale = true;
  }

  takeInsights(told: Told): void {
    if (told.request !== this.#asked) return;
    this.#asked = undefined;
    this.#isStale = false;
    const { insights, ledger, nights } = told;
    this.root.replaceChildren(
      section(t('Who answers, and what it costs'), ...answerFigures(insights.answers, this.#dates)),
      section(t('Is it as sure as it is right?'), calibrationFigure(insights.calibration)),
      section(t('How memories fade'), fadingFigure(insights.fading)),
      section(t('What was turned away'), turnedAway(ledger)),
      section(t('What it learned in its sleep'), this.#diary(nights)),
    );
  }

  takeFailure(request: number, message: string): void {
    if (request !== this.#asked) return;
    this.#asked = undefined;
    this.root.replaceChildren(failureNotice(message, { label: t('Try again'), act: () => this.#ask() }));
  }

  focus(): void {
    this.root.focus({ preventScroll: true });
  }

  #ask(): void {
    this.#asked = this.#nextRequest();
    this.#post({ type: 'insights', request: this.#asked });
  }

  #diary(nights: readonly Night[]): HTMLElement {
    if (nights.length === 0)
      return quiet(t('Appears after the first sleep: when you have been away for a while, or by command.'));
    const entries = nights.map(({ at, learned, givenUp, dreams, lookedInto, episodesLetGo }) => {
      const sum = tCount(
        learned.length,
        '{0} thing learned, {1} given up',
        '{0} things learned, {1} given up',
        givenUp.length,
      );
      return element(
        'li',
        {},
        element('h4', {}, `${this.#dates.day(at)}, ${this.#dates.time(at)}`),
        element('p', { class: 'quiet' }, sum),
        this.#sentences(learned, (statement) => [statement]),
        this.#sentences(givenUp, (statement) => tNodes('No longer: {0}', statement)),
        ...this.#dreams(dreams),
        ...this.#findings(lookedInto),
        episodesLetGo === undefined
          ? undefined
          : element('p', { class: 'quiet' }, letGoText(episodesLetGo, { tCount })),
      );
    });
    return element('ol', { class: 'nights' }, ...entries);
  }

  #sentences(beliefs: readonly Belief[], told: (statement: Node) => (Node | string)[]): HTMLElement | undefined {
    if (beliefs.length === 0) return undefined;
    const entries = beliefs.map(({ nodeKind, key, statement, wording }) => () => {
      const link = this.#link({ to: 'node', kind: nodeKind, key }, wording ?? statement, told);
      return wording === undefined ? link : element('div', {}, link, ownWords(statement));
    });
    return sentenceList(entries);
  }

  /** What did not come to mind in a dream, and what it is answered by since: both lead on. */
  #dreams(dreams: readonly Dream[]): HTMLElement[] {
    if (dreams.length === 0) return [];
    const sum = tCount(
      dreams.length,
      '{0} question of before did not come to mind and was thought over; answered now: {1}',
      '{0} questions of before did not come to mind and were thought over; answered now: {1}',
      dreams.filter(({ found }) => found !== undefined).length,
    );
    const entries = dreams.map(({ question, found }) => () => {
      const asked = this.#link({ to: 'question', question: question.slice(0, questionCharsMax) }, question);
      const answer = found && this.#link({ to: 'episode', id: found.episode }, found.title);
      const told = answer === undefined ? [t('No answer yet')] : tNodes('Answered by {0}', answer);
      return element('div', {}, asked, element('p', { class: 'answered' }, ...told));
    });
    return [element('p', { class: 'quiet' }, sum), sentenceList(entries)];
  }

  #findings(lookedInto: Night['lookedInto']): HTMLElement[] {
    if (lookedInto.length === 0) return [];
    const sum = tCount(
      lookedInto.length,
      '{0} place looked into out of curiosity',
      '{0} places looked into out of curiosity',
    );
    const entries = lookedInto.map(({ text, paths: [path] }) => () => {
      if (path === undefined) return rememberedText('span', {}, text);
      return this.#link({ to: 'node', kind: 'file', key: path }, text);
    });
    return [element('p', { class: 'quiet' }, sum), sentenceList(entries)];
  }

  #link(
    target: ExplorerTarget,
    text: string,
    told: (text: Node) => (Node | string)[] = (shown) => [shown],
  ): HTMLElement {
    const attributes = { type: 'button', title: linkTitle(target) };
    const onClick = () => this.#open(target);
    return element('button', { class: 'link', attributes, onClick }, ...told(rememberedText('span', {}, text)));
  }
}

function sentenceList(entries: readonly (() => HTMLElement)[]): HTMLElement {
  const allText = (amount: number) => tCount(amount, 'Show all {0} sentence', 'Show all {0} sentences');
  return disclosedList(entries, { class: 'sentences', shownMax: sentencesShownMax, allText });
}

function linkTitle({ to }: ExplorerTarget): string {
  return { node: t('Show it on the map'), episode: t('Show the episode'), question: t('Ask it again') }[to];
}

function turnedAway(ledger: Told['ledger']): HTMLElement {
  if (ledger.length === 0) {
    return quiet(t('Nothing yet. Here stands, as counts only, what was kept out of the memory and why.'));
  }
  const rows = ledger.map(({ reason, kind, count: times }) => [
    reasonText(reason),
    eventKindText(kind),
    numberText(times),
  ]);
  return tableElement(t('What was turned away'), { head: [t('Why'), t('What'), t('How often')], rows });
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...content);
}

function quiet(text: string): HTMLElement {
  return element('p', { class: 'quiet' }, text);
}
