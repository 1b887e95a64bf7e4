// Remembered facts come in, short phrases for the editor go out. Remembered text is data: whatever it holds, it comes
// out as one harmless line.
import type { LocalisedText } from '../../language/localised-text.ts';
import type { WireEpisode } from '../../protocol/explore.ts';
import type { ExplorerTarget } from '../../protocol/explorer-page.ts';
import type { WireAnswer } from '../../protocol/recall.ts';

const unsafePattern = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

/** A file, or a name in one, between code marks; a folder ends in a slash, a command has spaces, a package begins with `@`. */
const pathPattern = /`([^`@\s][^`\s]*\/[^`\s/]+)`/g;

/** One line without control, invisible and direction-changing characters, cut at `lengthMax` characters. */
export function plainLine(text: string, lengthMax: number): string {
  const line = text.replace(unsafePattern, ' ').replace(/ {2,}/g, ' ').trim();
  return line.length <= lengthMax ? line : `${line.slice(0, lengthMax - 1).trimEnd()}…`;
}

/**
 * A remembered sentence for a narrow list, which shows no code marks: each path by its last name, or by its last two
 * where one name stands for two paths of the sentence.
 */
export function narrowSentence(sentence: string, lengthMax: number): string {
  const paths = new Set([...sentence.matchAll(pathPattern)].map(([, path]) => path!));
  const lastNames = (path: string, count: number) => path.split('/').slice(-count).join('/');
  const named = (path: string) => [...paths].filter((other) => lastNames(other, 1) === lastNames(path, 1)).length;
  const short = sentence.replace(pathPattern, (_, path: string) => lastNames(path, named(path) > 1 ? 2 : 1));
  return plainLine(short, lengthMax).replaceAll('`', '');
}

const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name beside others in a list of the editor: one with letters from the right is held apart, so that it mixes with none. */
export function heldApart(line: string): string {
  return fromTheRight.test(line) ? `\u2068${line}\u2069` : line;
}

/** For labels that show `$(name)` as an icon: the text shows as it is written. */
export function withoutIcons(label: string): string {
  return label.replaceAll('$(', '\\$(');
}

/**
 * Text for a Markdown string that shows as it is written and breaks at its spaces. The editor's own `appendText` binds
 * all words of a text together.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** A remembered sentence in Markdown: what stands between code marks as code, all else as it is written. */
export function markdownSentence(sentence: string): string {
  const parts = sentence.split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : markdownText(part))).join('');
}

/**
 * A day as people write it: `12 Mar`, with the year when it is not this one.
 *
 * @param atMs, nowMs Unix times in ms
 * @param language BCP 47, such as the editor's
 */
export function dayOf(atMs: number, nowMs: number, language: string): string {
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  const locale = language === 'en' ? 'en-GB' : language; // Plain English has no order of day and month.
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(atMs);
}

/** A link of a trusted Markdown string that opens the explorer where the memory tells more. */
export function explorerLink(label: string, target: ExplorerTarget): string {
  return `[${label}](command:secondNature.openExplorer?${encodeURIComponent(JSON.stringify([target]))})`;
}

/** How sure an answer is, in words, with a codicon's name. */
export function stateWording(
  state: WireAnswer['state'],
  { t }: LocalisedText,
): { readonly icon: string; readonly words: string } {
  const states: Readonly<Record<typeof state, { readonly icon: string; readonly words: string }>> = {
    known: { icon: 'pass', words: t('Known') },
    familiar: { icon: 'history', words: t('Familiar') },
    'tip-of-the-tongue': { icon: 'ellipsis', words: t('On the tip of the tongue') },
    contested: { icon: 'git-compare', words: t('Contested') },
    stale: { icon: 'watch', words: t('Perhaps out of date') },
    unknown: { icon: 'circle-slash', words: t('Unknown') },
  };
  return states[state];
}

/** How an episode ended, in words. */
export function outcomeWording(outcome: WireEpisode['outcome'], { t }: LocalisedText): string {
  const words: Readonly<Record<typeof outcome, string>> = {
    resolved: t('resolved'),
    failed: t('failed'),
    abandoned: t('abandoned'),
    open: t('under way'),
  };
  return words[outcome];
}
