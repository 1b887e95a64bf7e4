// What the memory says to a model. Answers and remarks come in, text within a budget of tokens goes out, in which every
// remembered line begins with a bar, so that none can pass for one of ours, and a line that gives orders is set apart.
import type { PlaceNow } from '../model/citation.ts';
import type { Remark } from '../model/remark.ts';
import { readsAsInstruction } from '../model/trust.ts';
import { printable, shorten } from './plain-text.ts';

const lineCharsMax = 300;
const linesMaxDefault = 12;

/**
 * Tokens of a text, counted high: a word is one for every eight letters, a number one for every three digits, every
 * other mark one of its own. Real tokenizers make fewer of prose and about as many of code and paths.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/[A-Za-z]+|\d+|[^\sA-Za-z\d]|\n/g)) {
    const perToken = /[A-Za-z]/.test(piece) ? 8 : /\d/.test(piece) ? 3 : 1;
    tokens += Math.ceil(piece.length / perToken);
  }
  return tokens;
}

/** Frames that a model may take for those of its own conversation. Behind a name stands a type's argument, not a frame. */
const frameTag = /(?<![\w$])<(?=\|?\/?[a-z][\w:-]*(?:[\s|/>]|$))/gi;
/** Those that hosts use, wherever they stand. */
const hostFrame =
  /<(?=\|?\/?(?:system|user|assistant|human|developer|tool|function|context|instructions?|important|im_)[\w:-]*(?:[\s|/>]|$))/g;

/** Remembered text, line by line behind a bar; behind `|!` where it reads as an order. Markup of frames is broken. */
export function quote(
  text: string,
  {
    linesMax = linesMaxDefault,
    charsMax = lineCharsMax,
  }: { readonly linesMax?: number; readonly charsMax?: number } = {},
): string[] {
  const lines = text
    .split(/\r?\n|[\u2028\u2029]/)
    .filter((line) => line.trim() !== '')
    .slice(0, linesMax)
    .map((line) => shorten(printable(line), charsMax));
  // What gives an order only over several lines is set apart as a whole.
  const isOrder = readsAsInstruction(text) && !lines.some(readsAsInstruction);
  return lines.map((line) => `${isOrder || readsAsInstruction(line) ? '|!' : '|'} ${breakFrames(line)}`);
}

function breakFrames(line: string): string {
  return line.replace(frameTag, '‹').replace(hostFrame, '‹').replaceAll('```', "'''");
}

/** What was said in a few words, for one line; withheld where it gives orders, since nobody asked for it. */
export function quoteInline(text: string): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  return readsAsInstruction(line) ? '[withheld: it reads as an order to a model]' : breakFrames(line);
}

const cutIdChars = 12;

/**
 * An id as a model may read it. Ids come from hosts and transcripts, so one may hold words: it ends before the first
 * space, and early where it reads as an order. Its start is enough to find it by.
 */
export function nameId(id: string): string {
  const word = breakFrames(printable(id).split(/\s/, 1)[0]!);
  return readsAsInstruction(word) ? word.slice(0, cutIdChars) : word;
}

/** Such as `commit 1a2b3c4d5e` or `event 0f3e1a22-7c`; as much of an id as `feedback` needs to find it. */
export function nameEvidence(id: string): string {
  const sha = /^git:[0-9a-f]+:([0-9a-f]{7,})$/.exec(id)?.[1];
  return sha === undefined ? `event ${shorten(nameId(id), 60)}` : `commit ${sha.slice(0, 10)}`;
}

/** The id in what a model gives back for one: as it was named, or with its kind before it. */
export function readEvidenceName(said: string): string {
  return said
    .trim()
    .replace(/^(?:evidence\s+)?(?:(?:commit|event)\s+)?/i, '')
    .replace(/…$/, '');
}

export const nowWords: Readonly<Record<PlaceNow, string>> = { changed: 'changed since', gone: 'gone' };

function markTrust({ trust, evidence, now }: Remark): string {
  const since = (now ?? []).map(quoteInline);
  return `[${[trust, ...evidence.slice(0, 1).map(nameEvidence), ...since].join(', ')}]`;
}

const headings: Readonly<Record<Remark['kind'], string>> = {
  belief: 'held to be true here',
  open: 'stands open',
  'dead-end': 'dead ends',
  past: 'done before',
  fix: 'fixed before',
  fragile: 'fragile places',
  place: 'places to look at',
  convention: 'facts',
};

export interface RenderedRemarks {
  readonly lines: readonly string[];
  /** Those that found room. */
  readonly told: readonly Remark[];
  /** Tokens of the lines. */
  readonly tokens: number;
}

/** The most worth saying first into the budget, then grouped under headings in the order of their kinds. */
export function renderRemarks(remarks: readonly Remark[], tokensMax: number): RenderedRemarks {
  const chosen: { readonly remark: Remark; readonly lines: readonly string[] }[] = [];
  const opened = new Set<string>();
  let tokens = 0;
  for (const remark of remarks) {
    const lines = renderRemark(remark);
    const heading = opened.has(remark.kind) ? 0 : countTokens(`${headings[remark.kind]}:\n`);
    const cost = countTokens(`${lines.join('\n')}\n`) + heading;
    if (tokens + cost > tokensMax) continue;
    tokens += cost;
    opened.add(remark.kind);
    chosen.push({ remark, lines });
  }
  const groups = Map.groupBy(chosen, ({ remark }) => remark.kind);
  const kinds = Object.keys(headings) as Remark['kind'][];
  const lines = kinds.flatMap((kind) => {
    const group = groups.get(kind);
    return group === undefined ? [] : [`${headings[kind]}:`, ...group.flatMap((each) => each.lines)];
  });
  return { lines, told: chosen.map(({ remark }) => remark), tokens };
}

function renderRemark(remark: Remark): string[] {
  const text = `| ${shorten(quoteInline(remark.text), lineCharsMax)} ${markTrust(remark)}`;
  return [text, ...(remark.lines ?? []).map((line) => `|   ${shorten(quoteInline(line), lineCharsMax)}`)];
}

/** The lines that fit, and word of it where not all do. */
export function fitLines(lines: readonly string[], tokensMax: number): string {
  const kept: string[] = [];
  const closing = '(cut to fit)';
  let left = tokensMax - countTokens(closing) - 1;
  for (const line of lines) {
    left -= countTokens(`${line}\n`);
    if (left < 0) return [...kept, closing].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}
