// The scripted agent on a history of a few files: it reads fewer wrong ones with the memory, and tries nothing twice in vain.
import { expect, test } from 'vitest';
import { runAgent } from './agent-task.ts';
import type { ReplayCommit } from './replay-stream.ts';

const areas = ['parser', 'queue', 'mailer', 'invoice'];

/** Each area has a file that holds its words and one beside it that does not and always changes along. */
function commit(n: number): ReplayCommit {
  const area = areas[n % areas.length]!;
  const status = n < areas.length ? 'A' : 'M';
  const patch = (text: string) => `@@ -1,1 +1,2 @@\n ${area}\n+${text} ${n}`;
  return {
    sha: n.toString(16).padStart(40, '0'),
    t: 1_700_000_000 + n * 3_600,
    author: 'ada',
    message: `Improve the ${area} once more`,
    files: [
      { path: `src/${area}/main.ts`, status, add: 2, del: 0, patch: patch(`const ${area}Size =`) },
      { path: `src/core/shared-${n % areas.length}.ts`, status, add: 2, del: 0, patch: patch('const step =') },
    ],
  };
}

test('with the memory fewer wrong files are opened, and what an error was not cleared by is not tried', async () => {
  const stream = { name: 'made', commits: Array.from({ length: 80 }, (_, n) => commit(n)) };
  const [ours, without] = await runAgent(stream, 1);
  expect([ours!.method, without!.method, ours!.n]).toEqual(['second-nature', 'no-memory', without!.n]);
  expect(ours!.metrics.recall).toBeGreaterThan(0.9);
  expect(Number(ours!.metrics.wrongFiles)).toBeLessThanOrEqual(Number(without!.metrics.wrongFiles));
  expect(ours!.metrics).toMatchObject({ errors: 6, errorFalseAlarms: 0, repeatedShare: 0 });
  expect(Number(without!.metrics.repeatedShare)).toBeGreaterThan(0.3);
}, 60_000);
