// Numbers go in; a drawing in the editor's own colours comes out, with the same numbers as a table beside it for whoever
// does not see the drawing or wants to read them off.
import { element } from './element.ts';
import { t } from './localised-text.ts';

const svgSpace = 'http://www.w3.org/2000/svg';
const size = { width: 560, height: 190, left: 46, right: 26, top: 10, bottom: 26 };

/** One line or one row of bars. The form tells series apart as well as the colour: `dashed` is drawn hollow. */
export interface Series {
  readonly name: string;
  readonly tone: 'plain' | 'good' | 'other';
  readonly form: 'solid' | 'dashed';
}

export interface Axis {
  /** In the units of the data, ascending; named at the axis. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** What the data are put at, from 0 to 1. */
  readonly share: (value: number) => number;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An axis from 0 to the largest value with two named places. */
export function linearAxis(max: number, label: (value: number) => string): Axis {
  const end = max > 0 ? max : 1;
  const ticks = [0, end / 2, end].map((at) => ({ at, label: label(at) }));
  return { ticks, share: (value) => value / end };
}

/** @param points of each series, as the axes take them */
export function lineChart(
  axes: { x: Axis; y: Axis },
  series: readonly (Series & { readonly points: readonly (readonly [x: number, y: number])[] })[],
): SVGElement {
  const lines = series.map(({ points, tone, form }) => {
    const places = points.map(([x, y]) => `${placeX(axes.x, x)},${placeY(axes.y, y)}`).join(' ');
    return svg('polyline', { class: `line tone-${tone} ${form}`, points: places });
  });
  return frame(axes, lines);
}

/** Points with a size, in [0, 1], against the line on which both axes agree. */
export function agreementChart(
  axes: { x: Axis; y: Axis },
  points: readonly { readonly x: number; readonly y: number; readonly size: number }[],
): SVGElement {
  const ends = { x1: placeX(axes.x, 0), y1: placeY(axes.y, 0), x2: placeX(axes.x, 1), y2: placeY(axes.y, 1) };
  const dots = points.map((point) =>
    svg('circle', {
      class: 'dot-mark',
      cx: placeX(axes.x, point.x),
      cy: placeY(axes.y, point.y),
      r: 4 + 6 * point.size,
    }),
  );
  return frame(axes, [svg('line', { class: 'agreement', ...ends }), ...dots]);
}

/** Stacked bars; `columns` hold a value for each series, the lowest first. */
export function barChart(
  axes: { x: Axis; y: Axis },
  series: readonly Series[],
  columns: readonly { readonly x: number; readonly values: readonly number[] }[],
): SVGElement {
  const room = (size.width - size.left - size.right) / Math.max(1, columns.length);
  const width = Math.min(26, Math.max(2, room * 0.7));
  const bars = columns.flatMap(({ x, values }) => {
    let below = 0;
    return values.map((value, i) => {
      const top = placeY(axes.y, below + value);
      const height = Math.max(0, placeY(axes.y, below) - top);
      below += value;
      const { tone, form } = series[i]!;
      const left = placeX(axes.x, x) - width / 2;
      return svg('rect', { class: `bar-mark tone-${tone} ${form}`, x: left, y: top, width, height });
    });
  });
  return frame(axes, bars);
}

/** The drawing with its title, the names of its series, and its numbers as a table that opens. */
export function figure(title: string, drawing: SVGElement, series: readonly Series[], table: Table): HTMLElement {
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', t('{0}. The table below has the same numbers.', title));
  const legend = series.map(({ name, tone, form }) =>
    element(
      'li',
      {},
      element('span', { class: `key tone-${tone} ${form}`, attributes: { 'aria-hidden': 'true' } }),
      name,
    ),
  );
  return element(
    'figure',
    {},
    element('figcaption', {}, title),
    legend.length > 0 ? element('ul', { class: 'legend' }, ...legend) : undefined,
    drawing,
    element('details', {}, element('summary', {}, t('As a table')), tableElement(title, table)),
  );
}

export function tableElement(title: string, { head, rows }: Table): HTMLElement {
  const cells = (row: readonly string[]) =>
    row.map((text, i) =>
      element(i === 0 ? 'th' : 'td', i === 0 ? { attributes: { scope: 'row', dir: 'auto' } } : {}, text),
    );
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, title),
    element(
      'thead',
      {},
      element('tr', {}, ...head.map((text) => element('th', { attributes: { scope: 'col' } }, text))),
    ),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...cells(row)))),
  );
}

function frame({ x, y }: { x: Axis; y: Axis }, marks: readonly SVGElement[]): SVGElement {
  const drawing = svg('svg', { class: 'chart', viewBox: `0 0 ${size.width} ${size.height}` });
  const right = size.width - size.right;
  for (const { at, label } of y.ticks) {
    const place = placeY(y, at);
    drawing.append(svg('line', { class: 'grid', x1: size.left, y1: place, x2: right, y2: place }));
    drawing.append(svg('text', { class: 'axis', x: size.left - 6, y: place + 4, 'text-anchor': 'end' }, label));
  }
  for (const { at, label } of x.ticks) {
    const middle = { class: 'axis', x: placeX(x, at), y: size.height - 6, 'text-anchor': 'middle' };
    drawing.append(svg('text', middle, label));
  }
  drawing.append(...marks);
  return drawing;
}

function placeX(axis: Axis, value: number): number {
  return round(size.left + axis.share(value) * (size.width - size.left - size.right));
}

function placeY(axis: Axis, value: number): number {
  return round(size.height - size.bottom - axis.share(value) * (size.height - size.top - size.bottom));
}

function round(place: number): number {
  return Math.round(place * 10) / 10;
}

function svg(tag: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const made = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
