// An edit that was made again and again, as a template of one line: tokens before, tokens after, some of them holes. Fitted
// to a line, it gives what would be replaced there. What sleep learns and recall offers is read by the same rules here.
import { type CodeToken, commonEnds, readTokens } from './code-token.ts';

export interface EditTemplate {
  /** Of the files it was learned in, with its dot: `.ts`. */
  readonly extension: string;
  /** Source text; what is a hole stands as a mark, the same hole as the same mark in both. */
  readonly before: string;
  readonly after: string;
}

/** An edit of one line; offsets in UTF-16 units, `end` is exclusive. */
export interface LineRewrite {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A template made ready to be fitted to many lines. */
export interface FittingTemplate {
  readonly template: EditTemplate;
  readonly before: readonly CodeToken[];
  readonly after: readonly CodeToken[];
  /** Tokens that both sides begin and end with: the guard around what is replaced. */
  readonly prefix: number;
  readonly suffix: number;
  /** The longest text that every line which it fits must hold. */
  readonly telltale: string;
}

const keyStart = 'edit-rule ';
/** From the private use area, so that no language has them. */
const firstMark = 0xe000;
export const holesMax = 9;
const markPattern = /[\ue000-\ue009]/g;

/** @param n from 0 up to and without `holesMax` */
export function holeMark(n: number): string {
  return String.fromCharCode(firstMark + n);
}

export function isHole({ text }: Pick<CodeToken, 'text'>): boolean {
  return text.length === 1 && text.charCodeAt(0) >= firstMark && text.charCodeAt(0) <= firstMark + holesMax;
}

/** What a hole may stand for: one name, text or number. */
export function isVariable({ kind }: CodeToken): boolean {
  return kind === 'name' || kind === 'string' || kind === 'number';
}

/** A line that holds a mark of its own can be no example, and is left alone. */
export function holdsMark(line: string): boolean {
  return line.search(markPattern) !== -1;
}

/** Names the rule; holds all of the template. */
export function keyOfTemplate({ extension, before, after }: EditTemplate): string {
  return `${keyStart}${JSON.stringify([extension, before, after])}`;
}

/** @throws for a key that is no rule's */
export function templateOfKey(key: string): EditTemplate {
  const [extension, before, after] = JSON.parse(key.slice(keyStart.length)) as [string, string, string];
  return { extension, before, after };
}

/** As it is told to people: `① == null`, and `…` for what there is nothing of. */
export function wordTemplate(side: string): string {
  const shown = side.replace(markPattern, (mark) => String.fromCharCode(0x2460 + mark.charCodeAt(0) - firstMark));
  return shown.trim() === '' ? '…' : shown;
}

export function fitTemplate(template: EditTemplate): FittingTemplate {
  const [before, after] = [readTokens(template.before), readTokens(template.after)];
  const literals = before.filter((token) => !isHole(token)).map(({ text }) => text);
  const telltale = literals.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  return { template, before, after, ...commonEnds(before, after), telltale };
}

/**
 * Everything in the line that the template fits, from left to right, none overlapping another. Cost: some ten
 * microseconds for a line that holds the telltale, nearly nothing for others.
 */
export function findRewrites(fitting: FittingTemplate, line: string): LineRewrite[] {
  if (!line.includes(fitting.telltale) || holdsMark(line)) return [];
  const tokens = readTokens(line);
  const rewrites: LineRewrite[] = [];
  for (let first = 0; first + fitting.before.length <= tokens.length; first += 1) {
    const binding = bind(fitting.before, tokens, first);
    if (binding === undefined) continue;
    rewrites.push(rewriteAt(fitting, tokens, first, binding, line));
    first += fitting.before.length - 1;
  }
  return rewrites;
}

export function applyRewrites(line: string, rewrites: readonly LineRewrite[]): string {
  return rewrites.reduceRight((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), line);
}

/** What each hole stands for at this place of a line; undefined where the pattern does not fit. */
function bind(
  pattern: readonly CodeToken[],
  tokens: readonly CodeToken[],
  first: number,
): ReadonlyMap<string, string> | undefined {
  const binding = new Map<string, string>();
  for (const [i, part] of pattern.entries()) {
    const here = tokens[first + i]!;
    if (!isHole(part)) {
      if (part.text !== here.text) return undefined;
      continue;
    }
    if (!isVariable(here) || (binding.get(part.text) ?? here.text) !== here.text) return undefined;
    binding.set(part.text, here.text);
  }
  return binding;
}

/** Between the guards all is written anew, blanks too; the guards themselves stay as they are. */
function rewriteAt(
  { template, before, after, prefix, suffix }: FittingTemplate,
  tokens: readonly CodeToken[],
  first: number,
  binding: ReadonlyMap<string, string>,
  line: string,
): LineRewrite {
  const last = first + before.length - 1;
  const start = prefix > 0 ? tokens[first + prefix - 1]!.end : tokens[first]!.start;
  const end = suffix > 0 ? tokens[last - suffix + 1]!.start : tokens[last]!.end;
  const from = prefix > 0 ? after[prefix - 1]!.end : 0;
  const to = suffix > 0 ? after[after.length - suffix]!.start : template.after.length;
  const text = template.after.slice(from, to).replace(markPattern, (mark) => binding.get(mark) ?? mark);
  const isAtEnd = suffix === 0 && line.slice(end).trim() === '';
  return { start, end, text: isAtEnd ? text.trimEnd() : text };
}
