// The latest week of a folder's memory goes in, one page of Markdown comes out: what was done, learned and forgotten, and
// what it cost. Remembered text is data and shows as it was written. Pure.
import type { LocalisedText } from '../../language/localised-text.ts';
import type { WireEpisode } from '../../protocol/explore.ts';
import type { WireInsights } from '../../protocol/insights.ts';
import type { WireDiary } from '../../protocol/sleep.ts';
import { dayOf, markdownSentence, markdownText, outcomeWording, plainLine } from './wording.ts';

export const reviewDays = 7;
const dayMs = 86_400_000;
/** More is read in the explorer. */
const listedMax = 12;

type Night = WireDiary['nights'][number];

export interface ReviewedWeek {
  readonly project: string;
  /** The latest first; older ones are passed over. */
  readonly episodes: readonly WireEpisode[];
  readonly nights: readonly Pick<Night, 'at' | 'learned' | 'givenUp'>[];
  readonly insights: WireInsights;
  /** What the gate turned away since the memory began. */
  readonly turnedAway: readonly { readonly reason: string; readonly count: number }[];
}

/** @param nowMs Unix time; the week ends with it */
export function reviewWeek(week: ReviewedWeek, nowMs: number, said: LocalisedText): string {
  const { t } = said;
  const day = (at: number) => dayOf(at, nowMs, said.language);
  const sinceMs = nowMs - reviewDays * dayMs;
  const episodes = week.episodes.filter(({ endedAt }) => endedAt >= sinceMs);
  const nights = week.nights.filter(({ at }) => at >= sinceMs);
  const section = (title: string, lines: readonly string[]) => describeSection(title, lines, said);
  const sections = [
    section(t('What was done'), describeWork(episodes, said)),
    section(t('What did not end well'), describeTrouble(episodes, day, said)),
    section(t('What was learned'), nights.flatMap(({ learned }) => learned).map(describeBelief)),
    section(t('What is believed no longer'), nights.flatMap(({ givenUp }) => givenUp).map(describeBelief)),
    section(t('What was forgotten'), describeForgetting(week.insights, sinceMs, day, said)),
    section(t('What it cost'), describeCost(week, sinceMs, said)),
  ];
  const title = `# ${t('The week of {0}', escaped(week.project, 100))}`;
  return [title, '', t('{0} to {1}', day(sinceMs), day(nowMs)), '', ...sections.flat()].join('\n');
}

function describeSection(title: string, lines: readonly string[], { t }: LocalisedText): string[] {
  const shown = lines.slice(0, listedMax).map((line) => `- ${line}`);
  const left = lines.length - listedMax;
  const more = left > 0 ? [`- ${t('and {0} more, in the explorer', left)}`] : [];
  return [`## ${title}`, '', ...(lines.length === 0 ? [t('Nothing.')] : [...shown, ...more]), ''];
}

function describeWork(episodes: readonly WireEpisode[], said: LocalisedText): string[] {
  if (episodes.length === 0) return [];
  const { t, tCount, numberText } = said;
  const byOutcome = countBy(episodes.map(({ outcome }) => outcomeWording(outcome, said)));
  const outcomes = byOutcome.map(([outcome, n]) => `${numberText(n)} ${outcome}`).join(', ');
  const places = countBy(episodes.flatMap((episode) => [...new Set(episode.places)])).slice(0, 5);
  const most = places.map(([path, n]) => `${escaped(path, 200)} (${numberText(n)}×)`).join(', ');
  return [
    tCount(episodes.length, '{0} episode: {1}', '{0} episodes: {1}', outcomes),
    ...(most === '' ? [] : [t('Most of it in {0}', most)]),
  ];
}

function describeTrouble(episodes: readonly WireEpisode[], day: (at: number) => string, said: LocalisedText): string[] {
  return episodes
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'abandoned')
    .map(({ title, outcome, startedAt }) => {
      const name = escaped(title, 200) || said.t('Untitled');
      return `${name}: ${outcomeWording(outcome, said)}, ${day(startedAt)}`;
    });
}

function describeBelief({ statement }: Night['learned'][number]): string {
  return markdownSentence(plainLine(statement, 300));
}

function describeForgetting(
  { forgettings }: WireInsights,
  sinceMs: number,
  day: (at: number) => string,
  { t, tCount }: LocalisedText,
): string[] {
  /** What was named, by the engine's names; one that is not known here goes by its own. */
  const selected: Readonly<Record<string, string>> = {
    text: t('by text'),
    place: t('by place'),
    time: t('by time'),
    memory: t('by memory'),
    project: t('by project'),
  };
  return forgettings
    .filter(({ atMs }) => atMs >= sinceMs)
    .map(({ atMs, by, removed }) =>
      by === 'budget'
        ? tCount(
            removed,
            'The wording of {0} event, for want of space, on {1}; what it came to stays',
            'The wording of {0} events, for want of space, on {1}; what they came to stays',
            day(atMs),
          )
        : tCount(
            removed,
            '{0} event, {1}, on {2}; its texts are gone from every file',
            '{0} events, {1}, on {2}; their texts are gone from every file',
            ...[Object.hasOwn(selected, by) ? selected[by]! : by, day(atMs)],
          ),
    );
}

function describeCost({ insights, turnedAway }: ReviewedWeek, sinceMs: number, said: LocalisedText): string[] {
  const { t, tCount, numberText, unitText } = said;
  const answers = insights.answers.filter(({ dayMs: at }) => at >= sinceMs - dayMs);
  const sum = (value: (answer: (typeof answers)[number]) => number) => answers.reduce((n, each) => n + value(each), 0);
  const [asked, deliberate] = [sum((a) => a.answers), sum((a) => (a.system === 'system2' ? a.answers : 0))];
  const duration = unitText(Math.round(sum((a) => a.durationMs)), 'millisecond', 'short');
  const tokens = sum((a) => a.tokens);
  const cost = tCount(
    asked,
    '{0} answer, {1} of them worked out; {2} and {3} in all',
    '{0} answers, {1} of them worked out; {2} and {3} in all',
    ...[deliberate, duration, tCount(tokens, '{0} token', '{0} tokens')],
  );
  const refused = turnedAway.filter(({ reason }) => reason !== 'redacted');
  const secrets = turnedAway.reduce((n, { reason, count }) => (reason === 'redacted' ? n + count : n), 0);
  const reasons = sumByReason(refused).map(([reason, n]) => `${numberText(n)} ${reason}`);
  return [
    ...(asked === 0 ? [] : [cost]),
    ...(reasons.length === 0 ? [] : [t('Turned away since the memory began: {0}', reasons.join(', '))]),
    ...(secrets === 0
      ? []
      : [
          tCount(
            secrets,
            '{0} secret was taken out before anything was written',
            '{0} secrets were taken out before anything was written',
          ),
        ]),
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
