// Text to vectors by a model that the user chose: in goes a folder as the library sentence-transformers writes it, with the
// model in ONNX, out comes the encoder. Read are transformers that are pooled by mean or by their first token; a further
// layer, or a prompt before each text, is not read, and the user is told so.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Encoder } from '../model/ports.ts';
import { EncoderUnavailable, messageOf } from './encoder-unavailable.ts';
import { type OnnxModel, openOnnxModel, padIds, readNumbers } from './onnx-model.ts';

type Pooling = 'mean' | 'cls';

interface Parts {
  readonly modelFile: string;
  readonly tokenizer: Tokenizer;
  readonly pooling: Pooling;
  /** Tokens of a text that are looked at. */
  readonly lengthMax: number;
  readonly padding: number;
  readonly digest: string;
}

/** The first that is there. */
const modelFiles = ['model.onnx', 'onnx/model.onnx', 'onnx/model_quantized.onnx', 'model_quantized.onnx'];
const modulesRead = /\.(?:Transformer|Pooling|Normalize)$/;
/** Traces are short, and the cost of a transformer grows with the square of the length. */
const lengthMaxDefault = 256;
/** Texts of one run: long ones pad all of their batch. */
const batchMax = 8;

/** Whether the folder is of this kind, rather than of the kind that ships. */
export function isSentenceFolder(folder: string): boolean {
  return existsSync(path.join(folder, 'tokenizer.json'));
}

/**
 * Its id names the folder and what is in its files. Cost: that of the model; vectors have as many numbers as the model's
 * last layer.
 *
 * @throws EncoderUnavailable where a file is missing or broken, or the model is of a kind that is not read
 */
export async function loadSentenceEncoder(folder: string): Promise<Encoder> {
  const parts = await readParts(folder);
  const model = await openOnnxModel(parts.modelFile);
  const encode = (texts: readonly string[]) => runModel(model, parts, texts);
  try {
    const [vector] = await encode(['a']);
    return {
      id: `${path.basename(path.resolve(folder))}-${vector!.length}-${parts.digest.slice(0, 12)}`,
      dimensions: vector!.length,
      async encode(texts) {
        const vectors: Float32Array[] = [];
        for (let start = 0; start < texts.length; start += batchMax) {
          vectors.push(...(await encode(texts.slice(start, start + batchMax))));
        }
        return vectors;
      },
      close: () => model.close(),
    };
  } catch (cause) {
    await model.close();
    throw new EncoderUnavailable(`the model in ${folder} does not run (${messageOf(cause)}).`, cause);
  }
}

async function runModel(
  model: OnnxModel,
  { tokenizer, pooling, lengthMax, padding }: Parts,
  texts: readonly string[],
): Promise<Float32Array[]> {
  const rows = texts.map((text) => shorten(tokenizer.encode(text).ids, lengthMax));
  const { ids, length } = padIds(rows, padding);
  const mask = padIds(
    rows.map((row) => row.map(() => 1)),
    0,
  ).ids;
  const known = { input_ids: ids, attention_mask: mask, token_type_ids: new BigInt64Array(ids.length) };
  const unknown = model.inputs.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) throw new Error(`it wants ${unknown}, which is no input of a sentence transformer`);
  const inputs = Object.entries(known).filter(([name]) => model.inputs.includes(name));
  const outputs = await model.run(Object.fromEntries(inputs), [rows.length, length]);
  const output = outputs.last_hidden_state ?? outputs.token_embeddings ?? outputs[model.outputs[0]!];
  const dimensions = output?.dims[2] ?? 0;
  const numbers = readNumbers(output, [rows.length, length, dimensions]);
  return rows.map((row, at) => {
    const count = pooling === 'cls' ? 1 : row.length;
    const start = at * length * dimensions;
    return pool(numbers.subarray(start, start + count * dimensions), dimensions);
  });
}

/** The sum of the tokens' vectors, at unit length; of no token, zero. */
function pool(tokens: Float32Array, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [i, value] of tokens.entries()) vector[i % dimensions]! += value;
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** Keeps the end mark. */
function shorten(ids: readonly number[], lengthMax: number): number[] {
  return ids.length <= lengthMax ? [...ids] : [...ids.slice(0, lengthMax - 1), ids.at(-1)!];
}

async function readParts(folder: string): Promise<Parts> {
  try {
    const modelFile = modelFiles.map((file) => path.join(folder, file)).find((file) => existsSync(file));
    if (modelFile === undefined) throw new Error(`there is none of ${modelFiles.join(', ')}`);
    const read = (file: string) => readJson(path.join(folder, file));
    const tokenizer = await read('tokenizer.json');
    const settings = (await readOptional(folder, 'tokenizer_config.json')) ?? {};
    const modules = (await readOptional(folder, 'modules.json')) ?? [];
    const strange = (modules as { type: string }[]).find(({ type }) => !modulesRead.test(type));
    if (strange !== undefined) throw new Error(`it has a layer of the kind ${strange.type}, which is not supported`);
    const pooling = readPooling(await readOptional(folder, '1_Pooling/config.json'));
    const { max_seq_length: lengthMax } = (await readOptional(folder, 'sentence_bert_config.json')) ?? {};
    const words = new Tokenizer(tokenizer, settings);
    const digest = createHash('sha256').update(await readFile(modelFile));
    return {
      modelFile,
      tokenizer: words,
      pooling,
      lengthMax: Math.min(lengthMaxDefault, Number(lengthMax) || lengthMaxDefault),
      padding: words.token_to_id(String(settings.pad_token ?? '[PAD]')) ?? 0,
      digest: digest.update(JSON.stringify([tokenizer, pooling])).digest('hex'),
    };
  } catch (cause) {
    throw new EncoderUnavailable(`its files in ${folder} cannot be read (${messageOf(cause)}).`, cause);
  }
}

/** Without a description it is the mean, as in most models. */
function readPooling(config: Readonly<Record<string, unknown>> | undefined): Pooling {
  const modes = Object.keys(config ?? {}).filter((name) => name.startsWith('pooling_mode_') && config![name] === true);
  const [mode = 'pooling_mode_mean_tokens', ...more] = modes;
  if (more.length === 0 && mode === 'pooling_mode_mean_tokens') return 'mean';
  if (more.length === 0 && mode === 'pooling_mode_cls_token') return 'cls';
  throw new Error(`it pools by ${modes.join(' and ')}, and only the mean and the first token are supported`);
}

async function readOptional(folder: string, file: string): Promise<Record<string, unknown> | undefined> {
  const whole = path.join(folder, file);
  return existsSync(whole) ? readJson(whole) : undefined;
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8'));
}
