// Source text in, tokens with their places out. No language is parsed: what all of them share is enough to lay one
// edit over another place.

export type TokenKind = 'name' | 'keyword' | 'string' | 'number' | 'sign' | 'newline';

export interface CodeToken {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offsets into the text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?<newline>\n)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<sign>\.\.\.|===|!==|\*\*=|<<=|>>=|\?\?=|&&=|\|\|=|=>|->|::|\?\.|\?\?|&&|\|\||==|!=|<=|>=|\+=|-=|\*=|\/=|%=|:=|\+\+|--|\*\*|[^\s\w])/gu;

/** Words that mean the same wherever they stand, so an edit keeps them as they are. */
const keywords = new Set(
  (
    'abstract and as assert async await bigint bool boolean break case catch char class const continue crate def default ' +
    'defer del delete do double elif else enum except export extends extern False false final finally float fn for from ' +
    'func function global go goto if impl implements import in instanceof int interface is keyof lambda let long ' +
    'loop match mod module mut namespace new nil nonlocal None not null number object of or package pass private ' +
    'protected pub public raise readonly ref return satisfies select short sizeof static string struct ' +
    'switch symbol template throw throws trait True true try type typedef typeof undefined union ' +
    'unknown unsafe until unsigned use using var virtual void volatile where while with yield any never'
  ).split(' '),
);

/** The tokens of a text in order, without blanks; a line end is a token. */
export function readTokens(text: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  for (const match of text.matchAll(pattern)) {
    const groups = match.groups!;
    const word = match[0];
    const start = match.index;
    tokens.push({ kind: kindOf(groups, word), text: word, start, end: start + word.length });
  }
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>, word: string): TokenKind {
  if (groups.name !== undefined) return keywords.has(word) ? 'keyword' : 'name';
  if (groups.newline !== undefined) return 'newline';
  if (groups.number !== undefined) return 'number';
  return groups.string === undefined ? 'sign' : 'string';
}

/** Names in a text, without repeats, in order of appearance. */
export function namesOf(text: string): string[] {
  return [...new Set(readTokens(text).flatMap((token) => (token.kind === 'name' ? [token.text] : [])))];
}

/** Length of the common start and, of what is left, of the common end of two token lists. */
export function commonEnds(
  before: readonly CodeToken[],
  after: readonly CodeToken[],
): { readonly prefix: number; readonly suffix: number } {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix]!.text === after[prefix]!.text) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && before.at(-1 - suffix)!.text === after.at(-1 - suffix)!.text) suffix += 1;
  return { prefix, suffix };
}

/** The blanks a line begins with. */
export function indentationOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}
