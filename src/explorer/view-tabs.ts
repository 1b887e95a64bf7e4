// The page's views as tabs: the one that is shown is marked, arrow keys move between them.
import { element, setAttribute } from './element.ts';
import { t } from './localised-text.ts';

export interface ViewTab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** What the tab shows; it gets the role of a panel. */
  readonly panel: HTMLElement;
}

export class ViewTabs<Name extends string> {
  readonly root = element('div', { class: 'tabs', attributes: { role: 'tablist', 'aria-label': t('Views') } });
  readonly #tabs: readonly ViewTab<Name>[];
  readonly #buttons: readonly HTMLElement[];
  readonly #onShow: (name: Name) => void;
  #shown: Name;

  /** @param onShow is called whenever another view than before came into sight */
  constructor(tabs: readonly ViewTab<Name>[], onShow: (name: Name) => void) {
    this.#tabs = tabs;
    this.#onShow = onShow;
    this.#shown = tabs[0]!.name;
    this.#buttons = tabs.map(({ name, label, panel }) => {
      panel.id = `view-${name}`;
      const attributes = { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': panel.id };
      return element('button', { class: 'tab', attributes, onClick: () => this.show(name) }, label);
    });
    this.root.append(...this.#buttons);
    this.root.addEventListener('keydown', (event) => this.#takeKey(event));
    this.#mark();
  }

  get shown(): Name {
    return this.#shown;
  }

  show(name: Name): void {
    if (name === this.#shown) return;
    this.#shown = name;
    this.#mark();
    this.#onShow(name);
  }

  #mark(): void {
    for (const [i, { name, panel }] of this.#tabs.entries()) {
      const isShown = name === this.#shown;
      setAttribute(this.#buttons[i]!, 'aria-selected', String(isShown));
      setAttribute(this.#buttons[i]!, 'tabindex', isShown ? 0 : -1);
      setAttribute(panel, 'hidden', !isShown);
    }
  }

  #takeKey({ key }: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const count = this.#tabs.length;
    const at = this.#tabs.findIndex(({ name }) => name === this.#shown);
    const next = (at + step + count) % count;
    this.#buttons[next]!.focus();
    this.show(this.#tabs[next]!.name);
  }
}
