// What the memory tells of itself goes in; charts with their tables come out: who answered at what cost, whether it was
// as sure as it was right, and how a memory fades.
import type { WireInsights } from '../protocol/insights.ts';
import { type Axis, agreementChart, barChart, figure, linearAxis, lineChart, type Series } from './chart.ts';
import type { DateText } from './date-text.ts';
import { element } from './element.ts';
import { kindText } from './kind-text.ts';
import { numberText, t, unitText } from './localised-text.ts';
import { isolated } from './text-direction.ts';

type AnswerRow = WireInsights['answers'][number];
type Fading = WireInsights['fading'][number];

const whoAnswered: readonly Series[] = [
  { name: t('answered at once'), tone: 'plain', form: 'solid' },
  { name: t('thought over'), tone: 'other', form: 'dashed' },
];
const fades: readonly Series[] = [
  { name: t('its words'), tone: 'plain', form: 'solid' },
  { name: t('its meaning'), tone: 'other', form: 'dashed' },
];
const optionCharsMax = 100;

interface Day {
  readonly dayMs: number;
  readonly atOnce: number;
  readonly compiled: number;
  readonly thoughtOver: number;
  readonly durationMs: number;
  readonly tokens: number;
}

export function answerFigures(rows: readonly AnswerRow[], dates: DateText): HTMLElement[] {
  if (rows.length === 0) return [quiet(t('Appears with the first question you ask, here or in the palette.'))];
  const days = daysOf(rows);
  const x = dayAxis(days, dates);
  const counts = linearAxis(Math.max(2, ...days.map((day) => day.atOnce + day.thoughtOver)), whole);
  const columns = days.map(({ dayMs, atOnce, thoughtOver }) => ({ x: dayMs, values: [atOnce, thoughtOver] }));
  const share = (day: Day) => percent(day.thoughtOver / (day.atOnce + day.thoughtOver));
  const countTable = {
    head: [t('Day'), t('At once'), t('of them worked out before'), t('Thought over'), t('Share thought over')],
    rows: days.map((day) => [
      dates.day(day.dayMs),
      ...[day.atOnce, day.compiled, day.thoughtOver].map(whole),
      share(day),
    ]),
  };
  const costs = linearAxis(Math.max(...days.map(({ durationMs }) => durationMs)), (ms) =>
    unitText(Math.round(ms), 'millisecond', 'short'),
  );
  const costTable = {
    head: [t('Day'), t('ms an answer'), t('tokens an answer')],
    rows: days.map(({ dayMs, durationMs, tokens }) => [dates.day(dayMs), numberText(durationMs, 1), whole(tokens)]),
  };
  const cost: Series = { name: t('time an answer'), tone: 'plain', form: 'solid' };
  const points = days.map(({ dayMs, durationMs }) => [dayMs, durationMs] as const);
  return [
    figure(t('Answers a day'), barChart({ x, y: counts }, whoAnswered, columns), whoAnswered, countTable),
    figure(t('What an answer costs'), lineChart({ x, y: costs }, [{ ...cost, points }]), [], costTable),
  ];
}

export function calibrationFigure(bins: WireInsights['calibration']): HTMLElement {
  if (bins.length === 0) {
    return quiet(
      t('Appears once you have said of an answer whether it was useful: below the answer are three buttons.'),
    );
  }
  const axis = linearAxis(1, percent);
  const judgedMax = Math.max(...bins.map(({ judged }) => judged));
  const points = bins.map(({ claimed, judged, right }) => ({
    x: claimed,
    y: right / judged,
    size: judged / judgedMax,
  }));
  const table = {
    head: [t('It was so sure'), t('Answers judged'), t('Useful'), t('Share')],
    rows: bins.map(({ claimed, judged, right }) => [
      percent(claimed),
      whole(judged),
      whole(right),
      percent(right / judged),
    ]),
  };
  const title = t('How often it was right (upwards) where it was so sure (to the right)');
  return figure(title, agreementChart({ x: axis, y: axis }, points), [], table);
}

