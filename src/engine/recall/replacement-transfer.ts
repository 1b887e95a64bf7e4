// A past replacement of a few lines in, the same replacement at another place out. What changed is kept, with as much
// of its surroundings as the new place shares; names are variables. (Anti-unification over tokens, in the manner of
// edits learned from single examples, Meng et al. 2011.)

import { type CodeToken, commonEnds, indentationOf, namesOf, readTokens } from '../model/code-token.ts';
import type { ErrorCase } from '../model/error-case.ts';
import type { Hunk } from '../model/event.ts';
import type { ErrorCue, LineEdit } from '../model/recollection.ts';
import { type Binding, bindToken, isVariable } from './name-binding.ts';

export interface TransferContext {
  readonly hunk: Hunk;
  readonly past: ErrorCase;
  readonly cue: ErrorCue;
  readonly errorBinding: Binding;
}

/** A hunk as tokens: `before` and `after` share `prefix` tokens at their start and `suffix` at their end. */
interface TokenEdit {
  readonly before: readonly CodeToken[];
  readonly after: readonly CodeToken[];
  readonly afterText: string;
  readonly prefix: number;
  readonly suffix: number;
  /** Words that the edit takes away: only the same words can be taken away elsewhere. */
  readonly taken: ReadonlySet<string>;
  /** Whether the blanks on each side of what changed are part of the edit; else those of the new place stay. */
  readonly takesBlanks: { readonly left: boolean; readonly right: boolean };
}

interface Place {
  readonly text: string;
  readonly tokens: readonly CodeToken[];
  /** Index of the line of each token. */
  readonly lineOf: readonly number[];
}

/** Tokens `first` to `last` of the place, and what the names of the past stand for there. */
interface Match {
  readonly first: number;
  readonly last: number;
  /** Index of the token in the place that the core, even an empty one, begins at. */
  readonly core: number;
  readonly binding: Binding;
}

const contextTokensMax = 4;

/** How much of the surroundings to ask for, in tokens on each side, the most first. */
const contextSizes = Array.from({ length: (contextTokensMax + 1) ** 2 }, (_, i) => ({
  left: i % (contextTokensMax + 1),
  right: Math.floor(i / (contextTokensMax + 1)),
})).sort((a, b) => b.left + b.right - (a.left + a.right) || Math.abs(a.left - a.right) - Math.abs(b.left - b.right));

export function transferReplacement(context: TransferContext): LineEdit | undefined {
  const edit = readEdit(context.hunk);
  if (edit.prefix + edit.suffix === Math.max(edit.before.length, edit.after.length)) return undefined;
  const place = readPlace(context.cue.lines);
  for (const size of contextSizes) {
    const matches = findMatches(edit, size, place, context);
    if (matches.length !== 1) continue;
    const fitted = writeEdit(edit, matches[0]!, place, context);
    if (fitted !== undefined) return fitted;
  }
  return undefined;
}

function readEdit(hunk: Hunk): TokenEdit {
  const beforeText = hunk.before.join('\n');
  const afterText = hunk.after.join('\n');
  const before = readTokens(beforeText);
  const after = readTokens(afterText);
  const { prefix, suffix } = commonEnds(before, after);
  const kept = new Set(after.map((token) => token.text));
  const coreBefore = before.slice(prefix, before.length - suffix);
  const taken = new Set(coreBefore.filter((token) => isVariable(token) && !kept.has(token.text)).map((t) => t.text));
  const isSwap = prefix + suffix < Math.min(before.length, after.length);
  const keeps = (i: number, j: number) =>
    isSwap && blankBefore(beforeText, before, i) === blankBefore(afterText, after, j);
  const takesBlanks = {
    left: prefix > 0 && !keeps(prefix, prefix),
    right: suffix > 0 && !keeps(before.length - suffix, after.length - suffix),
  };
  return { before, after, afterText, prefix, suffix, taken, takesBlanks };
}

function blankBefore(text: string, tokens: readonly CodeToken[], index: number): string {
  return text.slice(tokens[index - 1]!.end, tokens[index]!.start);
}

