// Edits of single lines in, templates out that say what edits of one shape have in common: the least general
// generalisation over their tokens, with as much around the change as a guard asks for. (Plotkin 1970, first order.)
import { type CodeToken, commonEnds, readTokens } from '../model/code-token.ts';
import { type EditTemplate, holeMark, holesMax, isHole, isVariable } from '../model/edit-template.ts';
import type { LinePair } from './past-edit.ts';

/** An edit as tokens: what changed, between `prefix` tokens that stayed and `suffix` that did. */
export interface EditExample {
  readonly pair: LinePair;
  readonly before: readonly CodeToken[];
  readonly after: readonly CodeToken[];
  readonly prefix: number;
  readonly suffix: number;
}

const changedMax = 12;
const templateCharsMax = 120;
const bracketReachMax = 6;

/** Undefined for what was no deed, changed blanks only, or changed too much to be one of a kind. */
export function readExample(pair: LinePair): EditExample | undefined {
  if (!pair.isDeed || pair.before === undefined) return undefined;
  const [before, after] = [readTokens(pair.before), readTokens(pair.after)];
  const { prefix, suffix } = commonEnds(before, after);
  const ends = prefix + suffix;
  const changed = Math.max(before.length, after.length) - ends;
  if (changed === 0 || changed > changedMax) return undefined;
  const example = { pair, before, after, prefix, suffix };
  return isPassing(example) ? undefined : example;
}

/** Part of an address, or the name of a commit: hexadecimal digits of both kinds, seven or more. */
const addressPart = /:\/\/|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/;

/** What changes with every release says nothing of the next: addresses, hashes, and one number for another. */
function isPassing(example: EditExample): boolean {
  const { before, after } = changedOf(example);
  if ([...before, ...after].some(({ text }) => addressPart.test(text))) return true;
  const bare = [...before, ...after].filter(({ kind }) => kind !== 'sign');
  return before.length > 0 && after.length > 0 && bare.length > 0 && bare.every(isPassingNumber);
}

/** Alone or in quotes: `42`, `'1.2.0'`, `"^18.04"`. */
function isPassingNumber({ kind, text }: CodeToken): boolean {
  return kind === 'number' || (kind === 'string' && /^.[~^]?v?\d+(?:\.\d+)*(?:-[\w.]+)?.$/.test(text));
}

/** Equal for edits that may be of one kind: the same words come and go, and what stays in the change moves alike. */
export function narrowShape(example: EditExample): string {
  const { bound, before, after } = changedOf(example);
  const write = (token: CodeToken) => (bound.has(token.text) ? `<${bound.get(token.text)}>` : token.text);
  return JSON.stringify([example.pair.extension, before.map(write), after.map(write)]);
}

/** The same, whatever the names, texts and numbers are that go. */
export function wideShape(example: EditExample): string {
  const { bound, before, after } = changedOf(example);
  const write = (token: CodeToken) => (bound.has(token.text) ? `<${bound.get(token.text)}>` : token.text);
  const widely = (token: CodeToken) => (isVariable(token) && !bound.has(token.text) ? `<${token.kind}>` : write(token));
  return JSON.stringify([example.pair.extension, before.map(widely), after.map(write)]);
}

function changedOf({ before, after, prefix, suffix }: EditExample) {
  const changed = {
    before: before.slice(prefix, before.length - suffix),
    after: after.slice(prefix, after.length - suffix),
  };
  const kept = new Set(changed.after.filter(isVariable).map(({ text }) => text));
  const bound = new Map<string, number>();
  for (const token of changed.before) {
    if (isVariable(token) && kept.has(token.text) && !bound.has(token.text)) bound.set(token.text, bound.size);
  }
  return { ...changed, bound };
}

/**
 * What the examples have in common.
 *
 * @param examples of one shape
 * @param reach how many tokens on each side of the change may guard it
 * @returns undefined where something would be written that the place does not give, or where it would fit nearly everywhere
 */
export function generalise(examples: readonly EditExample[], reach: number): EditTemplate | undefined {
  const left = guardOf(examples, reach, needLeft, ({ before, prefix }, k) => before[prefix - k]);
  const right = guardOf(examples, reach, needRight, ({ before, suffix }, k) =>
    k <= suffix ? before[before.length - suffix + k - 1] : undefined,
  );
  if (left === undefined || right === undefined) return undefined;
  const holes = new Map<string, string>();
  const before = writeSide(examples, 'before', left, right, holes, true);
  const after = before && writeSide(examples, 'after', left, right, holes, false);
  if (before === undefined || after === undefined || !isTelling(before)) return undefined;
  if (before.length > templateCharsMax || after.length > templateCharsMax) return undefined;
  return { extension: examples[0]!.pair.extension, before, after };
}

