// The trained table becomes the files that ship: each row as small integers with one factor, the model, its vocabulary and
// a description that holds them together.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encoderFiles } from '../../src/engine/encode/token-sum-encoder.ts';
import { encoderGraph } from './encoder-graph.ts';
import type { TrainedEncoder } from './encoder-trainer.ts';
import { writeOnnxModel } from './onnx-writer.ts';

/** @returns bytes written */
export function writeEncoder(
  folder: string,
  { stems, table }: TrainedEncoder,
  { buckets, wordsMax }: { readonly buckets: number; readonly wordsMax: number },
): number {
  const { dimensions, size } = table;
  const rows = new Int8Array(size * dimensions);
  const gains = new Float32Array(size);
  for (let id = 1; id < size; id += 1) {
    const scale = quantise(table.rows, rows, id * dimensions, (id + 1) * dimensions);
    gains[id] = scale * Math.exp(table.logWeights[id]!);
  }
  const model = writeOnnxModel(encoderGraph({ dimensions, rows, gains }));
  const numbers = Buffer.concat([new Uint8Array(rows.buffer), new Uint8Array(gains.buffer)]);
  const vocabulary = `${stems.join('\n')}\n`;
  const digest = createHash('sha256').update(model).update(numbers).update(vocabulary).digest('hex');
  const description = `${JSON.stringify({ name: 'token-sum', dimensions, wordsMax, buckets, digest }, null, 2)}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, encoderFiles.model), model);
  writeFileSync(path.join(folder, encoderFiles.table), numbers);
  writeFileSync(path.join(folder, encoderFiles.vocabulary), vocabulary);
  writeFileSync(path.join(folder, encoderFiles.description), description);
  return model.length + numbers.length + vocabulary.length + description.length;
}

/** Fills the integers with numbers in [-127, 127] and gives what they must be multiplied by. */
function quantise(values: Float32Array, integers: Int8Array, start: number, end: number): number {
  let largest = 0;
  for (let i = start; i < end; i += 1) largest = Math.max(largest, Math.abs(values[i]!));
  const scale = largest === 0 ? 1 : largest / 127;
  for (let i = start; i < end; i += 1) integers[i] = Math.round(values[i]! / scale);
  return scale;
}
