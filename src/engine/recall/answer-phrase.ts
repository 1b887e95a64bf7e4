// What recall found in, one plain sentence out. It quotes; it does not paraphrase, so it cannot say more than is known.
import type { MemoryEvent } from '../model/event.ts';
import type { EpistemicState, Evidence } from '../model/recollection.ts';
import type { WeighedWord } from './coverage.ts';

const quoteCharactersMax = 200;

export function phraseAnswer(found: {
  readonly state: EpistemicState;
  readonly event: MemoryEvent | undefined;
  readonly evidence: Evidence | undefined;
  /** The line of it that answers best. */
  readonly quote: string;
  readonly words: readonly WeighedWord[];
  readonly missing: readonly WeighedWord[];
  /** A reason is asked for, and none is given. */
  readonly lacksReason: boolean;
}): string {
  const { state, event, evidence, quote, words, missing, lacksReason } = found;
  if (evidence === undefined || event === undefined) return phraseUnknown(words, missing);
  const statement = phraseStatement(event, evidence, quote);
  if (state === 'known') return `${statement}.${lacksReason && event.kind === 'commit' ? ' It gives no reason.' : ''}`;
  const weighty = missing.filter((word) => !word.isLight || word.kin.size > 0);
  const gap = weighty.length === 0 ? '' : ` It does not speak of ${quoteGroups(weighty, 'or')}.`;
  return `I am not sure. The nearest I know: ${statement}.${gap}`;
}

/**
 * The best first; what belongs to it follows in the order of time.
 *
 * @param isAgain it was told before, so that what leads is enough; the rest stands in the evidence
 */
export function phraseChain(
  state: EpistemicState,
  found: readonly { readonly event: MemoryEvent; readonly evidence: Evidence; readonly quote: string }[],
  missing: readonly WeighedWord[],
  isAgain: boolean,
): string {
  const [best, ...others] = found.map(({ event, evidence, quote }) => phraseStatement(event, evidence, quote));
  if (isAgain && state === 'known') return `As before: ${best!.replace(/^On/, 'on')}.`;
  const joined = others.length === 0 ? `${best}.` : `${best}. With it: ${others.join('; ')}.`;
  if (state === 'known') return joined;
  const weighty = missing.filter((word) => !word.isLight || word.kin.size > 0);
  const gap = weighty.length === 0 ? '' : ` It does not speak of ${quoteGroups(weighty, 'or')}.`;
  return `I am not sure. The nearest I know: ${joined}${gap}`;
}

function phraseUnknown(words: readonly WeighedWord[], missing: readonly WeighedWord[]): string {
  if (words.length === 0) return 'The question holds no word that I could look for.';
  const weighty = missing.filter((word) => !word.isLight);
  if (weighty.length > 0)
    return `I know nothing of ${quoteGroups(weighty, 'or')}: no commit, edit or error mentions it.`;
  const named = words.filter((word) => !word.isLight);
  const asked = named.length > 0 ? named : words;
  if (asked.length === 1) return `I know nothing that answers this, though ${quoteGroups(asked, 'and')} is spoken of.`;
  return `I know nothing that answers this: no commit, edit or error speaks of ${quoteGroups(asked, 'and')} together.`;
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

/** Words that stood together are quoted together: `retry queue`. */
function quoteGroups(words: readonly WeighedWord[], conjunction: 'and' | 'or'): string {
  const groups = new Map<number, string[]>();
  for (const { group, surface } of words) groups.set(group, [...(groups.get(group) ?? []), surface]);
  const quoted = [...groups.values()].map((surfaces) => `\`${surfaces.join(' ')}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${conjunction} ${quoted.at(-1)}`;
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
