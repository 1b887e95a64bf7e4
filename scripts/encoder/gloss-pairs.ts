// WordNet's data files come in; words with what they mean, and meanings with an example, go out.
import type { TextPair } from './text-pair.ts';

/** One line a meaning: `offset file type count word id … pointers | gloss; "example"`; lines of the licence begin with blanks. */
export function glossPairs(data: string): Omit<TextPair, 'source'>[] {
  const pairs: Omit<TextPair, 'source'>[] = [];
  for (const line of data.split('\n')) {
    const bar = line.indexOf('|');
    if (bar < 0 || line.startsWith(' ')) continue;
    const fields = line.slice(0, bar).split(' ');
    const count = Number.parseInt(fields[3]!, 16);
    const words = Array.from({ length: count }, (_, i) =>
      fields[4 + 2 * i]!.replaceAll('_', ' ').replace(/\(\w+\)$/, ''),
    );
    const gloss = line.slice(bar + 1).trim();
    const meaning = gloss.replace(/;?\s*"[^"]*"?/g, '').trim();
    if (meaning === '') continue;
    pairs.push({ kind: 'gloss', question: words.join(', '), answer: meaning });
    for (const [, example] of gloss.matchAll(/"([^"]+)"/g)) {
      pairs.push({ kind: 'gloss', question: example!, answer: `${words.join(', ')}: ${meaning}` });
    }
  }
  return pairs;
}
