// The search box: what is typed goes in; the words to look for come out once the typing pauses, and with Enter a question
// that is to be thought over.
import { element, setAttribute } from './element.ts';
import { icon } from './icon.ts';
import { t } from './localised-text.ts';

const pauseMs = 150;
/** As the protocol has it. */
const lengthMax = 500;

export interface SearchView {
  readonly root: HTMLElement;
  /** Puts words in, without reporting them. */
  fill(text: string): void;
  focus(): void;
}

export interface SearchEvents {
  /** @param isFinal Enter was pressed: the words are a question that is worth some thought */
  onSearch(text: string, isFinal: boolean): void;
  /** The arrow key down leads from the box into the list. */
  onLeave(): void;
}

export function createSearchView({ onSearch, onLeave }: SearchEvents): SearchView {
  const input = element('input', {
    attributes: {
      type: 'search',
      'aria-label': t('Search or ask what is remembered'),
      placeholder: t('Search, or ask and press Enter'),
      maxlength: lengthMax,
      spellcheck: 'false',
      autocomplete: 'off',
      dir: 'auto',
    },
  });
  const clear = element(
    'button',
    {
      class: 'clear',
      attributes: { type: 'button', 'aria-label': t('Clear the search'), title: t('Clear the search') },
    },
    icon('clear'),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = (isFinal = false) => {
    clearTimeout(timer);
    onSearch(input.value.trim(), isFinal);
  };
  const fill = (text: string) => {
    clearTimeout(timer);
    input.value = text;
    setAttribute(clear, 'hidden', text === '');
  };
  const empty = () => {
    fill('');
    search();
    input.focus();
  };
  input.addEventListener('input', () => {
    setAttribute(clear, 'hidden', input.value === '');
    clearTimeout(timer);
    timer = setTimeout(() => search(), pauseMs);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') search(true);
    else if (event.key === 'Escape' && input.value !== '') empty();
    else if (event.key === 'ArrowDown') onLeave();
    else return;
    event.preventDefault();
  });
  clear.addEventListener('click', empty);
  fill('');
  const root = element('div', { class: 'search', attributes: { role: 'search' } }, icon('search'), input, clear);
  return { root, fill, focus: () => input.focus() };
}
