// A memory to forget goes in; first what would go with it is shown, then, once the reader has said so, how far the
// forgetting is, and at last the receipt.
import type { ToPage } from '../protocol/explorer-page.ts';
import { element } from './element.ts';
import type { HostPort } from './host-port.ts';
import { t } from './localised-text.ts';
import { failureNotice } from './notice-view.ts';

export type ForgetTold = Extract<ToPage, { type: 'forgetPreview' | 'forgotten' | 'progress' | 'failed' }>;

type Stage = Extract<ForgetTold, { type: 'progress' }>['progress']['stage'];

const stages: Readonly<Record<Stage, string>> = {
  reading: t('reading'),
  writing: t('writing'),
  deriving: t('deriving again what stays'),
  cleaning: t('cleaning the files'),
  checking: t('looking for remains'),
};

export class ForgetDialog {
  readonly root = element('div', {
    class: 'forget',
    attributes: { 'aria-label': t('Forget this memory'), role: 'group' },
  });
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #onClose: () => void;
  #subject = '';
  #asked: { readonly request: number; readonly isPreview: boolean } | undefined;

  constructor(post: HostPort['post'], nextRequest: () => number, onClose: () => void) {
    this.#post = post;
    this.#nextRequest = nextRequest;
    this.#onClose = onClose;
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#onClose();
    });
  }

  /** Asks what would go; nothing goes yet. */
  preview(subject: string): void {
    this.#subject = subject;
    this.#asked = { request: this.#nextRequest(), isPreview: true };
    this.#post({ type: 'forgetPreview', request: this.#asked.request, subject });
    this.#say([t('Looking at what would go…')]);
  }

  /** @returns whether it was this dialog that had asked */
  take(request: number, told: ForgetTold): boolean {
    if (request !== this.#asked?.request) return false;
    switch (told.type) {
      case 'progress':
        this.#showProgress(told.progress);
        return true;
      case 'forgetPreview':
        this.#showPreview(told.lines, told.isEmpty);
        break;
      case 'forgotten':
        this.#showReceipt(told.lines, told.isClean);
        break;
      case 'failed': {
        const act = this.#asked.isPreview ? () => this.preview(this.#subject) : () => this.#forget();
        this.root.replaceChildren(failureNotice(told.message, { label: t('Try again'), act }));
      }
    }
    this.#asked = undefined;
    return true;
  }

  #forget(): void {
    this.#asked = { request: this.#nextRequest(), isPreview: false };
    this.#post({ type: 'forget', request: this.#asked.request, subject: this.#subject });
    this.#say([t('Forgetting…')]);
  }

  #showPreview(lines: readonly string[], isEmpty: boolean): void {
    if (isEmpty) {
      this.#say([t('Nothing that is remembered is meant by this.')], this.#closeButton(t('Close')));
      return;
    }
    const forget = element(
      'button',
      { class: 'primary', attributes: { type: 'button' }, onClick: () => this.#forget() },
      t('Forget it for good'),
    );
    const warning = t(
      'This cannot be undone. All that was learned from it is derived again without it, and no import brings it back.',
    );
    const keep = this.#closeButton(t('Keep it'));
    this.#say([t('This would go:'), ...lines, warning], forget, keep);
    keep.focus();
  }

  #showProgress({ stage, done, total }: Extract<ForgetTold, { type: 'progress' }>['progress']): void {
    const told =
      total > 1
        ? t('Forgetting: {0} {1} %', stages[stage], Math.floor((100 * done) / total))
        : t('Forgetting: {0}', stages[stage]);
    this.#say([told]);
  }

  #showReceipt(lines: readonly string[], isClean: boolean): void {
    const title = isClean
      ? t('It is forgotten. No file of the memory holds it any more.')
      : t('It is forgotten, but a file still holds something of it.');
    this.#say([title, ...lines]);
  }

  #say(lines: readonly string[], ...buttons: HTMLElement[]): void {
    const told = element('div', { class: 'told', attributes: { 'aria-live': 'polite' } });
    told.append(...lines.map((line) => element('p', { attributes: { dir: 'auto' } }, line)));
    const row = buttons.length > 0 ? element('div', { class: 'actions' }, ...buttons) : '';
    this.root.replaceChildren(told, row);
  }

  #closeButton(label: string): HTMLButtonElement {
    return element(
      'button',
      { class: 'secondary', attributes: { type: 'button' }, onClick: () => this.#onClose() },
      label,
    );
  }
}
