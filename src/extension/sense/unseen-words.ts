// Names that were typed while nothing was to be recorded are quoted by later errors, and texts are written out by the program
// that they stand in. A message comes in; it goes out with a blank in the place of each of them, by which it is still told
// and still recognised: what is the same about an error met elsewhere leaves names out anyway.

import type { UnseenMarks } from './unseen-marks.ts';

/** Shorter words are everywhere and give nothing away. */
const wordCharsMin = 3;
const literalCharsMin = 6;
/** Each costs a search of what programs write. */
const literalsMax = 1_000;
const blank = '_';

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** What a program may write out of the text that it was given, between what it puts into it. */
const literalPart = /[^'"`$%{}\n\\]+/g;
const quoted = /'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|‘[^’\n]*’|“[^”\n]*”/g;
/** Of the kind that code is made of and sentences are not: `cartTotal`, `cart_total`, `total2`. */
const codeShaped = /\p{Ll}\p{Lu}|[\p{N}_$]/u;
/** What every language calls its values by is nobody's secret, and tells errors apart. */
const ofLanguages = new Set(
  (
    'any bool boolean char double false float function int int32 int64 long never none null number object ' +
    'promise array map set str string symbol true undefined unknown void i32 i64 u8 u32 u64 usize f64'
  ).split(' '),
);

export class UnseenWords {
  readonly #words: UnseenMarks;
  /** Searched for in what programs write, so they are known to this window only. */
  readonly #literals = new Set<string>();

  constructor(words: UnseenMarks) {
    this.#words = words;
  }

  /** A file had the one text when the looking stopped, and has the other now. */
  add(before: string, now: string): void {
    const known = new Set(before.match(word));
    for (const each of now.match(word) ?? []) {
      if (each.length < wordCharsMin || known.has(each) || ofLanguages.has(each.toLowerCase())) continue;
      this.#words.add(each);
    }
    const knownLiterals = new Set(literalsIn(before));
    for (const each of literalsIn(now)) {
      if (!knownLiterals.has(each) && this.#literals.size < literalsMax) this.#literals.add(each);
    }
  }

  /** What a program wrote, or was found to have thrown, loses the names that {@link coverMessage} takes and the texts. */
  coverOutput(text: string): string {
    let covered = text;
    for (const literal of this.#literals) covered = covered.replaceAll(literal, blank);
    return this.coverMessage(covered, '');
  }

  /** @param unseenLine where the error stands, if that line is unseen itself; empty otherwise. No such word of it is told. */
  coverMessage(message: string, unseenLine: string): string {
    if (this.#words.isEmpty) return message;
    const atFault = new Set(unseenLine.match(word));
    const cover = (text: string, isTelling: (each: string) => boolean) =>
      text.replace(word, (each) => (this.#words.has(each) && isTelling(each) ? blank : each));
    const unquoted = message.replace(quoted, (part) => cover(part, () => true));
    return cover(unquoted, (each) => atFault.has(each) || codeShaped.test(each));
  }

  /** A sentence or a line of code loses the unseen words that no sentence would hold. */
  coverCode(text: string): string {
    if (this.#words.isEmpty) return text;
    return text.replace(word, (each) => (codeShaped.test(each) && this.#words.has(each) ? blank : each));
  }

  holds(text: string): boolean {
    return text.match(word)?.some((each) => this.#words.has(each)) ?? false;
  }
}

function literalsIn(text: string): string[] {
  const parts = (text.match(quoted) ?? []).flatMap((literal) => literal.match(literalPart) ?? []);
  return parts.map((part) => part.trim()).filter((part) => part.length >= literalCharsMin);
}
