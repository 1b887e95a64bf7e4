// What stands where there is nothing to show: a welcome, a failure, an empty search, a page that is on its way.
import { element } from './element.ts';
import { type IconName, icon } from './icon.ts';
import { t, tNodes } from './localised-text.ts';

export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

/** The first thing a new user sees. */
export function welcomeNotice(isImporting: boolean, importHistory: () => void): HTMLElement {
  const button = element(
    'button',
    { class: 'primary', attributes: { type: 'button', disabled: isImporting }, onClick: importHistory },
    isImporting ? t('Importing the history…') : t('Import this repository’s history'),
  );
  const promise = isImporting
    ? t('Episodes appear here as they are read. You can go on working.')
    : t('It runs in the background, and nothing leaves this machine.');
  return element(
    'div',
    { class: 'welcome' },
    icon('memory'),
    element('h2', {}, t('A memory, ready to begin')),
    element(
      'p',
      {},
      t(
        'Second Nature learns from your work as you go: what changes together, which errors you met and how you fixed them. The history of this repository is a good first lesson.',
      ),
    ),
    button,
    element('p', { class: 'quiet', attributes: { role: 'status' } }, promise),
  );
}

/** Something did not work: says what, and lets the reader try again. */
export function failureNotice(message: string, action: NoticeAction): HTMLElement {
  return element(
    'div',
    { class: 'notice failure', attributes: { role: 'alert' } },
    icon('diagnostic'),
    element('p', { attributes: { dir: 'auto' } }, message),
    actionButton('retry', action),
  );
}

/** New episodes wait above; the list does not jump away under the reader. */
export function staleNotice(action: NoticeAction): HTMLElement {
  return element(
    'div',
    { class: 'notice fresh' },
    element('p', {}, t('Something new was learned.')),
    actionButton('retry', action),
  );
}

export function nothingFoundNotice(query: string, action: NoticeAction): HTMLElement {
  return element(
    'div',
    { class: 'nothing' },
    element(
      'p',
      {},
      ...tNodes('No episode has all of these words: {0}.', element('q', { attributes: { dir: 'auto' } }, query)),
    ),
    actionButton('clear', action),
  );
}

/** Episodes are known, and nothing that they are linked to. */
export function emptyMapNotice(): HTMLElement {
  const words = t(
    'Nothing stands on the map yet. Files, errors and what sleep makes of them come to it as you work; until then the timeline has what is known.',
  );
  return element('p', { class: 'hint quiet' }, words);
}

/** Grey shapes in the place of rows. */
export function loadingRows(rows: number): HTMLElement {
  const shapes = Array.from({ length: rows }, () =>
    element('div', { class: 'shape' }, element('span'), element('span')),
  );
  return element('div', { class: 'loading', attributes: { 'aria-hidden': 'true' } }, ...shapes);
}

function actionButton(name: IconName, { label, act }: NoticeAction): HTMLElement {
  return element('button', { class: 'secondary', attributes: { type: 'button' }, onClick: act }, icon(name), label);
}
