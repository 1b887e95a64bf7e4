// A list that may be long goes in; its first entries come out with a button that shows the rest.
import { element } from './element.ts';

/**
 * @param entries made only when they are shown
 * @param shownMax how many stand there at first
 * @param allText for the button, by how many there are: `Show all 8 files`
 */
export function disclosedList(
  entries: readonly (() => HTMLElement)[],
  options: { readonly class: string; readonly shownMax: number; readonly allText: (amount: number) => string },
): HTMLElement {
  const { shownMax, allText } = options;
  const items = (made: readonly (() => HTMLElement)[]) => made.map((entry) => element('li', {}, entry()));
  // Hiding a single entry would save no room: its button takes as much.
  const shown = entries.length <= shownMax + 1 ? entries.length : shownMax;
  const list = element('ul', { class: options.class }, ...items(entries.slice(0, shown)));
  if (shown === entries.length) return list;
  const more = element('button', {
    class: 'link more',
    attributes: { type: 'button' },
    onClick: () => {
      const rest = items(entries.slice(shown));
      moreItem.replaceWith(...rest);
      rest[0]?.querySelector('button')?.focus();
    },
  });
  more.textContent = allText(entries.length);
  const moreItem = element('li', {}, more);
  list.append(moreItem);
  return list;
}
