import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHistory } from '../../../src/engine/import/git-history.ts';
import type { CommitData, Observation } from '../../../src/engine/model/event.ts';
import { type MadeRepository, makeFolder, makeRepository } from './made-repository.ts';

let repository: MadeRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

async function read(
  root = repository.root,
  known: ReadonlySet<string> = new Set(),
): Promise<{ observations: Observation[]; problems: string[] }> {
  const observations: Observation[] = [];
  const problems: string[] = [];
  const batches = readHistory({
    root,
    idPrefix: 'git:p:',
    isKnown: (id) => known.has(id),
    signal: new AbortController().signal,
    onProblem: (problem) => problems.push(problem),
  });
  for await (const batch of batches) observations.push(...batch.observations);
  return { observations, problems };
}

function commitOf(observation: Observation | undefined): CommitData {
  if (observation?.kind !== 'commit' && observation?.kind !== 'revert') throw new Error('no commit');
  return observation.data;
}

/** Files and hunks in one line each, paths relative. */
function show(observation: Observation | undefined): string {
  const { files, hunks } = commitOf(observation);
  const short = (path: string) => path.slice(repository.root.length + 1);
  return [
    ...files.map((f) => `${f.status} ${f.was ? `${short(f.was)} → ` : ''}${short(f.path)} +${f.added} -${f.deleted}`),
    ...hunks.map((h) => `${short(h.path)}:${h.startLine} [${h.before.join('|')}] [${h.after.join('|')}]`),
  ].join('\n');
}

test('a commit comes with who, when, why and what', async () => {
  const sha = repository.commit(
    'Drop the retry queue\n\nIt delivered twice,\nbecause acks came late.\n',
    { 'src/a.ts': 'one\r\ntwo\n' },
    1_600_000_000,
  );
  const { observations, problems } = await read();
  const path = join(repository.root, 'src/a.ts');
  expect(problems).toEqual([]);
  expect(observations).toEqual([
    {
      id: `git:p:${sha}`,
      at: 1_600_000_000_000,
      kind: 'commit',
      actor: 'history',
      folder: repository.root,
      paths: [path],
      text: 'Drop the retry queue',
      data: {
        sha,
        author: 'Ada',
        subject: 'Drop the retry queue',
        body: 'It delivered twice,\nbecause acks came late.',
        files: [{ path, status: 'A', added: 2, deleted: 0 }],
        hunks: [{ path, startLine: 1, before: [], after: ['one', 'two'] }],
      },
    },
  ]);
});

test('changes, insertions, deletions, renames, modes, links, binaries and odd names', async () => {
  repository.commit('base', { 'a.ts': '1\n2\n3\n4\n', 'old name.ts': 'x\ny\nz\nw\n', bin: new Uint8Array([0, 1, 2]) });
  repository.git('mv', 'old name.ts', 'näme "q".ts');
  repository.commit('change', {
    'a.ts': '1\n1.5\n2\n-- 3\n++ 3\n',
    bin: new Uint8Array([0, 9]),
    'tab\there.ts': '--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n',
  });
  repository.git('rm', '--quiet', 'a.ts');
  repository.git('update-index', '--chmod=+x', 'bin');
  repository.git('commit', '--quiet', '-m', 'remove');
  const { observations } = await read();
  expect(show(observations[1])).toMatchInlineSnapshot(`
    "M a.ts +3 -2
    M bin +0 -0
    R old name.ts → näme "q".ts +0 -0
    A tab	here.ts +3 -0
    a.ts:2 [] [1.5]
    a.ts:3 [3|4] [-- 3|++ 3]
    tab	here.ts:1 [] [--- a/a.ts|+++ b/a.ts|@@ -1 +1 @@]"
  `);
  expect(show(observations[2])).toMatchInlineSnapshot(`
    "D a.ts +0 -5
    M bin +0 -0
    a.ts:1 [1|1.5|2|-- 3|++ 3] []"
  `);
});