/** How many tokens beside a change a template has to hold, and how many it had better hold. */
interface Need {
  readonly must: number;
  readonly should: number;
}

/**
 * How many tokens beside the change all examples share or may vary in; what merely varies at the outer end is no guard,
 * unless it is needed. Undefined where what must be held has nothing in common.
 */
function guardOf(
  examples: readonly EditExample[],
  reach: number,
  needOf: (example: EditExample) => Need,
  at: (example: EditExample, k: number) => CodeToken | undefined,
): number | undefined {
  const needs = examples.map(needOf);
  const must = Math.max(...needs.map((need) => need.must));
  const should = Math.max(must, ...needs.map((need) => need.should));
  let [size, telling] = [0, 0];
  for (let k = 1; k <= Math.max(reach, should); k += 1) {
    const column = examples.map((example) => at(example, k));
    if (column.some((token) => token === undefined)) break;
    const isSame = column.every((token) => token!.text === column[0]!.text);
    if (!isSame && !column.every((token) => isVariable(token!))) break;
    size = k;
    if (isSame) telling = k;
  }
  const isAtEdge = examples.every((example) => at(example, 1) === undefined);
  return size < must && !isAtEdge ? undefined : Math.max(telling, Math.min(should, size));
}

/** Where something is put in or taken out, or the blanks change with it, its neighbour tells how they are to be. */
function needLeft(example: EditExample): Need {
  const { pair, before, after, prefix } = example;
  const differs = blankAt(pair.before!, before, prefix) !== blankAt(pair.after, after, prefix);
  return { must: isOneSided(example) || differs ? 1 : 0, should: 0 };
}

/** So, too, on the right; and a bracket that is opened in the change had better be closed in the template, where it is near. */
function needRight(example: EditExample): Need {
  const { pair, before, after, prefix, suffix } = example;
  const [end, endAfter] = [before.length - suffix, after.length - suffix];
  const differs = blankAt(pair.before!, before, end) !== blankAt(pair.after, after, endAfter);
  const must = isOneSided(example) || differs ? 1 : 0;
  let depth = before.slice(prefix, end).reduce((sum, token) => Math.max(0, sum + turnOf(token)), 0);
  for (let k = 0; depth > 0 && k < Math.min(suffix, bracketReachMax); k += 1) {
    depth += turnOf(before[end + k]!);
    if (depth === 0) return { must, should: k + 1 };
  }
  return { must, should: 0 };
}

function isOneSided({ before, after, prefix, suffix }: EditExample): boolean {
  return before.length === prefix + suffix || after.length === prefix + suffix;
}

function turnOf({ text }: CodeToken): number {
  if (text === '(' || text === '[' || text === '{') return 1;
  return text === ')' || text === ']' || text === '}' ? -1 : 0;
}

/** The blanks before a token; none at the edges of the line. */
function blankAt(line: string, tokens: readonly CodeToken[], index: number): string {
  const [left, right] = [tokens[index - 1], tokens[index]];
  return left === undefined || right === undefined ? '' : line.slice(left.end, right.start);
}

/** One side as text, spaced as in the latest example. What differs between examples becomes a hole, alike where it differs alike. */
function writeSide(
  examples: readonly EditExample[],
  side: 'before' | 'after',
  left: number,
  right: number,
  holes: Map<string, string>,
  mayOpen: boolean,
): string | undefined {
  const windows = examples.map((example) => {
    const tokens = example[side];
    return tokens.slice(example.prefix - left, tokens.length - example.suffix + right);
  });
  const latest = windows.at(-1)!;
  const line = examples.at(-1)!.pair[side]!;
  let [text, end] = ['', latest[0]?.start ?? 0];
  for (const [i, token] of latest.entries()) {
    const column = windows.map((window) => window[i]!);
    const written = column.every((other) => other.text === token.text) ? token.text : holeFor(column, holes, mayOpen);
    if (written === undefined) return undefined;
    text += line.slice(end, token.start) + written;
    end = token.end;
  }
  return text;
}

function holeFor(column: readonly CodeToken[], holes: Map<string, string>, mayOpen: boolean): string | undefined {
  const name = JSON.stringify(column.map(({ text }) => text));
  const known = holes.get(name);
  if (known !== undefined || !mayOpen || holes.size === holesMax || !column.every(isVariable)) return known;
  const mark = holeMark(holes.size);
  holes.set(name, mark);
  return mark;
}

/** Two tokens at least that must be met, one of them a word or a text; or a single name that is long enough to be one's own. */
function isTelling(before: string): boolean {
  const literals = readTokens(before).filter((token) => !isHole(token));
  const words = literals.filter(({ kind, text }) => kind !== 'sign' && (kind !== 'number' || text.length > 1));
  if (literals.length >= 2) return words.length > 0;
  return words.some(({ kind, text }) => kind === 'name' && text.length >= 6);
}
