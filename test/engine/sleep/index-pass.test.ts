import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runIndexPass } from '../../../src/engine/sleep/index-pass.ts';
import { createSleep } from '../../../src/engine/sleep/sleep-process.ts';
import { indexSizeMin } from '../../../src/engine/store/index-snapshot.ts';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';
import { openVectorIndex } from '../../../src/engine/store/vector-index.ts';

it('builds what is due, one project after the other, and looks the database through', () => {
  const report = runIndexPass({
    projects: ['a', 'b', 'c'],
    buildIndex(project) {
      if (project === 'a') return { state: 'not-due' };
      return project === 'b' ? { state: 'built', vectors: 7 } : { state: 'failed', detail: 'disk full' };
    },
    findProblems: () => ['row 3 missing'],
  });
  expect(report).toEqual({ built: { b: 7 }, failed: { c: 'disk full' }, problems: ['row 3 missing'] });
});

function sleep(directory: string, signal = new AbortController().signal): Promise<readonly string[]> {
  const script = join(import.meta.dirname, '../../../src/engine/sleep/main.ts');
  return createSleep(script, directory)({ encoderId: 'w1', projects: [], at: 0 }, () => false, signal);
}

it('works in a process of its own while the engine has the memory open, and the engine finds the index afterwards', {
  timeout: 60_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-sleep-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const opened = openStore(directory);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  onTestFinished(() => store.close());
  const project = 'folder:/orders';
  const drafts = Array.from({ length: indexSizeMin }, (_, i) => ({
    ...({ id: `e${i}`, at: i, kind: 'note', actor: 'developer', project, refs: [], text: '', data: {} } as const),
  }));
  store.append(drafts, ({ seq }) => ({
    project,
    changes: [{ op: 'index', seq, trace: { title: 'a', body: '', places: '' } }],
  }));
  const vectors = drafts.map((_, i) => ({ seq: i + 1, vector: Float32Array.from([Math.cos(i), Math.sin(i)]) }));
  store.writeVectors('w1', vectors);

  expect(await sleep(directory)).toEqual([]);
  const index = openVectorIndex({ directory, encoderId: 'w1', source: store });
  expect(index.search(project, vectors[12]!.vector, 1)[0]?.similarity).toBeCloseTo(1, 2);
  expect(index.mode).toBe('hnsw');
});

it('says what is wrong where there is no memory', async () => {
  const problems = await sleep(join(tmpdir(), 'second-nature-sleep-nothing-here'));
  expect(problems).toEqual([expect.stringContaining('cannot be opened')]);
});

it('says that it was broken off, and leaves nothing running', async () => {
  const problems = await sleep(join(tmpdir(), 'second-nature-sleep-nothing-here'), AbortSignal.abort());
  expect(problems).toEqual(['The sleep broke off.']);
});
