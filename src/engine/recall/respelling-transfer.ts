// A past fix that only put the name that the message proposed, in; the same for the name that the message proposes now,
// out. Which name it was then does not matter.

import { type CodeToken, commonEnds, readTokens } from '../model/code-token.ts';
import type { LineEdit } from '../model/recollection.ts';
import type { TransferContext } from './replacement-transfer.ts';

const alikeMin = 0.7;

export function transferRespelling({ hunk, past, cue, errorBinding }: TransferContext): LineEdit | undefined {
  const [taken, put] = readReplacedWord(hunk.before, hunk.after) ?? [];
  if (taken === undefined || put === undefined || !proposes(past.message, taken, put)) return undefined;
  const wrong = errorBinding.get(taken);
  const right = wrong === undefined ? undefined : mostAlike(wrong, quotedWords(cue.message));
  if (wrong === undefined || right === undefined) return undefined;
  const line = cue.lines[cue.errorIndex] ?? '';
  const places = readTokens(line).filter((token) => wordOf(token) === wrong);
  const place = places[0];
  if (place === undefined || places.length > 1) return undefined;
  const isQuoted = place.kind === 'string';
  const start = place.start + Number(isQuoted);
  const end = place.end - Number(isQuoted);
  return { startLine: cue.line, before: [line], after: [line.slice(0, start) + right + line.slice(end)] };
}

function proposes(message: string, taken: string, put: string): boolean {
  const words = quotedWords(message);
  return words.includes(taken) && words.includes(put);
}

function quotedWords(message: string): string[] {
  return (message.match(/['"`][^'"`\s]+['"`]/g) ?? []).map((quoted) => quoted.slice(1, -1));
}

/** The other word that shares most letters, if it shares nearly all. */
function mostAlike(wrong: string, words: readonly string[]): string | undefined {
  const scored = words
    .filter((word) => word !== wrong)
    .map((word) => ({ word, share: shareOfLetters(word, wrong) }))
    .sort((a, b) => b.share - a.share);
  return scored[0] !== undefined && scored[0].share >= alikeMin ? scored[0].word : undefined;
}

function shareOfLetters(one: string, other: string): number {
  const letters = [...other];
  let common = 0;
  for (const letter of one) {
    const at = letters.indexOf(letter);
    if (at < 0) continue;
    letters.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (one.length + other.length);
}

/** The one word that an edit exchanged for another, if that is all it did. */
function readReplacedWord(linesBefore: readonly string[], linesAfter: readonly string[]): [string, string] | undefined {
  const before = readTokens(linesBefore.join('\n'));
  const after = readTokens(linesAfter.join('\n'));
  const { prefix, suffix } = commonEnds(before, after);
  if (before.length - prefix - suffix !== 1 || after.length - prefix - suffix !== 1) return undefined;
  return [wordOf(before[prefix]!), wordOf(after[prefix]!)];
}

function wordOf({ kind, text }: CodeToken): string {
  return kind === 'string' ? text.slice(1, -1) : text;
}
