// Text to vectors by the small model that ships. In goes a folder with `model.onnx`, `vocabulary.txt` and `encoder.json`,
// out comes the encoder. A folder of another making is read by sentence-encoder.ts.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Encoder } from '../model/ports.ts';
import { EncoderUnavailable, messageOf, type OnnxModel, openOnnxModel, padIds, readNumbers } from './onnx-model.ts';
import { createTokenizer, type TokenBag, type Tokenizer } from './tokenizer.ts';

interface Description {
  readonly name: string;
  readonly dimensions: number;
  /** Words of a text that are looked at. */
  readonly wordsMax: number;
  /** Rows for the pieces of unknown words. */
  readonly buckets: number;
  /** Sha-256 of the model and the vocabulary: with a row astray every vector would be wrong, and nothing would show it. */
  readonly digest: string;
}

/** Texts of one run of the model: more bring no speed, only memory, and a long text pads all of its batch. */
const batchMax = 16;

/**
 * Loads the encoder. Its id names the model and what is in its files, so that vectors of an exchanged model are never
 * mixed with those of the former.
 *
 * @throws EncoderUnavailable where a file is missing or broken or ONNX Runtime does not load on this machine
 */
export async function loadOnnxEncoder(folder: string): Promise<Encoder> {
  const { description, model: bytes, vocabulary } = await readParts(folder);
  const tokenizer = readVocabulary(vocabulary, description);
  const model = await openOnnxModel(bytes);
  const encode = (bags: readonly TokenBag[]) => runModel(model, bags, description.dimensions);
  try {
    await encode([{ ids: [1, tokenizer.size - 1], weights: [1, 1] }]);
  } catch (cause) {
    await model.close();
    throw new EncoderUnavailable('the model does not run on its own vocabulary; install the extension anew.', cause);
  }
  return {
    id: `${description.name}-${description.dimensions}-${description.digest.slice(0, 12)}`,
    dimensions: description.dimensions,
    async encode(texts) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchMax) {
        vectors.push(...(await encode(texts.slice(start, start + batchMax).map(tokenizer.bagOf))));
      }
      return vectors;
    },
    close: () => model.close(),
  };
}

/** Copies each vector out of the result. */
async function runModel(model: OnnxModel, batch: readonly TokenBag[], dimensions: number): Promise<Float32Array[]> {
  const { ids, length } = padIds(
    batch.map((bag) => bag.ids),
    0,
  );
  const weights = new Float32Array(ids.length);
  for (const [row, bag] of batch.entries()) weights.set(bag.weights, row * length);
  const { embedding } = await model.run({ ids, weights }, [batch.length, length]);
  const numbers = readNumbers(embedding, [batch.length, dimensions]);
  return batch.map((_, row) => numbers.slice(row * dimensions, (row + 1) * dimensions));
}

async function readParts(folder: string) {
  try {
    const [json, vocabulary, model] = await Promise.all([
      readFile(path.join(folder, 'encoder.json'), 'utf8'),
      readFile(path.join(folder, 'vocabulary.txt'), 'utf8'),
      readFile(path.join(folder, 'model.onnx')),
    ]);
    const description = parseDescription(json);
    const digest = createHash('sha256').update(model).update(vocabulary).digest('hex');
    if (digest !== description.digest)
      throw new Error('model.onnx or vocabulary.txt is not the one that belongs there');
    return { description, vocabulary, model };
  } catch (cause) {
    throw new EncoderUnavailable(`its files in ${folder} cannot be read (${messageOf(cause)}).`, cause);
  }
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
