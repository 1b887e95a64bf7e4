// A memory that is read goes in; what can be done with it comes out as a row of buttons: pin it, say that it is wrong,
// forget it. What was said of it before stands above them.
import type { WireStanding } from '../protocol/standing.ts';
import { correctionForm } from './correction-form.ts';
import type { DateText } from './date-text.ts';
import { element, rememberedText } from './element.ts';
import { ForgetDialog, type ForgetTold } from './forget-dialog.ts';
import type { HostPort } from './host-port.ts';
import { type IconName, icon } from './icon.ts';
import { t } from './localised-text.ts';

type Judgement = Omit<Parameters<HostPort['post']>[0] & { readonly type: 'judge' }, 'type' | 'subject'>;

export class MemoryActions {
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #dates: DateText;
  readonly #forget: ForgetDialog;
  readonly #told = element('div', { class: 'standing', attributes: { 'aria-live': 'polite' } });
  readonly #buttons = element('div', { class: 'actions' });
  readonly #form = element('div', { class: 'action-form' });
  readonly #root = element(
    'section',
    { class: 'memory-actions', attributes: { 'aria-label': t('What you can do with this memory') } },
    this.#told,
    this.#buttons,
    this.#form,
  );
  #subject: string | undefined;
  #asked: number | undefined;
  /** What is shown of the standing, as JSON; undefined before it was told, or once the memory is forgotten. */
  #shown: string | undefined;

  constructor(post: HostPort['post'], nextRequest: () => number, dates: DateText) {
    this.#post = post;
    this.#nextRequest = nextRequest;
    this.#dates = dates;
    this.#forget = new ForgetDialog(post, nextRequest, () => this.#close(t('Forget…')));
  }

  /**
   * The row for one memory. The same row is given while the same memory is read, so that a form keeps what was typed.
   *
   * @param subject as in feedback: the id of an event or an episode, or `kind:key` of a node
   */
  rowFor(subject: string): HTMLElement {
    if (subject === this.#subject) return this.#root;
    this.#subject = subject;
    this.#told.replaceChildren();
    this.#form.replaceChildren();
    this.#showButtons(undefined);
    this.#shown = undefined;
    this.#ask();
    return this.#root;
  }

  takeStanding(request: number, standings: readonly WireStanding[]): void {
    if (request !== this.#asked) return;
    this.#asked = undefined;
    const [standing] = standings;
    const told = JSON.stringify(standing ?? {});
    if (told === this.#shown) return;
    this.#shown = told;
    this.#showButtons(standing);
    this.#told.replaceChildren(...(standing ? this.#describe(standing) : []));
  }

  takeForgetting(request: number, told: ForgetTold): void {
    if (!this.#forget.take(request, told)) return;
    if (told.type !== 'forgotten') return;
    // What is gone can be neither pinned nor corrected.
    this.#buttons.replaceChildren();
    this.#shown = undefined;
  }

  /** Something was said of a memory, maybe elsewhere and of this one. */
  takeChange(): void {
    if (this.#root.isConnected && this.#shown !== undefined && this.#asked === undefined) this.#ask();
  }

  #ask(): void {
    if (this.#subject === undefined) return;
    this.#asked = this.#nextRequest();
    this.#post({ type: 'standing', request: this.#asked, subject: this.#subject });
  }

  #judge(judgement: Judgement): void {
    this.#post({ type: 'judge', subject: this.#subject!, ...judgement });
    this.#ask();
  }

  #showButtons(standing: WireStanding | undefined): void {
    const wasFocused = this.#buttons.contains(document.activeElement);
    const isPinned = standing?.pinned ?? false;
    this.#buttons.replaceChildren(
      this.#button('pin', isPinned ? t('Unpin') : t('Pin'), () =>
        this.#judge({ verdict: isPinned ? 'unpinned' : 'pinned' }),
      ),
      standing?.correction
        ? this.#button('revert', t('Take the correction back'), () => this.#judge({ verdict: 'restored' }))
        : this.#button('edit', t('Correct…'), () => this.#openCorrection()),
      this.#button('clear', t('Forget…'), () => this.#openForgetting()),
    );
    if (wasFocused) this.#buttons.querySelector('button')?.focus();
  }

  #button(name: IconName, label: string, act: () => void): HTMLElement {
    return element('button', { class: 'secondary', attributes: { type: 'button' }, onClick: act }, icon(name), label);
  }

  #openCorrection(): void {
    const form = correctionForm({
      save: (correction) => {
        this.#close(t('Pin'));
        this.#judge({ verdict: 'corrected', ...correction });
      },
      cancel: () => this.#close(t('Correct…')),
    });
    this.#form.replaceChildren(form);
    form.querySelector('input')?.focus();
  }

  #openForgetting(): void {
    this.#form.replaceChildren(this.#forget.root);
    this.#forget.preview(this.#subject!);
  }

  /** @param label of the button that the reader is taken back to */
  #close(label: string): void {
    this.#form.replaceChildren();
    const buttons = [...this.#buttons.querySelectorAll('button')];
    (buttons.find(({ textContent }) => textContent === label) ?? buttons[0])?.focus();
  }

  #describe({ pinned, correction }: WireStanding): HTMLElement[] {
    const lines: HTMLElement[] = [];
    if (pinned) lines.push(element('p', {}, icon('pin'), t('Pinned: you want this kept.')));
    if (correction) {
      const { until, reason, at } = correction;
      const day = this.#dates.day(at);
      const told =
        until === undefined
          ? t('You called this wrong, on {0}', day)
          : t('You said that this was true until {0}, on {1}', this.#dates.day(until), day);
      const line = element('p', {}, icon('edit'), told);
      if (reason !== '') line.append(': ', rememberedText('span', {}, reason));
      lines.push(line);
    }
    return lines;
  }
}
