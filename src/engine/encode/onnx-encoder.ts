// Text to vectors by a small ONNX model. In goes a folder with `model.onnx`, `vocabulary.txt` and `encoder.json`, out
// comes the encoder. This is the only file that touches ONNX Runtime, which is loaded only when it is needed.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Encoder } from '../model/ports.ts';
import { createTokenizer, type Tokenizer } from './tokenizer.ts';

type Runtime = typeof import('onnxruntime-node');

/** The encoder is not to be had; the message says why, and what is lost, in words for the user. */
export class EncoderUnavailable extends Error {
  constructor(reason: string, cause: unknown) {
    super(`The text encoder is not available, so recall goes by words alone: ${reason}`, { cause });
    this.name = 'EncoderUnavailable';
  }
}

interface Description {
  readonly name: string;
  readonly dimensions: number;
  /** Words of a text that are looked at. */
  readonly lengthMax: number;
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
  const { description, model, vocabulary } = await readParts(folder);
  const tokenizer = readVocabulary(vocabulary, description);
  const { runtime, session } = await openSession(model);
  const encode = (ids: readonly number[][]) => runModel(runtime, session, ids, description.dimensions);
  try {
    await encode([[1, tokenizer.size - 1]]);
  } catch (cause) {
    await session.release();
    throw new EncoderUnavailable('the model does not run on its own vocabulary; install the extension anew.', cause);
  }
  return {
    id: `${description.name}-${description.dimensions}-${description.digest.slice(0, 12)}`,
    dimensions: description.dimensions,
    encode: (texts) => encodeTexts(texts, tokenizer, encode),
    close: () => session.release(),
  };
}

async function encodeTexts(
  texts: readonly string[],
  tokenizer: Tokenizer,
  encode: (ids: readonly number[][]) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += batchMax) {
    vectors.push(...(await encode(texts.slice(start, start + batchMax).map(tokenizer.idsOf))));
  }
  return vectors;
}

/** Pads the texts of a batch to one length, with at least one column, and copies each vector out of the result. */
async function runModel(
  { Tensor }: Runtime,
  session: InferenceSession,
  batch: readonly number[][],
  dimensions: number,
): Promise<Float32Array[]> {
  const length = batch.reduce((max, ids) => Math.max(max, ids.length), 1);
  const padded = new BigInt64Array(batch.length * length);
  // Ids are small, so their low halves say all; made one by one, the big integers would cost more than the model.
  const lowHalves = new Int32Array(padded.buffer);
  for (const [row, ids] of batch.entries()) {
    for (const [column, id] of ids.entries()) lowHalves[2 * (row * length + column)] = id;
  }
  const { embedding } = await session.run({ ids: new Tensor('int64', padded, [batch.length, length]) });
  const data = checkShape(embedding, batch.length, dimensions);
  return batch.map((_, row) => data.slice(row * dimensions, (row + 1) * dimensions));
}

function checkShape(embedding: Tensor | undefined, rows: number, dimensions: number): Float32Array {
  const shape = embedding?.dims.join(' × ');
  if (shape !== `${rows} × ${dimensions}` || !(embedding!.data instanceof Float32Array)) {
    throw new Error(`The model gives ${shape ?? 'nothing'} where ${rows} × ${dimensions} numbers are due.`);
  }
  return embedding!.data;
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
  const { name, dimensions, lengthMax, digest } = JSON.parse(json);
  if (typeof name !== 'string' || !isCount(dimensions) || !isCount(lengthMax) || typeof digest !== 'string') {
    throw new Error('encoder.json lacks a name, dimensions, lengthMax or digest');
  }
  return { name, dimensions, lengthMax, digest };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}

function readVocabulary(vocabulary: string, { lengthMax }: Description): Tokenizer {
  try {
    return createTokenizer(
      vocabulary.split('\n').filter((word) => word !== ''),
      lengthMax,
    );
  } catch (cause) {
    throw new EncoderUnavailable(`its vocabulary is broken (${messageOf(cause)}).`, cause);
  }
}

async function openSession(model: Uint8Array): Promise<{ runtime: Runtime; session: InferenceSession }> {
  const runtime = await loadRuntime();
  try {
    const session = await runtime.InferenceSession.create(model, {
      // A text takes microseconds: more threads would only wait for each other.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      enableCpuMemArena: false,
      logSeverityLevel: 4,
    });
    return { runtime, session };
  } catch (cause) {
    throw new EncoderUnavailable(`its model cannot be opened (${messageOf(cause)}).`, cause);
  }
}

async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new EncoderUnavailable(`ONNX Runtime does not load on this machine (${messageOf(cause)}).`, cause);
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
