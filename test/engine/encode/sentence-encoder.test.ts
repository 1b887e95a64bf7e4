// A user's own encoder: what is read of a sentence-transformers folder, and what is said of a folder that is not read.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadEncoder } from '../../../src/engine/encode/encoder-loader.ts';
import { EncoderUnavailable } from '../../../src/engine/encode/encoder-unavailable.ts';
import { makeSentenceFolder } from './made-sentence-folder.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'sentence-encoder-'));
const made = (changes?: Readonly<Record<string, object | undefined>>) =>
  makeSentenceFolder(mkdtempSync(path.join(scratch, 'tiny-')), changes);
afterAll(() => rmSync(scratch, { recursive: true }));

const rounded = (vector: Float32Array) => [...vector].map((value) => Math.round(value * 100) / 100);

test('splits words into pieces, leaves padding out, and takes the mean at unit length', async () => {
  const encoder = await loadEncoder(made());
  const vectors = await encoder.encode(['Close files', 'open', '', 'quux']);
  // `close`, `file` and `##s` beside the mark of the beginning.
  expect(vectors.map(rounded)).toEqual([
    [0.41, 0, 0.82, 0.41],
    [0, 0.71, 0, 0.71],
    [0, 0, 0, 1],
    [0, 0, 0, 1],
  ]);
  await encoder.close();
});

test('takes the first token alone where the model is made for it', async () => {
  const pooling = { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false };
  const encoder = await loadEncoder(made({ '1_Pooling/config.json': pooling }));
  expect((await encoder.encode(['close file'])).map(rounded)).toEqual([[0, 0, 0, 1]]);
  await encoder.close();
});

test('a text of any length is encoded by its start, and many texts in order', async () => {
  const encoder = await loadEncoder(made());
  const [long] = await encoder.encode([`close ${'file '.repeat(100)}`]);
  expect(rounded(long!)).toEqual([0.3, 0, 0.9, 0.3]);
  const many = await encoder.encode(Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 'open' : 'close close file')));
  expect(rounded(many[28]!)).toEqual([0, 0.71, 0, 0.71]);
  expect(rounded(many[29]!)).toEqual([0.82, 0, 0.41, 0.41]);
  await encoder.close();
});

test('its id changes with what is in the folder', async () => {
  const folders = [made(), made({ 'tokenizer_config.json': {} }), made({ 'modules.json': undefined })];
  const other = made({ '1_Pooling/config.json': { pooling_mode_cls_token: true } });
  const digests = await Promise.all(
    [...folders, other].map(async (folder) => {
      const encoder = await loadEncoder(folder);
      await encoder.close();
      expect(encoder.id).toMatch(/^tiny-\w+-4-[0-9a-f]{12}$/);
      return encoder.id.slice(-12);
    }),
  );
  expect(new Set(digests).size).toBe(2);
});

test.each([
  [{ 'modules.json': [{ type: 'sentence_transformers.models.Dense' }] }, /kind sentence_transformers.models.Dense/],
  [{ '1_Pooling/config.json': { pooling_mode_max_tokens: true } }, /only the mean and the first token/],
  [{ 'tokenizer.json': {} }, /cannot be read/],
])('what is not supported is said (%#)', async (changes, message) => {
  const failure = await loadEncoder(made(changes)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EncoderUnavailable);
  expect((failure as Error).message).toMatch(message);
});

test('a folder without a model is not taken for one', async () => {
  const folder = made();
  rmSync(path.join(folder, 'model.onnx'));
  await expect(loadEncoder(folder)).rejects.toThrow(/there is none of model.onnx/);
});