/** One memory at a time, chosen from a list. */
export function fadingFigure(fading: readonly Fading[]): HTMLElement {
  if (fading.length === 0) return quiet(t('Appears with the first episode.'));
  const choice = element('select', { attributes: { 'aria-label': t('Memory') } });
  choice.append(
    ...fading.map(({ kind, label }, i) =>
      element('option', { attributes: { value: i } }, `${kindText(kind, 1)}: ${optionText(label)}`),
    ),
  );
  const drawn = element('div', {}, oneFading(fading[0]!));
  choice.addEventListener('change', () => drawn.replaceChildren(oneFading(fading[Number(choice.value)]!)));
  return element('div', { class: 'fading' }, choice, drawn);
}

/** An option can hold no element, and shows no code marks. */
function optionText(label: string): string {
  const plain = label.replaceAll('`', '');
  return isolated(plain.length > optionCharsMax ? `${plain.slice(0, optionCharsMax - 1)}…` : plain);
}

function oneFading({ points }: Fading): HTMLElement {
  const y = linearAxis(Math.max(...points.flatMap(({ verbatim, gist }) => [verbatim, gist])), percent);
  const end = Math.sqrt(points.at(-1)!.days);
  // Most is forgotten early, so early days get more room.
  const x: Axis = {
    ticks: [0, 7, 30, 90, 180, 365].map((at) => ({ at, label: at === 0 ? t('now') : unitText(at, 'day') })),
    share: (days) => Math.sqrt(days) / end,
  };
  const lines = [
    { ...fades[0]!, points: points.map(({ days, verbatim }) => [days, verbatim] as const) },
    { ...fades[1]!, points: points.map(({ days, gist }) => [days, gist] as const) },
  ];
  const table = {
    head: [t('Days from now'), t('Words'), t('Meaning')],
    rows: points.map(({ days, verbatim, gist }) => [whole(days), percent(verbatim), percent(gist)]),
  };
  const title = t('Chance that it comes to mind, if it is not used again');
  return figure(title, lineChart({ x, y }, lines), fades, table);
}

/** Both systems of a day together; costs are means. */
function daysOf(rows: readonly AnswerRow[]): Day[] {
  const byDay = new Map<number, AnswerRow[]>();
  for (const row of rows) byDay.set(row.dayMs, [...(byDay.get(row.dayMs) ?? []), row]);
  return [...byDay].map(([dayMs, both]) => {
    const sum = (of: (row: AnswerRow) => number) => both.reduce((total, row) => total + of(row), 0);
    const answers = sum((row) => row.answers);
    const by = (system: AnswerRow['system']) => sum((row) => (row.system === system ? row.answers : 0));
    return {
      dayMs,
      atOnce: by('system1'),
      compiled: sum((row) => row.compiled),
      thoughtOver: by('system2'),
      durationMs: sum((row) => row.durationMs) / answers,
      tokens: sum((row) => row.tokens) / answers,
    };
  });
}

/** From the first day to the last, with room at both ends for half a bar. */
function dayAxis(days: readonly Day[], dates: DateText): Axis {
  const first = days[0]!.dayMs;
  const last = days.at(-1)!.dayMs;
  const named = first === last ? [first] : [first, last];
  const span = last - first;
  const label = (at: number) => `${dates.dayOfMonth(at)} ${dates.month(at)}`;
  return {
    ticks: named.map((at) => ({ at, label: label(at) })),
    share: (at) => (span === 0 ? 0.5 : 0.12 + (0.76 * (at - first)) / span),
  };
}

function quiet(text: string): HTMLElement {
  return element('p', { class: 'quiet' }, text);
}

function whole(value: number): string {
  return numberText(value);
}

function percent(share: number): string {
  return t('{0} %', numberText(share * 100, share > 0 && share < 0.1 ? 1 : 0));
}
