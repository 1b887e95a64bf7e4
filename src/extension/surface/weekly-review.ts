// The latest week of a folder's memory goes in, one page of Markdown comes out: what was done, learned and forgotten, and
// what it cost. Remembered text is data and shows as it was written. Pure.
import type { WireEpisode } from '../../protocol/explore.ts';
import type { WireInsights } from '../../protocol/insights.ts';
import type { WireDiary } from '../../protocol/sleep.ts';
import { dayOf, markdownSentence, markdownText, plainLine } from './wording.ts';

export const reviewDays = 7;
const dayMs = 86_400_000;
/** More is read in the explorer. */
const listedMax = 12;

export interface ReviewedWeek {
  readonly project: string;
  /** The latest first; older ones are passed over. */
  readonly episodes: readonly WireEpisode[];
  readonly nights: WireDiary['nights'];
  readonly insights: WireInsights;
  /** What the gate turned away since the memory began. */
  readonly turnedAway: readonly { readonly reason: string; readonly count: number }[];
}

/** @param nowMs Unix time; the week ends with it. @param language BCP 47 */
export function reviewWeek(week: ReviewedWeek, nowMs: number, language: string): string {
  const day = (at: number) => dayOf(at, nowMs, language);
  const sinceMs = nowMs - reviewDays * dayMs;
  const episodes = week.episodes.filter(({ endedAt }) => endedAt >= sinceMs);
  const nights = week.nights.filter(({ at }) => at >= sinceMs);
  const sections = [
    section('What was done', describeWork(episodes)),
    section('What did not end well', describeTrouble(episodes, day)),
    section('What was learned', nights.flatMap(({ learned }) => learned).map(describeBelief)),
    section('What is believed no longer', nights.flatMap(({ givenUp }) => givenUp).map(describeBelief)),
    section('What was forgotten', describeForgetting(week.insights, sinceMs, day)),
    section('What it cost', describeCost(week, sinceMs)),
  ];
  const title = `# The week of ${escaped(week.project, 100)}`;
  return [title, '', `${day(sinceMs)} to ${day(nowMs)}`, '', ...sections.flat()].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, listedMax).map((line) => `- ${line}`);
  const more = lines.length > listedMax ? [`- and ${lines.length - listedMax} more, in the explorer`] : [];
  return [`## ${title}`, '', ...(lines.length === 0 ? ['Nothing.'] : [...shown, ...more]), ''];
}

function describeWork(episodes: readonly WireEpisode[]): string[] {
  if (episodes.length === 0) return [];
  const byOutcome = countBy(episodes.map(({ outcome }) => outcome)).map(([outcome, n]) => `${n} ${outcome}`);
  const places = countBy(episodes.flatMap((episode) => [...new Set(episode.places)])).slice(0, 5);
  const most = places.map(([path, n]) => `${escaped(path, 200)} (${n}×)`).join(', ');
  return [
    `${episodes.length} ${episodes.length === 1 ? 'episode' : 'episodes'}: ${byOutcome.join(', ')}`,
    ...(most === '' ? [] : [`Most of it in ${most}`]),
  ];
}

function describeTrouble(episodes: readonly WireEpisode[], day: (at: number) => string): string[] {
  return episodes
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'abandoned')
    .map(({ title, outcome, startedAt }) => `${escaped(title, 200) || 'Untitled'}: ${outcome}, ${day(startedAt)}`);
}

function describeBelief({ statement }: WireDiary['nights'][number]['learned'][number]): string {
  return markdownSentence(plainLine(statement, 300));
}

function describeForgetting({ forgettings }: WireInsights, sinceMs: number, day: (at: number) => string): string[] {
  return forgettings
    .filter(({ atMs }) => atMs >= sinceMs)
    .map(
      ({ atMs, by, removed }) => `${removed} events, by ${by}, on ${day(atMs)}; their texts are gone from every file`,
    );
}

function describeCost({ insights, turnedAway }: ReviewedWeek, sinceMs: number): string[] {
  const answers = insights.answers.filter(({ dayMs: at }) => at >= sinceMs - dayMs);
  const sum = (value: (answer: (typeof answers)[number]) => number) => answers.reduce((n, each) => n + value(each), 0);
  const [asked, deliberate] = [sum((a) => a.answers), sum((a) => (a.system === 'system2' ? a.answers : 0))];
  const cost = `${asked} answers, ${deliberate} of them worked out; ${Math.round(sum((a) => a.durationMs))} ms and ${sum((a) => a.tokens)} tokens in all`;
  const refused = turnedAway.filter(({ reason }) => reason !== 'redacted');
  const secrets = turnedAway.reduce((n, { reason, count }) => (reason === 'redacted' ? n + count : n), 0);
  const reasons = sumByReason(refused).map(([reason, n]) => `${n} ${reason}`);
  return [
    ...(asked === 0 ? [] : [cost]),
    ...(reasons.length === 0 ? [] : [`Turned away since the memory began: ${reasons.join(', ')}`]),
    ...(secrets === 0 ? [] : [`${secrets} secrets were taken out before anything was written`]),
  ];
}

function sumByReason(entries: ReviewedWeek['turnedAway']): [string, number][] {
  const sums = new Map<string, number>();
  for (const { reason, count } of entries) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].sort((a, b) => b[1] - a[1]);
}

/** How often each occurs, the most frequent first. */
function countBy(values: readonly string[]): [string, number][] {
  return sumByReason(values.map((reason) => ({ reason, count: 1 })));
}

function escaped(text: string, charsMax: number): string {
  return markdownText(plainLine(text, charsMax));
}
