// Text to the rows of the encoder's table and how much each counts. Words are known by their stems; a word without a row
// of its own is made of its letters, four at a time, so that a name never seen still has a place near its like.
import { TermIds } from '../model/term-ids.ts';
import { hashText } from '../model/text-hash.ts';
import { splitWords } from '../model/token.ts';
import { stemWord } from '../model/word-stem.ts';

/** Rows and their factors, of equal length. Row 0 is padding and does not occur. */
export interface TokenBag {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

export interface Tokenizer {
  /** Each row once. */
  readonly bagOf: (text: string) => TokenBag;
  /** Of one word, by its stem. */
  readonly bagOfStem: (stem: string) => TokenBag;
  /** Rows of the table, padding included. */
  readonly size: number;
}

const gramLength = 4;

/**
 * Rows: padding, then one a stem, then the buckets that pieces of other words are hashed into.
 *
 * @param stems in the order of the table's rows; at least one, all different
 * @param bucketCount 0 where unknown words are passed over
 * @param wordsMax words of a text that are looked at; the start of a text says what it is about
 */
export function createTokenizer(stems: readonly string[], bucketCount: number, wordsMax: number): Tokenizer {
  const rows = new TermIds();
  for (const stem of stems) rows.learn(stem);
  if (rows.size !== stems.length || stems.length === 0) throw new Error('The vocabulary is empty or repeats a word.');
  const stemCount = stems.length;
  return { bagOf, bagOfStem: (stem) => bagOfCounts([[stem, 1]]), size: stemCount + 1 + bucketCount };

  function bagOf(text: string): TokenBag {
    return bagOfCounts(countStems(text, wordsMax));
  }

  function bagOfCounts(counts: Iterable<readonly [stem: string, count: number]>): TokenBag {
    const weights = new Map<number, number>();
    const add = (id: number, weight: number) => weights.set(id, (weights.get(id) ?? 0) + weight);
    for (const [stem, count] of counts) {
      const weight = saturate(count);
      const row = rows.of(stem);
      if (row >= 0) add(row + 1, weight);
      else if (bucketCount > 0) {
        const grams = gramsOf(stem);
        for (const gram of grams)
          add(1 + stemCount + ((hashText(gram) >>> 0) % bucketCount), weight / Math.sqrt(grams.length));
      }
    }
    return { ids: [...weights.keys()], weights: [...weights.values()] };
  }
}

/** How often each stem occurs among the first words of a text. */
export function countStems(text: string, wordsMax: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of splitWords(text).slice(0, wordsMax)) {
    const stem = stemWord(word);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

/** A word said often counts more, not as many times more. */
function saturate(count: number): number {
  return 1 + Math.log(count);
}

/** `queue` gives `<que`, `queu`, `ueue`, `eue>`. */
function gramsOf(stem: string): string[] {
  const marked = `<${stem}>`;
  if (marked.length <= gramLength) return [marked];
  return Array.from({ length: marked.length - gramLength + 1 }, (_, start) => marked.slice(start, start + gramLength));
}
