// The training, on a language of a dozen made-up words: what belongs together is learned, and what is written can be read.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { limitPairs, planBatches } from '../../../scripts/encoder/batch-plan.ts';
import { writeEncoder } from '../../../scripts/encoder/encoder-files.ts';
import { trainEncoder } from '../../../scripts/encoder/encoder-trainer.ts';
import type { TextPair } from '../../../scripts/encoder/text-pair.ts';
import { loadTokenSumEncoder } from '../../../src/engine/encode/token-sum-encoder.ts';
import { seededRandom } from '../../evaluate/ranking-measure.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'training-'));
afterAll(() => rmSync(folder, { recursive: true }));

const translations = [
  'kala fish',
  'vesi water',
  'puu tree',
  'tuli fire',
  'maa earth',
  'ilma wind',
  'kivi stone',
  'yö night',
];
/** Two words and their translations, in all combinations. */
const pairs: TextPair[] = translations.flatMap((one, i) =>
  translations.map((other, k) => ({
    kind: 'comment' as const,
    question: `${one.split(' ')[0]} ${other.split(' ')[0]}`,
    answer: `${one.split(' ')[1]}(${other.split(' ')[1]})`,
    source: `package${(i + k) % 3}`,
  })),
);
const settings = {
  seed: 3,
  epochs: 30,
  dimensions: 16,
  stemsMax: 100,
  textsMin: 2,
  buckets: 8,
  wordsMax: 50,
  batchSize: 16,
  scale: 10,
  rate: 0.02,
  dropout: 0.1,
  hardness: 0.5,
};

test('words that are used for each other come to lie near each other, and the files that ship say the same', async () => {
  const train = () => trainEncoder(pairs, undefined, settings, () => undefined);
  const trained = await train();
  expect((await train()).table.rows).toEqual(trained.table.rows);
  writeEncoder(folder, trained, settings);
  const encoder = await loadTokenSumEncoder(folder);
  const answers = await encoder.encode(translations.map((pair) => pair.split(' ')[1]!));
  const questions = await encoder.encode(translations.map((pair) => pair.split(' ')[0]!));
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d]!, 0);
  const nearest = questions.map((question) => {
    const cosines = answers.map((answer) => dot(question, answer));
    return cosines.indexOf(Math.max(...cosines));
  });
  expect(nearest).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const [known, unknown] = await encoder.encode(['kala', 'never seen']);
  expect(dot(known!, known!)).toBeCloseTo(1, 4);
  expect(dot(unknown!, unknown!)).toBeCloseTo(1, 4);
  await encoder.close();
});

test('a batch holds one kind of pair, and the harder it is, the fewer packages', () => {
  const mixed = [...pairs, ...pairs.map((pair) => ({ ...pair, kind: 'test' as const }))];
  const packagesOf = (hardness: number) => {
    const batches = planBatches(mixed, 16, hardness, seededRandom(1));
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(mixed.map((_, number) => number));
    for (const batch of batches) expect(new Set(batch.map((number) => mixed[number]!.kind)).size).toBe(1);
    return batches.map((batch) => new Set(batch.map((number) => mixed[number]!.source)).size);
  };
  expect(Math.min(...packagesOf(0))).toBe(3);
  expect(Math.min(...packagesOf(1))).toBe(1);
});

test('no package gives more than its share', () => {
  const kept = limitPairs(pairs, () => 5, seededRandom(1));
  expect(kept).toHaveLength(15);
});
