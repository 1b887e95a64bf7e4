// Episodes come in, the newest first; they go out under the days and months by which people remember. Pure.
import type { WireEpisode } from '../../protocol/explore.ts';

export interface EpisodeGroup {
  readonly label: string;
  readonly episodes: readonly WireEpisode[];
}

/** The words for days that are near, in the editor's language. */
export interface DayWords {
  readonly today: string;
  readonly yesterday: string;
  readonly thisWeek: string;
}

const dayMs = 86_400_000;
const weekDays = 7;

/**
 * Today, yesterday, the week before, then by months.
 *
 * @param nowMs Unix time in ms; days begin by the machine's own clock
 */
export function groupEpisodes(
  episodes: readonly WireEpisode[],
  nowMs: number,
  language: string,
  words: DayWords,
): EpisodeGroup[] {
  const today = startOfDay(nowMs);
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' });
  const labelOf = (at: number) => {
    if (at >= today) return words.today;
    if (at >= startOfDay(today - dayMs / 2)) return words.yesterday;
    return at >= startOfDay(today - (weekDays - 1.5) * dayMs) ? words.thisWeek : month.format(at);
  };
  return [...Map.groupBy(episodes, (episode) => labelOf(episode.startedAt))].map(([label, found]) => ({
    label,
    episodes: found,
  }));
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}
