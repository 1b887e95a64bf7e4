// Months, days and rows of the timeline as elements. They stand at heights that the layout gives.
import type { WireEpisode } from '../protocol/explore.ts';
import { actorsText, outcomeText } from './actor-text.ts';
import type { DateText } from './date-text.ts';
import { element, namesApart, rememberedText, setAttribute } from './element.ts';
import { t, tCount } from './localised-text.ts';
import { type DaySection, localDay, type MonthSection } from './timeline-layout.ts';

/** Names of files beside an episode; there is no room for more. */
const placesMax = 2;

/** The id by which the list names its active row to screen readers. */
export function rowId(index: number): string {
  return `row-${index}`;
}

export function monthElement(month: MonthSection, dates: DateText, days: readonly HTMLElement[]): HTMLElement {
  const heading = element(
    'div',
    { class: 'month-heading', attributes: { 'aria-hidden': 'true' } },
    dates.month(month.at),
  );
  const made = element('div', { class: 'month', attributes: { role: 'presentation' } }, heading, ...days);
  place(made, month.top, month.height);
  return made;
}

export function dayElement(day: DaySection, dates: DateText, nowMs: number, rows: readonly HTMLElement[]): HTMLElement {
  const isToday = localDay(day.at) === localDay(nowMs);
  const label = element(
    'div',
    { class: isToday ? 'day-label today' : 'day-label', attributes: { 'aria-hidden': 'true' } },
    element('span', { class: 'weekday' }, isToday ? t('Today') : dates.weekday(day.at)),
    element('span', { class: 'number' }, dates.dayOfMonth(day.at)),
  );
  const made = element(
    'div',
    { class: 'day', attributes: { role: 'group', 'aria-label': dates.day(day.at) } },
    label,
    ...rows,
  );
  place(made, day.top, day.height);
  return made;
}

export function rowElement(episode: WireEpisode, index: number, total: number, dates: DateText): HTMLElement {
  const attributes = {
    role: 'option',
    id: rowId(index),
    'data-index': index,
    'data-outcome': episode.outcome,
    'aria-posinset': index + 1,
    'aria-setsize': total,
    title: episode.title,
  };
  return element(
    'div',
    { class: 'row', attributes },
    element('span', { class: 'dot', attributes: { 'data-outcome': episode.outcome, 'aria-hidden': 'true' } }),
    rememberedText('div', { class: 'row-title' }, episode.title || t('Untitled')),
    rowFacts(episode, dates),
  );
}

function rowFacts({ startedAt, outcome, actors, eventCount, places }: WireEpisode, dates: DateText): HTMLElement {
  const names = places.slice(0, placesMax).map((path) => path.slice(path.lastIndexOf('/') + 1));
  return element(
    'div',
    { class: 'row-facts' },
    element('span', { class: 'time' }, dates.time(startedAt)),
    // The usual outcome is told by its dot alone.
    element('span', { class: outcome === 'resolved' ? 'unseen' : 'outcome' }, outcomeText(outcome)),
    element('span', { class: 'actor' }, actorsText(actors)),
    eventCount > 1 ? element('span', {}, tCount(eventCount, '{0} event', '{0} events')) : undefined,
    names.length > 0 ? element('span', { class: 'places' }, ...namesApart(names, ', ', 'ltr')) : undefined,
  );
}

/** Sets a row to its height within the day and marks it when it is the selected one. */
export function settleRow(row: HTMLElement, topPx: number, isSelected: boolean): void {
  row.style.top = `${topPx}px`;
  setAttribute(row, 'aria-selected', String(isSelected));
}

function place(target: HTMLElement, topPx: number, heightPx: number): void {
  target.style.top = `${topPx}px`;
  target.style.height = `${heightPx}px`;
}
