// Text to vectors by the encoder that ships. In goes a folder with `model.onnx`, the numbers of its table in `model.onnx.data`,
// `vocabulary.txt` and `encoder.json`, out comes the encoder. The model is a sum of rows, which is done here: ONNX Runtime
// would do it no better and take 39 MB more, a quarter of what an engine may take. That it gives the same is tested.
// A folder of another making is read by sentence-encoder.ts.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Encoder } from '../model/ports.ts';
import { EncoderUnavailable, messageOf } from './encoder-unavailable.ts';
import { TokenTable } from './token-table.ts';
import { createTokenizer, type Tokenizer } from './tokenizer.ts';

interface Description {
  readonly name: string;
  readonly dimensions: number;
  /** Words of a text that are looked at. */
  readonly wordsMax: number;
  /** Rows for the pieces of unknown words. */
  readonly buckets: number;
  /** Sha-256 of the model, its table and the vocabulary: with a row astray every vector would be wrong, and nothing would show it. */
  readonly digest: string;
}

/** In the encoder's folder. */
export const encoderFiles = {
  description: 'encoder.json',
  model: 'model.onnx',
  /** The rows, and after them the gains, as they are. */
  table: 'model.onnx.data',
  vocabulary: 'vocabulary.txt',
} as const;
/** Texts that are encoded in one turn of the loop, some milliseconds. */
const batchMax = 16;

/**
 * Loads the encoder. Its id names the model and what is in its files, so that vectors of an exchanged model are never
 * mixed with those of the former.
 *
 * @throws EncoderUnavailable where a file is missing or broken
 */
export async function loadTokenSumEncoder(folder: string): Promise<Encoder> {
  const { description, vocabulary } = await readParts(folder);
  const { name, dimensions, digest } = description;
  const tokenizer = readVocabulary(vocabulary, description);
  const table = await openTable(path.join(folder, encoderFiles.table), tokenizer.size, dimensions);
  return {
    id: `${name}-${dimensions}-${digest.slice(0, 12)}`,
    dimensions,
    async encode(texts) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchMax) {
        if (start > 0) await nextTurn();
        vectors.push(...(await table.sumsOf(texts.slice(start, start + batchMax).map(tokenizer.bagOf))));
      }
      return vectors;
    },
    async wordComparer() {
      const compare = await table.comparer();
      return (asked, said) => compare(asked.map(tokenizer.bagOfStem), said.map(tokenizer.bagOfStem));
    },
    close: () => table.close(),
  };
}

async function openTable(file: string, size: number, dimensions: number): Promise<TokenTable> {
  try {
    return await TokenTable.open(file, size, dimensions);
  } catch (cause) {
    throw new EncoderUnavailable('its table does not fit its vocabulary; install the extension anew.', cause);
  }
}

async function readParts(folder: string) {
  const fileOf = (name: keyof typeof encoderFiles) => path.join(folder, encoderFiles[name]);
  try {
    const description = parseDescription(await readFile(fileOf('description'), 'utf8'));
    const vocabulary = await readFile(fileOf('vocabulary'), 'utf8');
    const digest = await digestOf([fileOf('model'), fileOf('table')], vocabulary);
    if (digest !== description.digest) {
      const { model, table, vocabulary } = encoderFiles;
      throw new Error(`${model}, ${table} or ${vocabulary} is not the one that belongs there`);
    }
    return { description, vocabulary };
  } catch (cause) {
    throw new EncoderUnavailable(
      `its files in ${folder} cannot be read (${messageOf(cause)}); install the extension anew.`,
      cause,
    );
  }
}

/** A piece at a time: read whole, the table would stay with the process for long. */
async function digestOf(files: readonly string[], text: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.update(text).digest('hex');
}

function parseDescription(json: string): Description {
  const { name, dimensions, wordsMax, buckets, digest } = JSON.parse(json);
  if (typeof name !== 'string' || ![dimensions, wordsMax, buckets].every(isCount) || typeof digest !== 'string') {
    throw new Error('encoder.json lacks a name, dimensions, wordsMax, buckets or digest');
  }
  return { name, dimensions, wordsMax, buckets, digest };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}

function readVocabulary(vocabulary: string, { buckets, wordsMax }: Description): Tokenizer {
  try {
    const stems = vocabulary.split('\n').filter((stem) => stem !== '');
    return createTokenizer(stems, buckets, wordsMax);
  } catch (cause) {
    throw new EncoderUnavailable(`its vocabulary is broken (${messageOf(cause)}).`, cause);
  }
}
