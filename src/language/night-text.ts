// What a night brought in the words of people, for the extension and the page.
import type { LocalisedText } from './localised-text.ts';

export function letGoText(episodes: number, { tCount }: Pick<LocalisedText, 'tCount'>): string {
  return tCount(
    episodes,
    'For want of space the wording of {0} old episode was let go; what it came to stays.',
    'For want of space the wording of {0} old episodes was let go; what they came to stays.',
  );
}
