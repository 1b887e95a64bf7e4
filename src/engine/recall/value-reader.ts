// A text in, the values that it states out, and whether it says that something changed. So that a later statement about
// the same thing can be told from one that merely mentions it.

export interface StatedValues {
  readonly numbers: ReadonlySet<string>;
  /** Names, identifiers, and plain words that are said to be what something is; lower case. */
  readonly names: ReadonlySet<string>;
  /** Words with a capital that begin a sentence, and may be a name or not; lower case. */
  readonly beginnings: ReadonlySet<string>;
  /** What it says is no more: `from Redis`, `instead of 8080`; lower case. */
  readonly former: ReadonlySet<string>;
  /** It says that something is otherwise than before. */
  readonly tellsChange: boolean;
  /** It says that something is again as it was. */
  readonly tellsReturn: boolean;
}

const number = /(?<![\w.])\d[\d.,:]*\d|(?<![\w.])\d/g;
/** Capitals within a sentence, or a word with a digit, a dot, a dash or a change of case in it. */
const name =
  /(?<=[\p{L}\p{N},;:)”">→]\s+[“"`]?)\p{Lu}[\p{L}\p{N}]+|\b\p{Ll}+\p{Lu}\p{L}*|\b\p{Lu}\p{Ll}+\p{Lu}\p{L}*|\b\p{L}+\d[\p{L}\d]*|\b\p{L}[\p{L}\d]*(?:[-_.][\p{L}\d]+)+/gu;
const beginning = /(?:^|[.!?:]\s+|\n)[“"`]?(\p{Lu}[\p{L}\d]*)/gu;
const saidToBe =
  /\b(?:is|are|to|on|onto|with|uses?|using|via|by|against|of|from|than|for|called|named|becomes?|became|not|over)\s+(?:now\s+|the\s+|a\s+|an\s+)?[“"`']?([\p{L}][\p{L}\d_.-]*)/giu;
const assigned = /(?:^|[\s"'{,(])[\w.-]+["']?\s*(?::|=|=>)\s*["']?([\w.@/-]+)/g;
const formerValue =
  /\b(?:from|instead of|rather than|no longer(?:\s+\p{L}+){0,2}|replac(?:es|ed|ing)|in place of|not|away from|against|dropped|left|retired)\s+(?:the\s+)?(?:old\s+)?[“"`']?([\p{L}\d][\p{L}\d_.:-]*)/giu;
/** Of those, what says by itself that something was given up: what is `not` so need never have been. */
const abandoned =
  /\b(?:in place of|away from|replac(?:es|ed|ing)|retired)\s+(?:the\s+)?(?:old\s+)?[“"`']?([\p{L}\d][\p{L}\d_.:-]*)/giu;
const change =
  /\b(?:mov(?:es?|ed|ing)|switch(?:es|ed|ing)?|migrat\w+|renam\w+|replac\w+|chang\w+|no longer|instead of|rather than|now|as of|from (?:today|now)|any ?more|bump\w*|rais(?:es?|ed|ing)|lower(?:s|ed|ing)?|revert\w*|became|becom(?:es?|ing)|goodbye|farewell|takes? over|took over|hands? over|handed|turn(?:s|ed) into|swap\w*|adopt\w*)\b|->|→/i;
const returning =
  /\b(?:back (?:to|on|with)|again|revert\w*|stays? with|undo\w*|undid|decided against|roll\w* back|restor\w+)\b/i;
const plainWords = new Set(
  'the a an it its we our us this that these those now today then there here be been being was were is are on in at to of and or but not again first last new old same one two day week month year time work use uses used run runs set sets all any some more less no yes because'.split(
    ' ',
  ),
);

/** Of an issue or a pull request; it names what was talked about and is no value of it. */
const reference = /\(?#\d+\)?/g;

/** @param about words of the question, lower case, which are no values */
export function readValues(said: string, about: ReadonlySet<string>): StatedValues {
  const text = said.replaceAll(reference, ' ');
  const isValue = (word: string) => !about.has(word) && !plainWords.has(word);
  const former = new Set(found(text, formerValue).filter(isValue));
  const names = [
    ...(text.match(name) ?? []).map((each) => each.toLowerCase()),
    ...found(text, saidToBe),
    ...found(text, assigned),
  ];
  return {
    numbers: new Set((text.match(number) ?? []).filter(isValue)),
    names: new Set(names.filter((each) => isValue(each) && !/^[\d.,:]+$/.test(each))),
    beginnings: new Set(found(text, beginning).filter(isValue)),
    former,
    tellsChange: change.test(text) || found(text, abandoned).some(isValue),
    tellsReturn: returning.test(text),
  };
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!.replace(/[.,:]+$/, '').toLowerCase());
}

/** Whether both state a value of one type, and the later one another than the earlier. */
export function differs(later: StatedValues, earlier: StatedValues): boolean {
  const isNew = (value: string) => !earlier.names.has(value) && !earlier.beginnings.has(value);
  if (earlier.numbers.size > 0 && [...later.numbers].some((value) => !earlier.numbers.has(value))) return true;
  if (earlier.names.size === 0) return false;
  // A word that began a sentence is a name where the later one has it within one.
  const speaksOfOld =
    [...earlier.names].some((value) => later.names.has(value) || later.beginnings.has(value)) ||
    [...earlier.beginnings].some((value) => later.names.has(value));
  return [...later.names, ...(speaksOfOld ? later.beginnings : [])].some(isNew);
}

/** Whether the later one says of a value of the earlier one that it is no more. */
export function takesBack(later: StatedValues, earlier: StatedValues): boolean {
  return [...later.former].some((value) => earlier.names.has(value) || earlier.numbers.has(value));
}
