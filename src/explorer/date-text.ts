// Moments go in, words for people come out, in the editor's language and the machine's own time zone.
import { supportedLocale } from '../language/localised-text.ts';
import { unitText } from './localised-text.ts';
import { localDay } from './timeline-layout.ts';

export interface DateText {
  /** `March 2026` */
  month(atMs: number): string;
  /** `Thu` */
  weekday(atMs: number): string;
  /** `12` */
  dayOfMonth(atMs: number): string;
  /** `14:05` */
  time(atMs: number): string;
  /** `Thursday, 12 March 2026` */
  day(atMs: number): string;
  /** `Thursday, 12 March 2026, 14:05 – 14:40`; the second day is named only when it is another. */
  span(fromMs: number, toMs: number): string;
}

/** @param language a BCP 47 tag; the browser's own where it is not understood */
export function createDateText(language: string): DateText {
  const locale = supportedLocale(language);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const month = format({ month: 'long', year: 'numeric' });
  const weekday = format({ weekday: 'short' });
  const dayOfMonth = format({ day: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const text: DateText = {
    month: (at) => month.format(at),
    weekday: (at) => weekday.format(at),
    dayOfMonth: (at) => dayOfMonth.format(at),
    time: (at) => time.format(at),
    day: (at) => day.format(at),
    span: (from, to) => describeSpan(text, from, to),
  };
  return text;
}

function describeSpan(text: DateText, from: number, to: number): string {
  const start = `${text.day(from)}, ${text.time(from)}`;
  if (localDay(from) !== localDay(to)) return `${start} – ${text.day(to)}, ${text.time(to)}`;
  return text.time(from) === text.time(to) ? start : `${start} – ${text.time(to)}`;
}

/** `35 minutes`, for the stretch between two moments; undefined under a minute, which is no stretch. */
export function durationText(ms: number): string | undefined {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return undefined;
  if (minutes < 90) return unitText(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 36 ? unitText(hours, 'hour') : unitText(Math.round(hours / 24), 'day');
}
