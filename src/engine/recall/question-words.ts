// A question in, the words that say what it is about out; and the files that it names.
import { splitWords } from '../model/token.ts';
import { stemWord } from '../model/word-stem.ts';

export interface QuestionWord {
  /** As it was written. */
  readonly surface: string;
  /** Its parts in lower case: `retryQueue` has two. A text holds the word when it holds all of them. */
  readonly parts: readonly string[];
  /** Stems of the parts. */
  readonly stems: readonly string[];
  /** Words that were written next to each other, with nothing between that was left out, share a group. */
  readonly group: number;
  /** Says what was done rather than to what. */
  readonly isLight: boolean;
  /** Stems of words for the same deed: who asks why it was dropped is answered by what says that it was removed. */
  readonly kin: ReadonlySet<string>;
}

export interface ParsedQuestion {
  readonly words: readonly QuestionWord[];
  /** What may be a path or a file's name, as written. */
  readonly paths: readonly string[];
  /** It asks for a reason. */
  readonly asksWhy: boolean;
  /** Rather than a list of words. */
  readonly isSentence: boolean;
  /** It asks for how things are, so that of several that answer the last does. */
  readonly asksNow: boolean;
}

const stopWords = new Set(
  (
    'a about across after again all also am an and any anything are as at be been before being but by can could did do ' +
    'does doing done during else ever for from get give go going got had has have he her here him his how i if in into ' +
    'is it its just know let like may me might more most much my no nor not now of off on once one only or other our ' +
    'out over own please really reason say she should show so some something still such t s d ll re ve m than that the ' +
    'their them then there these they thing this those through to too under until up us very via was we were what ' +
    'when where whether which while who whom whose why will with without would you your tell explain remember happen ' +
    'happened happens'
  ).split(' '),
);

/** Deeds that go by several names. Change is none of them: whatever happened is one. */
const deeds = [
  'drop remove delete discard retire kill strip unship eliminate',
  'stop disable forbid disallow deprecate drop end',
  'add introduce create implement start begin support enable allow bring',
  'switch replace move migrate convert swap port',
  'rename call name',
  'fix solve repair correct resolve address handle',
  'revert undo restore rollback back',
  'choose pick prefer decide adopt',
  'improve speed optimize optimise',
].map((names) => new Set(names.split(' ').map(stemWord)));

const lightWords = new Set(
  (
    'hold holds held change changed alter altered modify modified update updated rework became become came come commit last latest make made need new old put set take taken took time try tried turn ' +
    'version want wanted way work worked works write wrote written first repository project codebase code chosen chose ' +
    'began begun kept keep avoid reject rejected lead led help helped relate related involve involved concern concerned ' +
    'edit edited touch touched bring brought thing things gone away against behind matter cause caused answer part ' +
    'today currently nowadays presently right use used uses using'
  ).split(' '),
);

const pathLike = /(?:[\w@.$-]+\/)+[\w@.$-]+|[\w@$-]+(?:\.[\w$-]+)*\.[A-Za-z]\w{0,5}\b/g;
const asksWhy = /\b(why|how come|what for|reason|rationale|motivation)\b/i;
const asksNow = /\b(?:now|currently|nowadays|at present|these days)\b/i;

const determiners = new Set('what which whose the a an our its their this that these those each every of'.split(' '));
/** What is done ever again, and not what was done once. */
const asksOfPresent = /\b(?:do|does) (?:we|it|they|you|the|our|an?|this|that)\b/i;
/** Without any it is no sentence but a list of words. */
const auxiliary = /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|we|you|they|i|to)\b/i;

/** A word that says nothing by itself; lower case. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** A word that is written twice counts once. */
export function parseQuestion(question: string): ParsedQuestion {
  const words: QuestionWord[] = [];
  const seen = new Set<string>();
  let group = 0;
  let before = '';
  const isSentence = auxiliary.test(question);
  const isPresent = asksOfPresent.test(question);
  for (const surface of question.match(/[\p{L}\p{N}_$]+|[^\p{L}\p{N}_$\s]+/gu) ?? []) {
    const parts = splitWords(surface);
    const stems = parts.map(stemWord);
    const key = stems.join(' ');
    if (parts.length === 0 || parts.every(isStopWord)) group += 1;
    else if (!seen.has(key))
      words.push({
        surface,
        parts,
        stems,
        group,
        ...nameDeed(parts, stems, isNoun(parts[0]!, before, isSentence), isPresent),
      });
    seen.add(key);
    before = surface.toLowerCase();
  }
  return {
    words,
    paths: question.match(pathLike) ?? [],
    asksWhy: asksWhy.test(question),
    isSentence,
    asksNow: asksNow.test(question),
  };
}

/** `the resolver`, `which port`: names of things that are spelled as a deed is. */
function isNoun(word: string, before: string, isSentence: boolean): boolean {
  return /(?:ers?|ors?)$/.test(word) || (!/(?:ed|ing)$/.test(word) && (!isSentence || determiners.has(before)));
}

function nameDeed(
  parts: readonly string[],
  stems: readonly string[],
  isName: boolean,
  isPresent: boolean,
): Pick<QuestionWord, 'isLight' | 'kin'> {
  if (isName && !lightWords.has(parts[0]!)) return { isLight: false, kin: new Set() };
  if (parts.length > 1) return { isLight: false, kin: new Set() };
  const kin = new Set(deeds.filter((deed) => deed.has(stems[0]!)).flatMap((deed) => [...deed]));
  const isLight = kin.size > 0 || lightWords.has(parts[0]!);
  // What we support is no deed: nobody asks when it was begun.
  return { isLight, kin: isPresent ? new Set() : kin };
}
