// The measure of encoders, with encoders whose worth is known beforehand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PairKind, TextPair } from '../../scripts/encoder/text-pair.ts';
import { measureEncoderCost } from './encoder-cost.ts';
import { type EncodeTexts, runEncoder } from './encoder-task.ts';

const subjects = ['river', 'bridge', 'harbour', 'meadow', 'orchard', 'quarry'];
const pairOf = (kind: PairKind, subject: string, i: number): TextPair => ({
  kind,
  question: `How is the ${subject} crossed?`,
  // Only every second answer shares a word with its question.
  answer: i % 2 === 0 ? `${subject}.cross(now)` : `thing${i}.cross(now)`,
  source: `package${i % 3}`,
});
const pairs = (['comment', 'section', 'test', 'throw'] as const).flatMap((kind) =>
  subjects.map((subject, i) => pairOf(kind, subject, i)),
);

/** A direction for each subject. */
const knowing: EncodeTexts = async (texts) =>
  texts.map((text) => {
    const own = subjects.findIndex((subject, i) => text.includes(subject) || text.includes(`thing${i}.`));
    return Float32Array.from(subjects, (_, i) => Number(i === own));
  });
const blank: EncodeTexts = async (texts) => texts.map(() => new Float32Array(subjects.length));

test('an encoder that knows the meaning finds all, one that knows nothing guesses, and words find what they share', async () => {
  const results = await runEncoder({ pairs, seed: 1, encoder: knowing, wordVectors: blank });
  const mrr = Object.fromEntries(
    results.filter(({ category }) => category === 'comment → code').map(({ method, metrics }) => [method, metrics.mrr]),
  );
  expect(mrr['second-nature']).toBe(1);
  expect(mrr.fused).toBe(1);
  expect(mrr['word-vectors']).toBeCloseTo((1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5 + 1 / 6) / 6, 5);
  expect(mrr.bm25).toBeGreaterThan(mrr['word-vectors'] as number);
  expect(mrr.bm25).toBeLessThan(1);
  expect(new Set(results.map(({ category, n }) => `${category} ${n}`)).size).toBe(4);
});

test('alone, the encoder is measured without those it is compared with', async () => {
  const results = await runEncoder({ pairs, seed: 1, encoder: knowing });
  expect(new Set(results.map(({ method }) => method))).toEqual(new Set(['second-nature']));
});

test('its cost counts every file that ships, and short texts alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'encoder-cost-'));
  writeFileSync(join(folder, 'model.onnx'), 'x'.repeat(2_000_000));
  writeFileSync(join(folder, 'vocabulary.txt'), 'y'.repeat(500_000));
  const { n, metrics } = await measureEncoderCost(knowing, ['a river', 'z'.repeat(900)], folder, 1);
  rmSync(folder, { recursive: true });
  expect([n, metrics.megabytes]).toEqual([1, 2.5]);
  expect(metrics.p95Ms as number).toBeGreaterThanOrEqual(metrics.p50Ms as number);
});
