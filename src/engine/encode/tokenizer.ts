// Text to the word ids that the encoder's table has rows for. Id 0 is padding; words without a row are passed over,
// since guesses at their meaning (from their neighbours, from hashes) were measured to bring nothing.
import { splitWords } from '../model/token.ts';

export interface Tokenizer {
  /** Ids of the known words in order, at most `lengthMax`. */
  readonly idsOf: (text: string) => number[];
  /** Rows of the table, padding included. */
  readonly size: number;
}

/**
 * @param words in the order of the table's rows, row 0 (padding) left out; at least one, all different
 * @param lengthMax words of a text that are looked at; the start of a text says what it is about
 */
export function createTokenizer(words: readonly string[], lengthMax: number): Tokenizer {
  const ids = new Map(words.map((word, index) => [word, index + 1]));
  if (ids.size !== words.length || words.length === 0) throw new Error('The vocabulary is empty or repeats a word.');
  return { idsOf, size: words.length + 1 };

  function idsOf(text: string): number[] {
    const found: number[] = [];
    for (const word of splitWords(text)) {
      const id = ids.get(word);
      if (id === undefined) continue;
      found.push(id);
      if (found.length >= lengthMax) break;
    }
    return found;
  }
}
