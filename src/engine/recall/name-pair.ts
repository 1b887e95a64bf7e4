// A question in, the names of several words in it out, and whether a text holds such a name whole: who asks for the retry
// queue is not answered by a retry button and a work queue.
import { stemWord } from '../model/word-stem.ts';
import type { EventText } from './event-passage.ts';
import type { QuestionWord } from './question-words.ts';

/** Words that stand next to each other in a question and say to what something was done. */
export type NamePair<Word> = readonly [Word, Word];

export function namePairsOf<Word extends QuestionWord>(words: readonly Word[]): NamePair<Word>[] {
  return words
    .slice(1)
    .map((word, i) => [words[i]!, word] as const)
    .filter(([one, other]) => one.group === other.group && !one.isLight && !other.isLight);
}

/** What it costs, of the question, to hold `retry` and not `queue` where the retry queue is asked about. */
export const tornNameCost = 0.1;

/** Whether a sentence asks about a name of which only one half is covered. */
export function isNameTorn<Word extends QuestionWord>(
  { words, isSentence }: { readonly words: readonly Word[]; readonly isSentence: boolean },
  covers: (word: Word) => boolean,
): boolean {
  return isSentence && holdsHalfName(namePairsOf(words), covers);
}

/** Whether of any of the names one word is covered and the other is not. */
export function holdsHalfName<Word>(names: readonly NamePair<Word>[], covers: (word: Word) => boolean): boolean {
  return names.some(([one, other]) => covers(one) !== covers(other));
}

/**
 * Whether the title, a path or one line of the text holds both words, in whichever order.
 *
 * @param wordsOf the words of a line, at least those that start as the pair's do
 */
export function holdsName(
  { title, passages }: EventText,
  [one, other]: NamePair<QuestionWord>,
  wordsOf: (line: string) => readonly string[],
): boolean {
  const lines = [title, ...passages.flatMap(({ path, lines: now, former }) => [path ?? '', ...now, ...(former ?? [])])];
  return lines.some((line) => {
    const words = wordsOf(line);
    const held = new Set([...words.map(stemWord), ...words.map(singular)]);
    return [one, other].every((word) => word.parts.every((part, i) => held.has(nameOf(part, word.stems[i]!))));
  });
}

/** A worker is not what did not work: who or what does a thing is told from the deed by its ending, which stems lose. */
function nameOf(part: string, stem: string): string {
  return /(?:er|or)s?$/.test(part) ? singular(part) : stem;
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}
