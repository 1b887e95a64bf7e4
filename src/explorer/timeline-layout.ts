// When episodes began goes in; where each stands in the timeline comes out: months hold days, days hold rows. It
// exists so that the page draws only what is in sight and a history of any length scrolls alike.

/** Heights in CSS pixels. */
export interface TimelineSizes {
  readonly row: number;
  readonly month: number;
}

/** Episodes of one local day that follow each other in the timeline. */
export interface DaySection {
  /** Unix time in ms of the first episode listed. */
  readonly at: number;
  /** Index of that episode. */
  readonly first: number;
  readonly count: number;
  /** From the top of the month, in CSS pixels. */
  readonly top: number;
  readonly height: number;
}

export interface MonthSection {
  /** Unix time in ms of the first episode listed. */
  readonly at: number;
  /** From the top of the timeline, in CSS pixels. */
  readonly top: number;
  readonly height: number;
  readonly days: readonly DaySection[];
}

export interface TimelineLayout {
  readonly sizes: TimelineSizes;
  readonly months: readonly MonthSection[];
  /** Of all of it, in CSS pixels. */
  readonly height: number;
}

/** The part of a day that is in sight: rows `first <= index < end`. */
export interface DaySlice {
  readonly day: DaySection;
  readonly first: number;
  readonly end: number;
}

export interface MonthSlice {
  readonly month: MonthSection;
  readonly days: readonly DaySlice[];
}

/** A number that two moments share exactly when they fall on one local day; the month is `Math.floor(day / 100)`. */
export function localDay(atMs: number): number {
  const date = new Date(atMs);
  return (date.getFullYear() * 100 + date.getMonth() + 1) * 100 + date.getDate();
}

/**
 * Sections by local month and day. Only neighbours are joined: a day that comes back later in the list gets a second
 * section, so that the order of the list is never changed.
 *
 * @param startedAt Unix times in ms, in the order of the list
 */
export function layoutTimeline(startedAt: readonly number[], sizes: TimelineSizes): TimelineLayout {
  const months: MonthSection[] = [];
  let top = 0;
  for (let first = 0; first < startedAt.length; ) {
    const month = layoutMonth(startedAt, first, top, sizes);
    months.push(month);
    top += month.height;
    const last = month.days[month.days.length - 1]!;
    first = last.first + last.count;
  }
  return { sizes, months, height: top };
}

function layoutMonth(
  startedAt: readonly number[],
  firstOfMonth: number,
  top: number,
  sizes: TimelineSizes,
): MonthSection {
  const days: DaySection[] = [];
  let height = sizes.month;
  let index = firstOfMonth;
  let day = localDay(startedAt[index]!);
  const month = Math.floor(day / 100);
  while (index < startedAt.length && Math.floor(day / 100) === month) {
    const first = index;
    const today = day;
    while (index < startedAt.length && day === today) {
      index += 1;
      if (index < startedAt.length) day = localDay(startedAt[index]!);
    }
    const count = index - first;
    days.push({ at: startedAt[first]!, first, count, top: height, height: count * sizes.row });
    height += count * sizes.row;
  }
  return { at: startedAt[firstOfMonth]!, top, height, days };
}

/**
 * What is in sight between two heights, in order. Costs a search over the sections, then only what is returned.
 *
 * @param from in CSS pixels from the top of the timeline
 * @param to in CSS pixels, after `from`
 */
export function sliceTimeline(layout: TimelineLayout, from: number, to: number): MonthSlice[] {
  const slices: MonthSlice[] = [];
  for (let m = firstEndingAfter(layout.months, from); m < layout.months.length; m += 1) {
    const month = layout.months[m]!;
    if (month.top >= to) break;
    slices.push({ month, days: sliceDays(month, from - month.top, to - month.top, layout.sizes.row) });
  }
  return slices;
}

function sliceDays(month: MonthSection, from: number, to: number, row: number): DaySlice[] {
  const slices: DaySlice[] = [];
  for (let d = firstEndingAfter(month.days, from); d < month.days.length; d += 1) {
    const day = month.days[d]!;
    if (day.top >= to) break;
    const skipped = Math.max(0, Math.floor((from - day.top) / row));
    const shown = Math.min(day.count, Math.ceil((to - day.top) / row));
    slices.push({ day, first: day.first + skipped, end: day.first + shown });
  }
  return slices;
}

/**
 * Where a row stands, in CSS pixels from the top of the timeline.
 *
 * @throws if there is no such row
 */
export function rowTop(layout: TimelineLayout, index: number): number {
  const month = lastStartingBy(layout.months, (section) => section.days[0]!.first, index);
  const day = month && lastStartingBy(month.days, (section) => section.first, index);
  if (!month || !day || index >= day.first + day.count) throw new RangeError(`no row ${index} in the timeline`);
  return month.top + day.top + (index - day.first) * layout.sizes.row;
}

/** Index of the first section that ends below `from`; the count of sections where none does. */
function firstEndingAfter(sections: readonly { top: number; height: number }[], from: number): number {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sections[middle]!.top + sections[middle]!.height > from) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The last section whose first index is at most `index`. */
function lastStartingBy<T>(sections: readonly T[], firstIndex: (section: T) => number, index: number): T | undefined {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firstIndex(sections[middle]!) > index) high = middle;
    else low = middle + 1;
  }
  return sections[low - 1];
}
