// What recall found in, one plain sentence out. It quotes; it does not paraphrase, so it cannot say more than is known.
import type { MemoryEvent } from '../model/event.ts';
import type { EpistemicState, Evidence } from '../model/recollection.ts';
import type { WeighedWord } from './coverage.ts';

const quoteCharactersMax = 200;

/** What is asked about and the evidence does not speak of. */
export interface Missing {
  readonly words: readonly WeighedWord[];
  /** Their paths, as they were asked for. */
  readonly files: readonly string[];
}

export function phraseAnswer(found: {
  readonly state: EpistemicState;
  readonly event: MemoryEvent | undefined;
  readonly evidence: Evidence | undefined;
  /** The line of it that answers best. */
  readonly quote: string;
  readonly words: readonly WeighedWord[];
  readonly missing: Missing;
  /** A reason is asked for, and none is given. */
  readonly lacksReason: boolean;
}): string {
  const { state, event, evidence, quote, words, missing, lacksReason } = found;
  if (evidence === undefined || event === undefined) return phraseUnknown(words, missing);
  const statement = phraseStatement(event, evidence, quote);
  if (state === 'known') return `${statement}.${lacksReason && event.kind === 'commit' ? ' It gives no reason.' : ''}`;
  return `I am not sure. The nearest I know: ${statement}.${phraseGap(missing)}`;
}

/**
 * The best first; what belongs to it follows in the order of time.
 *
 * @param isAgain it was told before, so that what leads is enough; the rest stands in the evidence
 */
export function phraseChain(
  state: EpistemicState,
  found: readonly { readonly event: MemoryEvent; readonly evidence: Evidence; readonly quote: string }[],
  missing: Missing,
  isAgain: boolean,
): string {
  const [best, ...others] = found.map(({ event, evidence, quote }) => phraseStatement(event, evidence, quote));
  if (isAgain && state === 'known') return `As before: ${best!.replace(/^On/, 'on')}.`;
  const joined = others.length === 0 ? `${best}.` : `${best}. With it: ${others.join('; ')}.`;
  if (state === 'known') return joined;
  return `I am not sure. The nearest I know: ${joined}${phraseGap(missing)}`;
}

function phraseGap({ words, files }: Missing): string {
  const weighty = words.filter((word) => !word.isLight || word.kin.size > 0);
  const named = quoteMissing({ words: weighty, files });
  return named === '' ? '' : ` It does not speak of ${named}.`;
}

function phraseUnknown(words: readonly WeighedWord[], missing: Missing): string {
  if (words.length === 0) return 'The question holds no word that I could look for.';
  const named = quoteMissing({ ...missing, words: missing.words.filter((word) => !word.isLight) });
  if (named !== '') return `I know nothing of ${named}: no commit, edit or error mentions it.`;
  const heavy = words.filter((word) => !word.isLight);
  const asked = heavy.length > 0 ? heavy : words;
  const quoted = join(quoteGroups(asked), 'and');
  if (asked.length === 1) return `I know nothing that answers this, though ${quoted} is spoken of.`;
  return `I know nothing that answers this: no commit, edit or error speaks of ${quoted} together.`;
}

/** Without a full stop. */
export function phraseStatement(event: MemoryEvent, { title, sha, paths }: Evidence, quote: string): string {
  const day = `On ${new Date(event.at).toISOString().slice(0, 10)}`;
  const says = quote === '' ? ' was made' : ` says “${shorten(quote)}”`;
  if (sha !== undefined) return `${day}, commit ${sha.slice(0, 8)} “${shorten(title)}”${says}`;
  const place = paths[0] === undefined ? '' : ` in ${paths[0]}`;
  if (event.kind === 'diagnostic') {
    return `${day}, an error ${event.data.change === 'resolved' ? 'was fixed' : 'appeared'}${place}: “${shorten(title)}”`;
  }
  if (event.kind === 'agent-turn') {
    const who = event.actor.slice(event.actor.indexOf(':') + 1);
    return `${day}, ${who} said: “${shorten(event.text)}”`;
  }
  if (event.kind === 'edit') {
    const line = quote || event.data.hunks.flatMap((hunk) => [...hunk.after, ...hunk.before])[0] || '';
    return `${day}, ${paths[0] ?? 'a file'} was edited: “${shorten(line)}”`;
  }
  return `${day} it was noted${place}: “${shorten(title || quote)}”`;
}

/** Words of a path are not named beside it. */
function quoteMissing({ words, files }: Missing): string {
  const others = words.filter(({ surface }) => !files.some((path) => path.includes(surface)));
  return join([...quoteGroups(others), ...files.map((path) => `\`${path}\``)], 'or');
}

/** Words that stood together are quoted together: `retry queue`. */
function quoteGroups(words: readonly WeighedWord[]): string[] {
  const groups = new Map<number, string[]>();
  for (const { group, surface } of words) groups.set(group, [...(groups.get(group) ?? []), surface]);
  return [...groups.values()].map((surfaces) => `\`${surfaces.join(' ')}\``);
}

function join(names: readonly string[], conjunction: 'and' | 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}

/** On one line, without a full stop or a list's mark of its own. */
export function shorten(text: string): string {
  const flat = text
    .replace(/^\s*(?:[-*•>|]+|#+)\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?:\.|\s\|)$/, '');
  return flat.length > quoteCharactersMax ? `${flat.slice(0, quoteCharactersMax - 1).trimEnd()}…` : flat;
}
