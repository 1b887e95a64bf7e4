// One encoder gives way to another while the memory is used: the former serves until the other has encoded everything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadEncoder } from '../../src/engine/encode/encoder-loader.ts';
import { EncoderUnavailable } from '../../src/engine/encode/encoder-unavailable.ts';
import { MeaningSearch } from '../../src/engine/meaning-search.ts';
import type { Observation } from '../../src/engine/model/event.ts';
import { openVectorIndex } from '../../src/engine/store/vector-index.ts';
import { openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import { makeSentenceFolder } from './encode/made-sentence-folder.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'encoder-exchange-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const shipped = path.resolve(import.meta.dirname, '../../media/encoder');
const chosen = makeSentenceFolder(path.join(scratch, 'tiny'), { 'sentence_bert_config.json': { max_seq_length: 64 } });

const said = (id: string, text: string, at: number): Observation => ({
  id,
  at,
  kind: 'agent-turn',
  actor: 'agent:ada',
  folder: '/made/exchange',
  paths: [],
  text,
  data: { session: 'one' },
});

async function remember(count: number) {
  const memory = openEvaluationEngine({ startMs: 1_000_000, without: [] });
  const texts = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 'close file' : 'open file'));
  await memory.engine.observe(texts.map((text, i) => said(`turn${i}`, text, 1_000_000 + i)));
  const { store } = memory;
  const load = (folder: string) => async () => {
    try {
      const encoder = await loadEncoder(folder);
      return { encoder, index: openVectorIndex({ directory: scratch, encoderId: encoder.id, source: store }) };
    } catch (error) {
      if (error instanceof EncoderUnavailable) return { notice: error.message };
      throw error;
    }
  };
  const meaning = new MeaningSearch(store, load(shipped));
  const { project } = store.episodeOfEvent(store.event('turn0')!.seq)!;
  return { memory, store, meaning, load, project };
}

test('the former serves until every trace has a vector of the other, whose vectors then stand alone', async () => {
  const { memory, store, meaning, load, project } = await remember(600);
  await meaning.settle();
  const former = meaning.state();
  expect(former).toMatchObject({ encoder: expect.stringMatching(/^token-sum-/), vectors: 600, notices: [] });
  const exchanged = await meaning.exchange(load(chosen));
  expect(exchanged).toEqual({ id: expect.stringMatching(/^tiny-4-/) });
  const asked = await meaning.query('close file');
  expect(meaning.state().encoder).toBe(former.encoder);
  expect(asked.vectors!.search(project, asked.queryVector!, 3)).toHaveLength(3);
  await meaning.settle();
  expect(meaning.state()).toMatchObject({ encoder: 'id' in exchanged && exchanged.id, vectors: 600, notices: [] });
  expect(store.vectorCount(former.encoder)).toBe(0);
  const { vectors, queryVector } = await meaning.query('open');
  const [nearest] = vectors!.search(project, queryVector!, 1);
  expect(store.eventAt(nearest!.seq)!.text).toBe('open file');
  await meaning.close();
  await memory.close();
});

test('an encoder that is not to be had changes nothing, and the same one again costs nothing', async () => {
  const { memory, meaning, load } = await remember(4);
  await meaning.settle();
  const { encoder } = meaning.state();
  expect(await meaning.exchange(load(path.join(scratch, 'nowhere')))).toEqual({
    notice: expect.stringMatching(/cannot be read.* The former one stays in force\.$/),
  });
  expect(meaning.state()).toMatchObject({ encoder, vectors: 4 });
  await meaning.exchange(load(shipped));
  await meaning.settle();
  expect(meaning.state()).toMatchObject({ encoder, vectors: 4, notices: [] });
  expect((await meaning.query('close')).vectors).toBeDefined();
  await meaning.close();
  await memory.close();
});

test('without an encoder at first, the chosen one serves at once', async () => {
  const { memory, store, load } = await remember(4);
  const meaning = new MeaningSearch(store, load(path.join(scratch, 'nowhere')));
  await meaning.settle();
  expect(meaning.state()).toMatchObject({
    encoder: 'none',
    notices: [expect.stringMatching(/not available.* Recall goes by words alone\.$/)],
  });
  await meaning.exchange(load(chosen));
  await meaning.settle();
  expect(meaning.state()).toMatchObject({ vectors: 4, notices: [] });
  await meaning.close();
  await memory.close();
});