function readPlace(lines: readonly string[]): Place {
  const text = lines.join('\n');
  const tokens = readTokens(text);
  let line = 0;
  const lineOf = tokens.map((token) => (token.kind === 'newline' ? line++ : line));
  return { text, tokens, lineOf };
}

function findMatches(
  edit: TokenEdit,
  size: { left: number; right: number },
  place: Place,
  context: TransferContext,
): Match[] {
  // Where nothing is taken away, only what stands on both sides tells where to put something in.
  const isInsertion = edit.prefix + edit.suffix === edit.before.length;
  if (isInsertion && (size.left === 0 || size.right === 0)) return [];
  const left = Math.min(size.left, edit.prefix);
  const right = Math.min(size.right, edit.suffix);
  const pattern = edit.before.slice(edit.prefix - left, edit.before.length - edit.suffix + right);
  // Signs alone fit everywhere and mean nothing.
  if (!pattern.some((token) => isVariable(token) || token.kind === 'keyword')) return [];
  // A side that asks for more than there is, is the edge of the line.
  const isAnchored = { left: size.left > edit.prefix, right: size.right > edit.suffix };
  const matches: Match[] = [];
  for (let first = 0; first + pattern.length <= place.tokens.length; first += 1) {
    const last = first + pattern.length - 1;
    if (isAnchored.left && !isEdge(place.tokens[first - 1])) continue;
    if (isAnchored.right && !isEdge(place.tokens[last + 1])) continue;
    const binding = bindPattern(pattern, edit.taken, place.tokens, first, context.errorBinding);
    if (binding === undefined) continue;
    const match = { first, last, core: first + left, binding };
    if (belongsToError(match, place, context)) matches.push(match);
  }
  return matches;
}

function isEdge(token: CodeToken | undefined): boolean {
  return token === undefined || token.kind === 'newline';
}

function bindPattern(
  pattern: readonly CodeToken[],
  taken: ReadonlySet<string>,
  tokens: readonly CodeToken[],
  first: number,
  errorBinding: Binding,
): Binding | undefined {
  const binding = new Map<string, string>();
  for (const [i, token] of pattern.entries()) {
    const here = tokens[first + i]!;
    if (taken.has(token.text) && here.text !== token.text) return undefined;
    if (!bindToken(binding, token, here)) return undefined;
    const expected = errorBinding.get(token.text);
    if (token.kind === 'name' && expected !== undefined && expected !== here.text) return undefined;
  }
  return binding;
}

/**
 * Whether an edit at the match has to do with the error. An edit of the error's own line then is one of its own line
 * now; elsewhere a name must tie the two lines now as one tied them then, and on the same side of the error.
 */
function belongsToError(match: Match, place: Place, context: TransferContext): boolean {
  const { hunk, past, cue } = context;
  const firstLine = place.lineOf[match.first]!;
  const lastLine = place.lineOf[match.last]!;
  const isOnErrorNow = firstLine <= cue.errorIndex && cue.errorIndex <= lastLine;
  const isOnErrorThen = hunk.startLine <= past.line && past.line < hunk.startLine + hunk.before.length;
  if (isOnErrorThen && isOnErrorNow) return true;
  if (!isOnErrorThen && !isOnErrorNow && hunk.startLine < past.line !== firstLine < cue.errorIndex) return false;
  if (firstLine < cue.errorIndex && !reachesError(cue.lines, lastLine, cue.errorIndex)) return false;
  const onLines = place.tokens.filter((_, i) => firstLine <= place.lineOf[i]! && place.lineOf[i]! <= lastLine);
  return isTied(match, new Set(onLines.map(textOf)), context);
}

/** Whether the block that a line above stands in, or opens, is still open at the error. */
function reachesError(lines: readonly string[], from: number, errorIndex: number): boolean {
  const depth = indentationOf(lines[from]!).length;
  const opens = /[({[:]\s*$/.test(lines[from]!);
  return lines.slice(from + 1, errorIndex).every((line) => {
    if (!/^\s*[})\]]/.test(line)) return true;
    const closing = indentationOf(line).length;
    return closing > depth || (closing === depth && !opens);
  });
}

