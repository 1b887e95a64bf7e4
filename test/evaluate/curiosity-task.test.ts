// That a stream becomes a repository which tells the truth, that looks are weighed as they are meant, and that a small history
// is lived through.
import { execFileSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { foreseen, gainOf, readFinding } from './curiosity-measure.ts';
import { runCuriosity } from './curiosity-task.ts';
import type { ReplayCommit, ReplayFile } from './replay-stream.ts';
import { makeStreamRepository, type StreamRepository } from './stream-repository.ts';

let repository: StreamRepository | undefined;
afterEach(() => repository?.remove());

const daySeconds = 24 * 3600;
function commit(n: number, message: string, files: readonly ReplayFile[]): ReplayCommit {
  const sha = n.toString(16).padStart(40, '0');
  return { sha, t: 1_700_000_000 + n * daySeconds, author: n % 2 === 0 ? 'Ada' : 'Ben', message, files: [...files] };
}

test('git tells of a stream what the stream tells, renames and the origin of lines with it', () => {
  const first = { path: 'a b.ts', status: 'A' as const, patch: '@@ -0,0 +1,3 @@\n+one\n+two\n+three\n' };
  const second = { path: 'a b.ts', status: 'M' as const, patch: '@@ -1,3 +1,4 @@\n one\n-two\n+TWO\n+more\n three\n' };
  const third = { path: 'lib/c.ts', was: 'a b.ts', status: 'R' as const };
  repository = makeStreamRepository([
    commit(0, 'Add', [first]),
    commit(1, 'Ändere', [second]),
    commit(2, 'Mv', [third]),
  ]);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository!.root, ...args], { encoding: 'utf8' }).trim();
  repository.advanceTo(3);
  expect(git('log', '--follow', '--format=%an %at %s', '--', 'lib/c.ts').split('\n')).toEqual([
    'Ada 1700172800 Mv',
    'Ben 1700086400 Ändere',
    'Ada 1700000000 Add',
  ]);
  const origins = git('blame', '--line-porcelain', 'lib/c.ts').match(/(?<=^summary |^\t).*/gm);
  expect(origins).toEqual(['Add', 'one', 'Ändere', 'TWO', 'Ändere', 'more', 'Add', 'three']);
  repository.advanceTo(1);
  expect(git('log', '--format=%s')).toBe('Add');
  expect(git('status', '--porcelain')).toBe('');
});

test('a finding is worth what it makes of the commits that follow', () => {
  const text =
    '`src/`: 9 commits by 2 people from 2021-03-04 to 2021-04-01, 1 of them repairs. In 7 of them `lib/` changed along.';
  const found = readFinding(text)!;
  expect(found).toEqual({
    ...{ commits: 9, repairs: 1, sinceMs: Date.parse('2021-03-04') },
    along: { folder: 'lib/', commits: 7 },
  });
  expect(readFinding('Of its 9 lines, 100 % from 12345678.')).toBeUndefined();
  const told = (isRepair: boolean, ...paths: string[]) => ({ isRepair, paths: new Set(paths) });
  // Nothing was known, so all was as likely as not: 1.5 of 10 for a repair now, 7.5 of 10 for `lib/`.
  const plain = told(false, 'src/a.ts', 'lib/b.ts');
  expect(gainOf(found, [], [plain])).toBeCloseTo(Math.log2(0.85 / 0.5) + Math.log2(0.75 / 0.5));
  expect(gainOf(found, [], [told(true, 'src/a.ts')])).toBeCloseTo(Math.log2(0.15 / 0.5) + Math.log2(0.25 / 0.5));
  expect(gainOf(found, [plain], [])).toBe(0);
  expect(foreseen('src/', [plain], [told(false, 'src/a.ts', 'lib/b.ts', 'x.ts')])).toEqual([0.5]);
});

test('a small history is lived through, once for each who chooses', async () => {
  const commits = Array.from({ length: 200 }, (_, n) => {
    const paths = n % 4 === 0 ? ['src/schema.ts', 'test/schema.ts'] : [`src/part${n % 9}.ts`];
    // Young files that need repair are what is wondered at.
    if (n % 7 === 3) paths.push(`src/young${Math.trunc(n / 28)}.ts`);
    const file = (path: string): ReplayFile => ({
      ...{ path, status: 'M', add: 1, del: 0 },
      patch: `@@ -0,0 +1,1 @@\n+const step${n} = ${n};\n`,
    });
    return commit(n, n % 7 === 3 ? `Fix step ${n}` : `Step ${n}`, paths.map(file));
  });
  const results = await runCuriosity({ name: 'made', commits }, 1, [], 40);
  const lived = results.filter(({ category }) => category === undefined);
  expect(lived.map(({ method }) => method)).toEqual(['curiosity', 'frequency', 'chance', 'nobody']);
  const metrics = lived.map((each) => each.metrics as Record<string, number>);
  expect(metrics[0]!.looks).toBeGreaterThan(2);
  expect(metrics.map(({ looks }) => looks)).toEqual([metrics[0]!.looks, metrics[0]!.looks, metrics[0]!.looks, 0]);
  expect(metrics[1]!.answered).toBeGreaterThan(0);
  expect(metrics[3]!.answered).toBe(0);
  expect(metrics[1]!.older).toBeGreaterThan(0);
}, 120_000);
