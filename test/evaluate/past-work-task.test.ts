// That past work is measured by what it has in common with what comes, and that a file brings the work at it to mind.
import { expect, test } from 'vitest';
import { measureOverlaps, runPastWork } from './past-work-task.ts';
import type { ReplayCommit } from './replay-stream.ts';

test('the first episode with a file in common counts by its rank, and what was not primed shares nothing', () => {
  expect(measureOverlaps([[0, 0.5, 0.25], []])).toEqual({ mrr: 0.25, 'overlap@1': 0, 'overlap@3': 0.125 });
});

const areas = ['parser', 'printer', 'server'];
const commits: ReplayCommit[] = Array.from({ length: 60 }, (_, n) => {
  const area = areas[n % areas.length]!;
  return {
    ...{ sha: n.toString(16).padStart(40, '0'), t: 1_700_000_000 + n * 43_200, author: 'Ada' },
    message: `Mend the ${area}`,
    files: ['main.ts', 'main.test.ts'].map((file) => ({
      ...{ path: `${area}/${file}`, status: n < areas.length ? ('A' as const) : ('M' as const), add: 1, del: 0 },
      patch: `@@ -${n + 1},0 +${n + 1},1 @@\n+const step${n} = ${n};`,
    })),
  };
});

test('a file brings work at its area to mind, and nothing without spreading activation', async () => {
  const [byFile] = await runPastWork({ name: 'made', commits }, 1, []);
  expect(byFile).toMatchObject({ category: 'a file', n: 12, metrics: { mrr: 1, 'overlap@1': 1 } });
  const [without] = await runPastWork({ name: 'made', commits }, 1, ['spreading']);
  expect(without).toMatchObject({ ablate: 'spreading', metrics: { mrr: 0 } });
});