function isTied(
  match: Match,
  onLinesNow: ReadonlySet<string>,
  { hunk, past, cue, errorBinding }: TransferContext,
): boolean {
  const onErrorThen = new Set(namesOf(past.lineText));
  const onErrorNow = new Set(namesOf(cue.lines[cue.errorIndex] ?? ''));
  const shared = namesOf(hunk.before.join('\n')).filter((name) => onErrorThen.has(name));
  const bound = shared.filter((name) => match.binding.has(name));
  if (bound.length > 0) return bound.every((name) => onErrorNow.has(match.binding.get(name)!));
  return shared.some((name) => {
    const partner = errorBinding.get(name) ?? name;
    return onLinesNow.has(partner) && onErrorNow.has(partner);
  });
}

function textOf(token: CodeToken): string {
  return token.text;
}

function writeEdit(edit: TokenEdit, match: Match, place: Place, context: TransferContext): LineEdit | undefined {
  const { cue, hunk } = context;
  const coreLength = edit.before.length - edit.prefix - edit.suffix;
  const replaced = gapOf(place.tokens, match.core, coreLength, edit.takesBlanks);
  const firstLine = lineAt(place.text, replaced.start);
  const lastLine = lineAt(place.text, replaced.end);
  const before = cue.lines.slice(firstLine, lastLine + 1);
  const startLine = cue.line - cue.errorIndex + firstLine;
  if (hunk.after.length === 0) return { startLine, before, after: [] };
  const replacement = instantiate(edit, match.binding, context, indentationOf(before[0]!));
  if (replacement === undefined) return undefined;
  const text = place.text.slice(0, replaced.start) + replacement + place.text.slice(replaced.end);
  const linesAfter = text.split('\n');
  const grown = linesAfter.length - cue.lines.length;
  return { startLine, before, after: linesAfter.slice(firstLine, lastLine + 1 + grown) };
}

/**
 * The stretch from the token before a core to the token after it, blanks included, since an edit may need others; at
 * the edge of a line the blanks are indentation and stay.
 */
function gapOf(tokens: readonly CodeToken[], core: number, coreLength: number, takes: TokenEdit['takesBlanks']) {
  const left = takes.left ? tokens[core - 1] : undefined;
  const right = takes.right ? tokens[core + coreLength] : undefined;
  const first = tokens[core];
  const last = tokens[core + coreLength - 1];
  const start = left !== undefined && left.kind !== 'newline' ? left.end : (first?.start ?? 0);
  if (right !== undefined && right.kind !== 'newline') return { start, end: right.start };
  return { start, end: coreLength > 0 ? last!.end : start };
}

/** The new text of the gap, with the names of this place; undefined where a name of the past has no counterpart. */
function instantiate(
  edit: TokenEdit,
  binding: Binding,
  { past, errorBinding }: TransferContext,
  indentation: string,
): string | undefined {
  const coreLength = edit.after.length - edit.prefix - edit.suffix;
  const gap = gapOf(edit.after, edit.prefix, coreLength, edit.takesBlanks);
  const fromBefore = new Set(edit.before.map(textOf));
  const onErrorThen = new Set(namesOf(past.lineText));
  let text = '';
  let at = gap.start;
  for (const token of edit.after.slice(edit.prefix, edit.prefix + coreLength)) {
    text += edit.afterText.slice(at, token.start);
    at = token.end;
    const mustBind = isVariable(token) && (fromBefore.has(token.text) || onErrorThen.has(token.text));
    const written = mustBind ? (binding.get(token.text) ?? errorBinding.get(token.text)) : token.text;
    if (written === undefined) return undefined;
    text += written;
  }
  text += edit.afterText.slice(at, gap.end);
  const indentationThen = indentationOf(edit.afterText);
  return text.replaceAll(`\n${indentationThen}`, `\n${indentation}`);
}

function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let i = 0; i < offset; i += 1) if (text.charCodeAt(i) === 10) line += 1;
  return line;
}
