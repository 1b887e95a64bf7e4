// The map in words: its nodes go in, a box to narrow them, a switch for each kind and a list to walk through by
// keyboard come out. Everything that the picture shows can be reached here.
import type { WireMap } from '../protocol/map.ts';
import { element, setAttribute } from './element.ts';
import { icon, iconOfKind } from './icon.ts';
import { kindText } from './kind-text.ts';
import { rowAfterKey } from './list-key.ts';
import { numberText, t } from './localised-text.ts';
import { memoryLabel } from './memory-label.ts';

export interface MapListEvents {
  onChoose(node: number): void;
  /** The reader wants to read about the chosen node. */
  onOpen(): void;
  onHide(kinds: ReadonlySet<string>): void;
}

const rowsMax = 200;
const rowsPerPage = 10;

export class MapList {
  readonly root: HTMLElement;
  readonly #filter = element('input', {
    attributes: { type: 'search', 'aria-label': t('Find on the map'), placeholder: t('Find on the map'), dir: 'auto' },
  });
  readonly #kinds = element('ul', { class: 'map-kinds', attributes: { 'aria-label': t('What is shown') } });
  readonly #found = element('p', { class: 'found', attributes: { role: 'status' } });
  readonly #rows = element('div', {
    class: 'map-rows',
    attributes: { role: 'listbox', tabindex: 0, 'aria-label': t('Nodes of the map') },
  });
  readonly #events: MapListEvents;
  #nodes: WireMap['nodes'] | undefined;
  #hidden = new Set<string>();
  /** Places of the nodes that are listed, the most active first. */
  #listed: number[] = [];
  #chosen: number | undefined;

  constructor(events: MapListEvents) {
    this.#events = events;
    const box = element('div', { class: 'search' }, icon('search'), this.#filter);
    this.root = element('div', { class: 'map-list' });
    this.root.append(element('header', {}, box, this.#kinds, this.#found), this.#rows);
    this.#filter.addEventListener('input', () => this.#list());
    this.#filter.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') this.#rows.focus();
    });
    this.#rows.addEventListener('keydown', (event) => this.#takeKey(event));
    this.#rows.addEventListener('click', (event) => {
      const row = (event.target as Element).closest<HTMLElement>('[data-node]');
      if (row) this.#events.onChoose(Number(row.dataset.node));
    });
    this.#rows.addEventListener('dblclick', () => this.#events.onOpen());
  }

  show(nodes: WireMap['nodes']): void {
    this.#nodes = nodes;
    this.#showKinds(nodes);
    this.#list();
  }

  choose(node: number | undefined): void {
    this.#chosen = node;
    let active: Element | undefined;
    for (const row of this.#rows.querySelectorAll<HTMLElement>('[data-node]')) {
      const isChosen = Number(row.dataset.node) === node;
      setAttribute(row, 'aria-selected', String(isChosen));
      if (isChosen) active = row;
    }
    setAttribute(this.#rows, 'aria-activedescendant', active?.id ?? false);
    active?.scrollIntoView({ block: 'nearest' });
  }

  focus(): void {
    this.#rows.focus({ preventScroll: true });
  }

  /** Narrows to one node by its key, as a deep link does, and chooses it. */
  find(kind: string, key: string): number | undefined {
    const node = this.#nodes?.key.findIndex((each, place) => each === key && this.#nodes!.kind[place] === kind);
    return node === -1 ? undefined : node;
  }

  #showKinds({ kind }: WireMap['nodes']): void {
    const counts = new Map<string, number>();
    for (const each of kind) counts.set(each, (counts.get(each) ?? 0) + 1);
    const items = [...counts].map(([each, count]) => {
      const input = element('input', { attributes: { type: 'checkbox', checked: !this.#hidden.has(each) } });
      input.addEventListener('change', () => {
        if (input.checked) this.#hidden.delete(each);
        else this.#hidden.add(each);
        this.#events.onHide(new Set(this.#hidden));
        this.#list();
      });
      const amount = element('span', { class: 'quiet' }, numberText(count));
      return element('li', {}, element('label', {}, input, icon(iconOfKind(each)), kindText(each, count), amount));
    });
    this.#kinds.replaceChildren(...items);
  }

  #list(): void {
    if (this.#nodes === undefined) return;
    const { kind, label, activation } = this.#nodes;
    const sought = this.#filter.value.trim().toLowerCase();
    const found = [...kind.keys()]
      .filter((node) => !this.#hidden.has(kind[node]!) && label[node]!.toLowerCase().includes(sought))
      .sort((a, b) => activation[b]! - activation[a]!);
    this.#listed = found.slice(0, rowsMax);
    this.#found.textContent =
      found.length > rowsMax
        ? t('{0} found, the {1} most active listed', found.length, rowsMax)
        : t('{0} found', found.length);
    this.#rows.replaceChildren(...this.#listed.map((node, row) => this.#rowElement(node, row)));
    this.choose(this.#chosen);
  }

  #rowElement(node: number, row: number): HTMLElement {
    const { kind, label } = this.#nodes!;
    const attributes = {
      role: 'option',
      id: `map-node-${node}`,
      'data-node': node,
      'aria-selected': 'false',
      'aria-posinset': row + 1,
      'aria-setsize': this.#listed.length,
      title: label[node]!,
    };
    const word = element('span', { class: 'unseen' }, kindText(kind[node]!, 1));
    const text = memoryLabel(kind[node]!, label[node]!);
    return element('div', { class: 'map-row', attributes }, icon(iconOfKind(kind[node]!)), word, text);
  }

  #takeKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && this.#chosen !== undefined) {
      event.preventDefault();
      this.#events.onOpen();
      return;
    }
    const active = this.#chosen === undefined ? -1 : this.#listed.indexOf(this.#chosen);
    const position = { active: active < 0 ? undefined : active, count: this.#listed.length, rowsInSight: rowsPerPage };
    const row = rowAfterKey(event.key, position);
    if (row === undefined) return;
    event.preventDefault();
    this.#events.onChoose(this.#listed[row]!);
  }
}
