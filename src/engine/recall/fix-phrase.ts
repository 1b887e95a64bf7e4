// A past fix in, a few words for it out, such as "awaiting `loadUser(id)`". They stand at the end of a line of code,
// after "fixed by", so they are short and name what changed and nothing else.
import { posix } from 'node:path';
import { type CodeToken, commonEnds, namesOf, readTokens } from '../model/code-token.ts';
import type { Hunk } from '../model/event.ts';

const charactersMax = 60;
const bracketsMax = 3;

/** A gerund phrase of at most 60 characters for the first hunk, the one nearest to the error. */
export function describeFix(hunks: readonly Hunk[]): string {
  const hunk = hunks[0];
  if (hunk === undefined) return 'changing the code';
  const phrase = phraseHunk(hunk);
  return phrase === undefined || phrase.length > charactersMax ? countLines(hunk) : phrase;
}

function phraseHunk({ before, after }: Hunk): string | undefined {
  if (after.length === 0) return quote('removing', before.join('\n'));
  if (before.length === 0) return phraseInsertion(after);
  const was = readTokens(before.join('\n'));
  const is = readTokens(after.join('\n'));
  const { prefix, suffix } = commonEnds(was, is);
  const taken = was.slice(prefix, was.length - suffix);
  const put = is.slice(prefix, is.length - suffix);
  if (after.length === 1 && /^\s*(import|from|use|using)\b/.test(after[0]!) && put.length > 0) {
    const names = put.filter((token) => token.kind === 'name');
    if (names.length > 0 && taken.length === 0) return quote('importing', names.map((name) => name.text).join(', '));
  }
  const text = { was: before.join('\n'), is: after.join('\n') };
  if (taken.length === 0 && put.length > 0) return phraseAddition(put, is, prefix, text.is);
  if (put.length === 0 && taken.length > 0) return phraseRemoval(taken, was, prefix, text.was);
  return taken.length === 0 ? undefined : phraseChange(was, is, prefix, suffix, text);
}

function phraseInsertion(after: readonly string[]): string | undefined {
  const lines = after.map((line) => line.trim()).filter((line) => line !== '');
  const first = lines[0];
  if (first === undefined) return undefined;
  const imported = /^(?:import|from|use|using|#include)\b/.test(first) ? importedNames(first) : undefined;
  if (imported !== undefined) return quote('importing', imported);
  if (/^(if|unless|guard|assert)\b/.test(first)) return quote('guarding with', first.replace(/[\s{;:]+$/, ''));
  return quote('adding', first.replace(/[\s;]+$/, ''));
}

function importedNames(line: string): string {
  const inBraces = /\{([^}]*)\}/.exec(line)?.[1]?.trim();
  const python = /^from\s+\S+\s+import\s+(.+)$/.exec(line)?.[1];
  return inBraces || python || namesOf(line)[0] || line;
}

function phraseAddition(put: readonly CodeToken[], tokens: readonly CodeToken[], prefix: number, text: string) {
  if (put.length === 1 && put[0]!.text === 'await') return phraseAwait(tokens, prefix + 1, text);
  return withNeighbour('adding', put, tokens[prefix - 1], text);
}

function phraseRemoval(taken: readonly CodeToken[], tokens: readonly CodeToken[], prefix: number, text: string) {
  return withNeighbour('removing', taken, tokens[prefix - 1], text);
}

/** Signs alone say little; the word before them tells where they stand. */
function withNeighbour(verb: string, core: readonly CodeToken[], neighbour: CodeToken | undefined, text: string) {
  const phrase = quote(verb, textOf(core, text));
  const isSigns = core.every((token) => token.kind === 'sign');
  return phrase === undefined || !isSigns || neighbour === undefined || neighbour.text.length < 2
    ? phrase
    : `${phrase} after ${code(neighbour.text)}`;
}

/** The expression that is awaited: names, dots and whatever is in brackets behind them. */
function phraseAwait(tokens: readonly CodeToken[], first: number, text: string): string | undefined {
  let depth = 0;
  let last = first - 1;
  for (let i = first; i < tokens.length; i += 1) {
    const { text: sign, kind } = tokens[i]!;
    if (kind === 'newline') break;
    if (/^[([{]$/.test(sign)) depth += 1;
    else if (/^[)\]}]$/.test(sign)) depth -= 1;
    else if (depth === 0 && kind === 'sign' && !['.', '?.', '::', '!'].includes(sign)) break;
    if (depth < 0) break;
    last = i;
  }
  const expression = textOf(tokens.slice(first, last + 1), text);
  const bare = expression.replace(/\(.*$/s, '(…)');
  return quote('awaiting', `awaiting ${expression}`.length + 2 > charactersMax ? bare : expression);
}

function phraseChange(
  was: readonly CodeToken[],
  is: readonly CodeToken[],
  prefix: number,
  suffix: number,
  text: { was: string; is: string },
): string | undefined {
  const put = is.slice(prefix, is.length - suffix);
  const taken = was.slice(prefix, was.length - suffix);
  if (taken.length === 1 && taken[0]!.text === '.' && put.length === 1 && put[0]!.text === '?.') {
    return withNeighbour('adding', put, is[prefix - 1], text.is);
  }
  // Signs are told from each other more easily with the words around them, and brackets belong in pairs.
  const left = [...taken, ...put].every((token) => token.kind === 'sign') ? 1 : 0;
  let right = left;
  while (right < Math.min(suffix, bracketsMax) && !isBalanced(is.slice(prefix - left, is.length - suffix + right))) {
    right += 1;
  }
  const around = (tokens: readonly CodeToken[]) =>
    tokens.slice(Math.max(0, prefix - left), tokens.length - Math.max(0, suffix - right));
  const from = quote('changing', textOf(around(was), text.was));
  const to = textOf(around(is), text.is);
  return from === undefined || to.includes('\n') ? undefined : `${from} to ${code(to)}`;
}

function isBalanced(tokens: readonly CodeToken[]): boolean {
  const count = (pattern: RegExp) => tokens.filter((token) => pattern.test(token.text)).length;
  return count(/^[([{]$/) === count(/^[)\]}]$/);
}

function textOf(tokens: readonly CodeToken[], text: string): string {
  return tokens.length === 0 ? '' : text.slice(tokens[0]!.start, tokens.at(-1)!.end);
}

function quote(verb: string, text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' || trimmed.includes('\n') ? undefined : `${verb} ${code(trimmed)}`;
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function countLines({ path, before, after }: Hunk): string {
  const lines = Math.max(before.length, after.length);
  const phrase = (place: string) => `changing ${lines} ${lines === 1 ? 'line' : 'lines'} in ${code(place)}`;
  if (phrase(path).length <= charactersMax) return phrase(path);
  const base = posix.basename(path);
  return phrase(base).length <= charactersMax ? phrase(base) : `changing ${lines} ${lines === 1 ? 'line' : 'lines'}`;
}
