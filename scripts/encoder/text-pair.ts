// What the encoder learns from: two texts that mean the same, such as a comment and the code under it. In, the files of a
// package; out, its pairs.
import { commentPairs } from './comment-pairs.ts';
import { sectionPairs } from './section-pairs.ts';
import { testPairs } from './test-pairs.ts';
import { throwPairs } from './throw-pairs.ts';

/** `comment`: its first sentence and the code; `declaration`: the same over a type alone; `throw`: an error's text and the code before it. */
export type PairKind = 'comment' | 'declaration' | 'section' | 'test' | 'throw' | 'gloss' | 'manual';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface TextPair {
  readonly kind: PairKind;
  /** Natural language. */
  readonly question: string;
  readonly answer: string;
  /** The package it comes from. */
  readonly source: string;
}

const answerCharsMin = 30;
const answerCharsMax = 2_000;
const wordsMin = 3;
const questionCharsMax = 300;
/** Larger files are mostly bundles or data. */
const fileCharsMax = 300_000;
const minifiedLineChars = 400;

/** Pairs of one package, each question once: sources come before bundles, whose copies are passed over. */
export function pairsOfPackage(source: string, files: readonly SourceFile[]): TextPair[] {
  const seen = new Set<string>();
  const pairs: TextPair[] = [];
  for (const file of files.toSorted((a, b) => rankOf(a.path) - rankOf(b.path))) {
    if (file.text.length > fileCharsMax) continue;
    for (const { kind, question, answer } of pairsOfFile(file)) {
      const pair = { kind, question: plain(question).slice(0, questionCharsMax), answer: answer.trim(), source };
      const key = `${pair.kind === 'declaration' ? 'comment' : pair.kind} ${pair.question.toLowerCase()}`;
      if (!isTelling(pair) || seen.has(key)) continue;
      seen.add(key);
      pairs.push({ ...pair, answer: pair.answer.slice(0, answerCharsMax) });
    }
  }
  return pairs;
}

function pairsOfFile({ path, text }: SourceFile): Omit<TextPair, 'source'>[] {
  if (/\.(?:md|markdown)$/i.test(path)) {
    return /change|history|license|contribut|security|conduct|governance/i.test(path) ? [] : sectionPairs(text);
  }
  if (!/\.(?:[cm]?[jt]sx?)$/.test(path) || /\.min\./.test(path) || isMinified(text)) return [];
  if (/\.d\.[cm]?ts$/.test(path)) return commentPairs(text, 'declaration');
  return [...commentPairs(text, 'comment'), ...testPairs(text), ...throwPairs(text)];
}

function isMinified(text: string): boolean {
  const head = text.slice(0, 20_000);
  return head.length / head.split('\n').length > minifiedLineChars / 4;
}

/** Sources first, then what was built from them, then types. */
function rankOf(path: string): number {
  const isBuilt = /(?:^|\/)(?:dist|build|umd|cjs|esm|es|bundle|min)\//.test(path);
  return (/\.d\.[cm]?ts$/.test(path) ? 4 : 0) + (isBuilt ? 2 : 0);
}

/** Links, code marks and emphasis go, and the blanks that are left. */
function plain(text: string): string {
  return text
    .replace(/\{@\w+\s+([^}|]*)(?:\|[^}]*)?\}/g, '$1')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function isTelling({ question, answer }: TextPair): boolean {
  return (question.match(/\p{L}{2,}/gu) ?? []).length >= wordsMin && answer.length >= answerCharsMin;
}
