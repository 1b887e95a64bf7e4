import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { runIndexPass } from '../../../src/engine/sleep/index-pass.ts';
import type { SleepMessage } from '../../../src/engine/sleep/sleep-message.ts';
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

async function sleep(directory: string): Promise<SleepMessage[]> {
  const worker = new Worker(join(import.meta.dirname, '../../../src/engine/sleep/main.ts'), {
    workerData: { directory, encoderId: 'w1', projects: [], at: 0 },
  });
  const messages: SleepMessage[] = [];
  worker.on('message', (message: SleepMessage) => messages.push(message));
  await once(worker, 'exit');
  return messages;
}

it('works in a thread while the engine has the memory open, and the engine finds the index afterwards', {
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

  const messages = await sleep(directory);
  expect(messages.at(-1)).toEqual({ type: 'done', problems: [] });
  const index = openVectorIndex({ directory, encoderId: 'w1', source: store });
  expect(index.search(project, vectors[12]!.vector, 1)[0]?.similarity).toBeCloseTo(1, 5);
  expect(index.mode).toBe('hnsw');
});

it('says what is wrong where there is no memory', async () => {
  const messages = await sleep(join(tmpdir(), 'second-nature-sleep-nothing-here'));
  expect(messages).toEqual([{ type: 'failed', message: expect.stringContaining('cannot be opened') }]);
});
