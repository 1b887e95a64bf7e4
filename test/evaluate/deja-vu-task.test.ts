// The planted errors are real, a seed gives the same ones again, and the memory knows those that it met.
import { expect, test } from 'vitest';
import { runDejaVu } from './deja-vu-task.ts';
import { plantErrors } from './planted-error.ts';
import { seededRandom } from './ranking-measure.ts';

test('every planted error is one that the compiler reports, and a seed plants the same ones again', () => {
  const planted = plantErrors(seededRandom(7));
  expect(new Set(planted.taught.map((error) => error.operator)).size).toBeGreaterThanOrEqual(10);
  for (const error of [...planted.taught, ...planted.recurrences, ...planted.decoys]) {
    expect(error.errors.length).toBeGreaterThan(0);
    expect(error.broken).not.toBe(error.correct);
  }
  expect(new Set(planted.decoys.map((error) => error.category))).toEqual(new Set(['same-code', 'never-met', 'syntax']));
  const taughtPaths = new Set(planted.taught.map((error) => error.path));
  expect(planted.recurrences.some((error) => taughtPaths.has(error.path))).toBe(false);
  const again = plantErrors(seededRandom(7));
  expect(again.recurrences).toEqual(planted.recurrences);
}, 120_000);

test('errors met again are recognised, decoys are not, and what an ablation takes away is missed', async () => {
  const [all] = await runDejaVu(7, [], 1);
  expect(all!.metrics['hit@1']).toBeGreaterThanOrEqual(0.8);
  expect(all!.metrics.falseFires).toBeLessThanOrEqual(0.1);
  const [without] = await runDejaVu(7, ['standing-syntax'], 1);
  expect(without!.metrics.falseFires).toBeGreaterThan(Number(all!.metrics.falseFires));
}, 120_000);
