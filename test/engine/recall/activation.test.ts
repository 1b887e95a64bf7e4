import { expect, it } from 'vitest';
import { ActivationPool } from '../../../src/engine/recall/activation.ts';
import { seededRandom } from '../../evaluate/ranking-measure.ts';

it('adds up as a map does, and begins anew with each cue', () => {
  const random = seededRandom(1);
  const pool = new ActivationPool();
  for (const idsMax of [40, 5_000, 3, 900]) {
    pool.reuse();
    const activation = pool.take();
    expect(pool.take()).not.toBe(activation);
    const sums = new Map<number, number>();
    for (let n = 0; n < 2_000; n++) {
      const [id, amount] = [Math.floor(idsMax * random() ** 2), Math.ceil(random() * 3)];
      activation.excite(id, amount);
      sums.set(id, (sums.get(id) ?? 0) + amount);
    }
    activation.scale(0.5);
    const all = Array.from({ length: activation.size }, (_, i) => [activation.idAt(i), 2 * activation.strengthAt(i)]);
    expect(all).toEqual([...sums]);
    expect(activation.of(1) * 2).toBe(sums.get(1));
    expect(activation.of(idsMax + 1)).toBe(0);
    const best = [...sums].sort(([a, s], [b, t]) => t - s || a - b).slice(0, 25);
    expect(activation.strongest(25).map((i) => activation.idAt(i))).toEqual(best.map(([id]) => id));
  }
});