test('a hunk says in which definition it stands, where git can tell', async () => {
  const queue = (wait: string) => `import x from 'x';\n\nexport class Queue {\n  push() {\n    ${wait}\n  }\n}\n`;
  repository.commit('base', { 'queue.ts': queue('return 1;') });
  repository.commit('change', { 'queue.ts': queue('return 2;') });
  repository.commit('margin', { 'queue.ts': `${queue('return 2;')}export const size = 3;\n` });
  const { observations } = await read();
  expect(observations.map((seen) => commitOf(seen).hunks.map(({ symbol }) => symbol))).toEqual([
    [undefined],
    ['Queue'],
    [undefined],
  ]);
});

test('reverts are told by their subject or their body', async () => {
  const one = repository.commit('One', { 'a.ts': '1' });
  repository.commit(`Revert "One"\n\nThis reverts commit ${one}.`, { 'a.ts': '2' });
  repository.commit('Revert "Something"', { 'a.ts': '3' });
  repository.commit(`Back out\n\nThis reverts commit ${one.slice(0, 9)}.`, { 'a.ts': '4' });
  repository.commit('Explain how to revert', { 'a.ts': '5' });
  const { observations } = await read();
  expect(observations.map((o) => [o.kind, commitOf(o).reverts])).toEqual([
    ['commit', undefined],
    ['revert', one],
    ['revert', undefined],
    ['revert', one.slice(0, 9)],
    ['commit', undefined],
  ]);
});

test('empty messages, empty commits and bytes that are no UTF-8 are taken as they are', async () => {
  repository.commit('', { 'latin.txt': new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x0a]) });
  repository.commit('nothing changed', {});
  const { observations } = await read();
  expect(observations[0]!.text).toBe('');
  expect(commitOf(observations[0]).hunks[0]!.after).toEqual(['caf\uFFFD']);
  expect(commitOf(observations[1]).files).toEqual([]);
});

test('merges are passed over, both sides are read, parents first', async () => {
  repository.commit('base', { 'a.ts': '1' }, 2_000_000_000);
  repository.git('checkout', '--quiet', '-b', 'side');
  repository.commit('side', { 'b.ts': '1' }, 1_000_000_000);
  repository.git('checkout', '--quiet', 'main');
  repository.commit('main', { 'c.ts': '1' }, 1_500_000_000);
  repository.git('merge', '--quiet', '--no-edit', 'side');
  const { observations } = await read();
  expect(observations.map((o) => o.text)).toEqual(['base', 'side', 'main']);
});

test('excerpts are bounded; lock files give none; a commit of many files keeps its list alone', async () => {
  repository.commit('big', {
    'a-long.ts': `${'x'.repeat(5_000)}\n${'line\n'.repeat(100)}`,
    'package-lock.json': 'noise\n'.repeat(50),
    'z.ts': 'z\n',
  });
  repository.commit(
    'huge',
    Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`many/${i}.ts`, `${i}\n`] as const)),
  );
  const { observations } = await read();
  const [first, ...others] = commitOf(observations[0]).hunks;
  expect(first!.after.length).toBe(40);
  expect(first!.after[0]!.length).toBe(400);
  expect(others.map((hunk) => hunk.path)).toEqual([join(repository.root, 'z.ts')]);
  expect(commitOf(observations[0]).files.map((file) => file.added)).toEqual([101, 50, 1]);
  expect(commitOf(observations[1]).files.length).toBe(250);
  expect(commitOf(observations[1]).hunks).toEqual([]);
});

test('a submodule is a changed file and nothing more', async () => {
  const inner = makeRepository('inner');
  inner.commit('inner', { 'i.ts': '1' });
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'lib');
  repository.commit('add lib', {});
  const { observations } = await read();
  expect(commitOf(observations[0]).files.map((file) => [file.status, file.path])).toEqual([
    ['A', join(repository.root, '.gitmodules')],
    ['A', join(repository.root, 'lib')],
  ]);
  inner.remove();
});

