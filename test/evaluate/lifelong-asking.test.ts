// That each stage of sleep which works on questions is told from its absence: a small history is lived through with and without.
import { expect, test } from 'vitest';
import { runAsking } from './lifelong-asking.ts';
import type { ReplayCommit } from './replay-stream.ts';

const things = ['gateway', 'parser', 'ledger', 'scheduler', 'mailer', 'catalogue', 'invoice', 'carrier'];
const deeds = ['Bound', 'Rename', 'Batch', 'Shorten', 'Cache', 'Split', 'Trace', 'Throttle', 'Replace'];
const parts = ['buffers', 'columns', 'tokens', 'headers', 'lookups', 'retries', 'counters'];

function commit(n: number): ReplayCommit {
  const path = `src/${things[n % things.length]}.ts`;
  const message = `${deeds[n % deeds.length]} the ${parts[n % parts.length]} of ${things[n % things.length]} number${n}`;
  const patch = `@@ -0,0 +1,1 @@\n+const step${n} = ${n};\n`;
  const sha = n.toString(16).padStart(40, '0');
  const status = n < things.length ? ('A' as const) : ('M' as const);
  return {
    sha,
    t: 1_700_000_000 + n * 86_400,
    author: 'Ada',
    message,
    files: [{ path, status, add: 1, del: 0, patch }],
  };
}

test('a stage of sleep that is left out is missed where it answered', async () => {
  const commits = Array.from({ length: 120 }, (_, n) => commit(n));
  const results = await runAsking([{ name: 'made', commits }], 1);
  const by = new Map(results.map(({ method, metrics }) => [method, metrics as Record<string, number>]));
  expect([...by.keys()]).toEqual(['second-nature', 'no-sleep', 'no-dreams', 'no-curiosity']);
  const of = (method: string, measure: string) => by.get(method)![measure]!;
  expect(of('second-nature', 'oneCommit')).toBe(1);
  expect(of('second-nature', 'twoCommits')).toBeGreaterThan(of('no-dreams', 'twoCommits'));
  expect([of('second-nature', 'older'), of('no-curiosity', 'older')]).toEqual([1, 0]);
  expect(of('second-nature', 'relativePerformance')).toBeGreaterThan(of('no-curiosity', 'relativePerformance'));
  expect(of('no-curiosity', 'twoCommits')).toBe(of('second-nature', 'twoCommits'));
  expect(of('no-sleep', 'relativePerformance')).toBe(1);
}, 120_000);
