// The timeline as a list box: known episodes go in, and the few rows that are in sight are drawn. Rows that are chosen,
// and rows that are near the end of what is known, are reported back.
import type { WireEpisode } from '../protocol/explore.ts';
import type { DateText } from './date-text.ts';
import { element, setAttribute } from './element.ts';
import { rowAfterKey } from './list-key.ts';
import { t } from './localised-text.ts';
import {
  type DaySlice,
  layoutTimeline,
  rowTop,
  sliceTimeline,
  type TimelineLayout,
  type TimelineSizes,
} from './timeline-layout.ts';
import { dayElement, monthElement, rowElement, settleRow } from './timeline-row.ts';

export interface TimelineEvents {
  /** The row was moved to; it may lie beyond what is known. */
  onVisit(row: number): void;
  /** The selected row was opened with Enter or a double click. */
  onOpen(): void;
  /** This row will soon be in sight; it may not be known yet. */
  onNeed(row: number): void;
  onScroll(): void;
}

export interface TimelineContent {
  readonly episodes: readonly WireEpisode[];
  /** Also of those that are not known yet. */
  readonly total: number;
  readonly isBusy: boolean;
}

/** Rows drawn above and below the window, so that scrolling shows no gap. */
const rowsAround = 8;
/** The next page is wanted when so few rows are left below the window. */
const rowsAhead = 30;

export class TimelineView {
  readonly root: HTMLElement;
  readonly #canvas = element('div', { class: 'canvas', attributes: { role: 'presentation' } });
  readonly #dates: DateText;
  readonly #nowMs: () => number;
  readonly #events: TimelineEvents;
  #content: TimelineContent = { episodes: [], total: 0, isBusy: false };
  #layout: TimelineLayout = layoutTimeline([], { row: 1, month: 1 });
  #selected: string | undefined;
  /** The elements that stand in the document; an episode keeps its element, and so the pointer its target. */
  #drawn = new Map<WireEpisode, HTMLElement>();
  #frame = 0;

  constructor(dates: DateText, nowMs: () => number, events: TimelineEvents) {
    this.#dates = dates;
    this.#nowMs = nowMs;
    this.#events = events;
    const attributes = { role: 'listbox', tabindex: 0, 'aria-label': t('Episodes, the newest first') };
    this.root = element('div', { class: 'timeline', attributes }, this.#canvas);
    this.#listen();
  }

  show(content: TimelineContent): void {
    // Each row says which of how many it is, so a new total makes every row anew.
    if (content.total !== this.#content.total) this.#drawn = new Map();
    this.#content = content;
    setAttribute(this.root, 'aria-busy', String(content.isBusy));
    this.#arrange();
  }

  /** @param id of the episode; one that is not known yet is marked when it comes */
  select(id: string | undefined): void {
    this.#selected = id;
    for (const [episode, row] of this.#drawn) setAttribute(row, 'aria-selected', String(episode.id === id));
    this.#nameActiveRow();
  }

  /** Scrolls as little as needed until the row is in sight. */
  reveal(row: number): void {
    const top = rowTop(this.#layout, row);
    const lowest = top + this.#layout.sizes.row - this.root.clientHeight;
    // The month's name stays at the top of the window and would cover the row.
    const highest = top - this.#layout.sizes.month;
    if (this.root.scrollTop > highest) this.root.scrollTop = highest;
    else if (this.root.scrollTop < lowest) this.root.scrollTop = lowest;
    this.#draw();
  }

  focus(): void {
    this.root.focus({ preventScroll: true });
  }

  get scrollTop(): number {
    return this.root.scrollTop;
  }

  set scrollTop(topPx: number) {
    this.root.scrollTop = topPx;
    this.#draw();
  }

  #listen(): void {
    this.root.addEventListener('scroll', () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#draw());
      this.#events.onScroll();
    });
    this.root.addEventListener('keydown', (event) => this.#takeKey(event));
    this.root.addEventListener('click', (event) => {
      const row = rowUnder(event);
      if (row !== undefined) this.#events.onVisit(row);
    });
    this.root.addEventListener('dblclick', (event) => {
      if (rowUnder(event) !== undefined) this.#events.onOpen();
    });
    new ResizeObserver(() => this.#arrange()).observe(this.root);
  }

  #takeKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && this.#selected !== undefined) {
      event.preventDefault();
      this.#events.onOpen();
      return;
    }
    const { row: rowHeight, month } = this.#layout.sizes;
    const rowsInSight = Math.floor((this.root.clientHeight - month) / rowHeight);
    const active = this.#content.episodes.findIndex((episode) => episode.id === this.#selected);
    const position = { active: active === -1 ? undefined : active, count: this.#content.total, rowsInSight };
    const row = rowAfterKey(event.key, position);
    if (row === undefined) return;
    event.preventDefault();
    this.#events.onVisit(row);
  }

  #arrange(): void {
    const startedAt = this.#content.episodes.map((episode) => episode.startedAt);
    this.#layout = layoutTimeline(startedAt, measureSizes(this.#canvas));
    this.#canvas.style.height = `${this.#layout.height}px`;
    this.#draw();
  }

  #draw(): void {
    const around = rowsAround * this.#layout.sizes.row;
    const bottom = this.root.scrollTop + this.root.clientHeight;
    const drawn = new Map<WireEpisode, HTMLElement>();
    const months = sliceTimeline(this.#layout, this.root.scrollTop - around, bottom + around).map(({ month, days }) => {
      const inSight = days.map((slice) =>
        dayElement(slice.day, this.#dates, this.#nowMs(), this.#drawRows(slice, drawn)),
      );
      return monthElement(month, this.#dates, inSight);
    });
    this.#drawn = drawn;
    this.#canvas.replaceChildren(...months);
    this.#nameActiveRow();
    const isNearEnd = bottom + rowsAhead * this.#layout.sizes.row >= this.#layout.height;
    if (isNearEnd && this.#content.episodes.length > 0) this.#events.onNeed(this.#content.episodes.length);
  }

  #drawRows({ day, first, end }: DaySlice, drawn: Map<WireEpisode, HTMLElement>): HTMLElement[] {
    const rows: HTMLElement[] = [];
    for (let index = first; index < end; index += 1) {
      const episode = this.#content.episodes[index]!;
      const row = this.#drawn.get(episode) ?? rowElement(episode, index, this.#content.total, this.#dates);
      settleRow(row, (index - day.first) * this.#layout.sizes.row, episode.id === this.#selected);
      drawn.set(episode, row);
      rows.push(row);
    }
    return rows;
  }

  /** Points screen readers at the selected row, which is in the document only while it is near the window. */
  #nameActiveRow(): void {
    const active = [...this.#drawn].find(([episode]) => episode.id === this.#selected);
    setAttribute(this.root, 'aria-activedescendant', active ? active[1].id : false);
  }
}

function rowUnder(event: Event): number | undefined {
  const row = (event.target as Element).closest<HTMLElement>('[data-index]');
  return row ? Number(row.dataset.index) : undefined;
}

/** The heights that the style sheet gives with the editor's font, read off two hidden elements. */
function measureSizes(canvas: HTMLElement): TimelineSizes {
  const row = element('div', { class: 'row probe', attributes: { 'aria-hidden': 'true' } });
  const month = element('div', { class: 'month-heading probe', attributes: { 'aria-hidden': 'true' } });
  canvas.append(row, month);
  const sizes = { row: Math.max(1, row.offsetHeight), month: Math.max(1, month.offsetHeight) };
  row.remove();
  month.remove();
  return sizes;
}
