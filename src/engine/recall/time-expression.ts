// Words for times in a question in, the stretch of time they mean out: a day, a month, a year. Whether a text tells a
// time, too.

export interface TimeSpan {
  /** Unix times in ms; the end is exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
}

const months = 'january february march april may june july august september october november december'.split(' ');
const monthPattern = `(?<month>${months.map((month) => `${month}|${month.slice(0, 3)}`).join('|')}|sept)\\.?`;
const yearPattern = '(?<year>(?:19|20)\\d\\d)';
const dayPattern = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const isoDate = /\b(?<year>(?:19|20)\d\d)-(?<number>\d\d)(?:-(?<day>\d\d))?\b/;
const dayMonth = new RegExp(`\\b${dayPattern}\\s+(?:of\\s+)?${monthPattern}(?:,?\\s+${yearPattern})?\\b`, 'i');
const monthDay = new RegExp(`\\b${monthPattern}\\s+${dayPattern}\\b(?:,?\\s+${yearPattern}\\b)?`, 'i');
const monthYear = new RegExp(`\\b${monthPattern},?\\s+(?:of\\s+)?${yearPattern}\\b`, 'i');
/** "may" alone is no month, and "march" is a walk. */
const monthAlone = new RegExp(`\\b(?:in|since|until|during|of|by|early|late|mid|this|last)\\s+${monthPattern}\\b`, 'i');
const yearAlone = /\b(?:in|since|during|of|by|summer|winter|spring|autumn|fall)\s+(?<year>(?:19|20)\d\d)\b/i;
const dayMs = 86_400_000;

/**
 * The time that a question names, if it names one.
 *
 * @param aroundMs a time within the year that a date without a year belongs to: the latest that the memory knows
 */
export function readTimeSpan(question: string, aroundMs: number): TimeSpan | undefined {
  for (const pattern of [isoDate, dayMonth, monthDay, monthYear, monthAlone, yearAlone]) {
    const groups = pattern.exec(question)?.groups;
    if (groups !== undefined) return spanOf(groups, aroundMs);
  }
  return undefined;
}

function spanOf(groups: Record<string, string | undefined>, aroundMs: number): TimeSpan {
  const name = groups.month?.toLowerCase().slice(0, 3);
  const month =
    groups.number === undefined ? months.findIndex((each) => each.slice(0, 3) === name) : +groups.number - 1;
  const year = groups.year === undefined ? latestYear(month, aroundMs) : Number(groups.year);
  if (month < 0) return { fromMs: Date.UTC(year, 0), toMs: Date.UTC(year + 1, 0) };
  if (groups.day === undefined) return { fromMs: Date.UTC(year, month), toMs: Date.UTC(year, month + 1) };
  const fromMs = Date.UTC(year, month, Number(groups.day));
  return { fromMs, toMs: fromMs + dayMs };
}

/** The last year in which the month had begun. */
function latestYear(month: number, aroundMs: number): number {
  const year = new Date(aroundMs).getUTCFullYear();
  return Date.UTC(year, Math.max(0, month)) > aroundMs ? year - 1 : year;
}

/** How many days lie between a time and a span; 0 inside it. */
export function daysOutside(atMs: number, { fromMs, toMs }: TimeSpan): number {
  if (atMs < fromMs) return (fromMs - atMs) / dayMs;
  return atMs < toMs ? 0 : (atMs - toMs) / dayMs;
}

const timeQuestion = /\b(when|how long|how recently|since when|(?:what|which) (?:year|month|day|date|time|week))\b/i;

export function asksForTime(question: string): boolean {
  return timeQuestion.test(question);
}

const timeWords = new RegExp(
  `\\b(yesterday|today|tonight|tomorrow|ago|recently|just|since|last|next|week|weekend|month|year|morning|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day|${months.join('|')}|(?:19|20)\\d\\d)\\b`,
  'i',
);

/** Whether a text says when something was, is or will be. */
export function tellsTime(text: string): boolean {
  return timeWords.test(text);
}
