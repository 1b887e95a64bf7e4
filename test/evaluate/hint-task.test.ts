// That hints are counted as they are meant, and that a made history with one clear habit is hinted at rightly and rarely.
import { expect, test } from 'vitest';
import { frequency, measureHints, runHints } from './hint-task.ts';
import type { ReplayCommit } from './replay-stream.ts';

test('hints are counted by what they name and by the time of work', () => {
  const hint = (minute: number, right: number, repeated = 0) => ({
    // A break of an hour lies between the first two.
    ...{ clockMs: (minute + (minute > 0 ? 60 : 0)) * 60_000, atMs: minute * 60_000 },
    ...{ named: 2, right, repeated },
  });
  const hints = [hint(0, 2), hint(9, 0, 1), hint(30, 1)];
  expect(measureHints(hints)).toEqual({ hints: 3, precision: 0.5, useful: 2 / 3, repeats: 1 / 6 });
  expect(frequency(hints, 60 * 60_000)).toEqual({
    workedHours: 1,
    perTenMinutes: 0.5,
    mostInTenMinutes: 1,
    mostWithoutBreaks: 2,
    crowded: 1 / 3,
  });
});

const daySeconds = 24 * 3600;
const commits: ReplayCommit[] = Array.from({ length: 120 }, (_, n) => {
  const paths = n % 3 === 0 ? ['src/schema.ts', 'test/schema.test.ts'] : [`src/part${n % 7}.ts`];
  return {
    ...{ sha: n.toString(16).padStart(40, '0'), t: 1_700_000_000 + n * (daySeconds / 2), author: 'Ada' },
    message: `Step ${n}`,
    files: paths.map((path) => ({
      ...{ path, status: n < 8 ? ('A' as const) : ('M' as const), add: 1, del: 0 },
      patch: `@@ -${n + 1},0 +${n + 1},1 @@\n+const step${n} = ${n};`,
    })),
  };
});

test('what always changes along is named before it is touched, at most once in ten minutes', async () => {
  const [whole, ...boundaries] = await runHints({ name: 'made', commits }, 1);
  const saves = boundaries.find(({ category }) => category === 'at a save')!.metrics as Record<string, number>;
  expect(saves.hints).toBeGreaterThan(3);
  expect(saves.precision).toBeGreaterThan(0.8);
  const { perTenMinutes, mostInTenMinutes, repeats } = whole!.metrics as Record<string, number>;
  expect(perTenMinutes).toBeLessThanOrEqual(1);
  expect(mostInTenMinutes).toBe(1);
  expect(repeats).toBeLessThanOrEqual(0.05);
}, 120_000);