test('only what is not known is read, in batches, and progress counts it', async () => {
  const shas = Array.from({ length: 5 }, (_, i) => repository.commit(`c${i}`, { 'a.ts': `${i}` }));
  const known = new Set(shas.slice(0, 3).map((sha) => `git:p:${sha}`));
  const { observations } = await read(repository.root, known);
  expect(observations.map((o) => o.text)).toEqual(['c3', 'c4']);
  expect((await read(repository.root, new Set(shas.map((sha) => `git:p:${sha}`)))).observations).toEqual([]);
});

test('programs that a repository names in its configuration are not run', async () => {
  const trap = join(repository.root, '../trapped');
  repository.write('.gitattributes', '*.ts diff=trap\n');
  for (const key of ['diff.trap.command', 'diff.trap.textconv', 'diff.external', 'core.fsmonitor', 'core.pager']) {
    repository.git('config', key, `touch ${trap} #`);
  }
  repository.commit('one', { 'a.ts': 'a\n' });
  rmSync(trap, { force: true });
  const { observations } = await read();
  expect(show(observations[0])).toContain('a.ts:1 [] [a]');
  expect(existsSync(trap)).toBe(false);
});

test('an import that is cancelled stops at once', async () => {
  const stream = fastImport(2_000);
  repository.remove();
  repository = makeRepository();
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repository.root, input: stream });
  const controller = new AbortController();
  const options = { root: repository.root, idPrefix: 'git:p:', isKnown: () => false, onProblem: () => {} };
  let batches = 0;
  let abortedAtMs = 0;
  for await (const batch of readHistory({ ...options, signal: controller.signal })) {
    expect(batch).toMatchObject({ done: 200, total: 2_000 });
    batches += 1;
    abortedAtMs = performance.now();
    controller.abort();
  }
  expect(batches).toBe(1);
  expect(performance.now() - abortedAtMs).toBeLessThan(500);
});

function fastImport(commits: number): string {
  return Array.from(
    { length: commits },
    (_, i) =>
      `commit refs/heads/main\ncommitter Ada <ada@example.com> ${1_600_000_000 + i} +0000\ndata 2\nc\n` +
      `M 100644 inline f${i % 50}.ts\ndata ${String(i).length}\n${i}\n`,
  ).join('');
}

test('a shallow clone, a folder without a repository, a damaged repository: the rest is kept and the problem told', async () => {
  for (let i = 0; i < 4; i += 1) repository.commit(`c${i}`, { 'a.ts': `${i}` });
  const clone = makeFolder();
  repository.git('clone', '--quiet', '--depth=2', `file://${repository.root}`, join(clone.root, 'copy'));
  const shallow = await read(join(clone.root, 'copy'));
  expect(shallow.problems).toEqual([
    'Shallow clone: only 2 commits are here; `git fetch --unshallow` brings the rest.',
  ]);
  expect(shallow.observations.length).toBe(2);
  expect(await read(clone.root)).toEqual({ observations: [], problems: [] });
  clone.remove();

  const blob = repository.git('rev-parse', 'HEAD~1:a.ts').trim();
  rmSync(join(repository.root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const damaged = await read();
  expect(damaged.problems[0]).toMatch(/^The history was read in part only: /);
  expect(damaged.observations.map((o) => o.text)).toEqual(['c0', 'c1']);
});

test('a partial clone is read without its contents, and nothing is fetched for it', async () => {
  repository.commit('one', { 'a.ts': 'a\n' });
  repository.git('config', 'uploadpack.allowFilter', 'true');
  const clone = makeFolder();
  const copy = join(clone.root, 'copy');
  const partial = ['--filter=blob:none', '--no-checkout'];
  repository.git('clone', '--quiet', ...partial, `file://${repository.root}`, copy);
  const { observations, problems } = await read(copy);
  expect(problems).toEqual([
    'Partial clone: what the commits changed inside files is not read, since it is not on this machine.',
  ]);
  expect(commitOf(observations[0]).files).toEqual([{ path: join(copy, 'a.ts'), status: 'A', added: 0, deleted: 0 }]);
  clone.remove();
});
