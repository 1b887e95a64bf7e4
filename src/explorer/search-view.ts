// The search box: what is typed goes in; the words to look for come out once the typing pauses.
import { element, setAttribute } from './element.ts';
import { icon } from './icon.ts';

const pauseMs = 150;
/** As the protocol has it. */
const lengthMax = 500;

export interface SearchView {
  readonly root: HTMLElement;
  /** Puts words in, without reporting them. */
  fill(text: string): void;
  focus(): void;
}

/** @param onLeave the arrow key down leads from the box into the list */
export function createSearchView(onSearch: (text: string) => void, onLeave: () => void): SearchView {
  const input = element('input', {
    attributes: {
      type: 'search',
      'aria-label': 'Search what is remembered',
      placeholder: 'Search what is remembered',
      maxlength: lengthMax,
      spellcheck: 'false',
      autocomplete: 'off',
      dir: 'auto',
    },
  });
  const clear = element(
    'button',
    { class: 'clear', attributes: { type: 'button', 'aria-label': 'Clear the search', title: 'Clear the search' } },
    icon('clear'),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = () => {
    clearTimeout(timer);
    onSearch(input.value.trim());
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
    timer = setTimeout(search, pauseMs);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') search();
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
