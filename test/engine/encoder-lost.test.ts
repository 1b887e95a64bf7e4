// The encoder's files can be read no longer while the memory is used: recall goes by words alone, says so, and the encoder
// is taken up again when it is there again.
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { loadEncoder } from '../../src/engine/encode/encoder-loader.ts';
import { EncoderUnavailable } from '../../src/engine/encode/encoder-unavailable.ts';
import { type LoadMeaning, MeaningSearch } from '../../src/engine/meaning-search.ts';
import { openVectorIndex } from '../../src/engine/store/vector-index.ts';
import { openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import { madeFolder, makeWork } from '../evaluate/made-work.ts';
import { makeSentenceFolder } from './encode/made-sentence-folder.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'encoder-lost-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const folder = path.join(scratch, 'shipped');
const table = path.join(folder, 'model.onnx.data');
const chosen = makeSentenceFolder(path.join(scratch, 'tiny'), { 'sentence_bert_config.json': { max_seq_length: 64 } });
beforeEach(() => cpSync(path.resolve(import.meta.dirname, '../../media/encoder'), folder, { recursive: true }));

const wordsAlone = expect.stringMatching(
  /^The text encoder is not available: .*; install the extension anew\. Recall goes by words alone\.$/,
);

async function remember(retryMs: number) {
  const memory = openEvaluationEngine({ startMs: 1_000_000, without: [] });
  const work = makeWork(memory);
  const tell = async (...texts: string[]) => {
    for (const text of texts) work.note(text);
    await work.flush();
  };
  await tell('close file', 'open file');
  const load =
    (from: string): LoadMeaning =>
    async () => {
      try {
        const encoder = await loadEncoder(from);
        return { encoder, index: openVectorIndex({ directory: scratch, encoderId: encoder.id, source: memory.store }) };
      } catch (error) {
        if (error instanceof EncoderUnavailable) return { notice: error.message };
        throw error;
      }
    };
  const meaning = new MeaningSearch(memory.store, load(folder), retryMs);
  const close = async () => {
    await meaning.close();
    await memory.close();
  };
  return { meaning, tell, load, close };
}

/** Is loaded, and gone before its table is read. */
function thenLost(load: LoadMeaning): LoadMeaning {
  return async () => {
    const loaded = await load();
    truncateSync(table, 1_000);
    return loaded;
  };
}

test('the encoding in the background ends quietly, and is taken up again when the files are there again', async () => {
  const { meaning, tell, close } = await remember(100);
  await meaning.settle();
  expect(meaning.state()).toMatchObject({ encoder: expect.stringMatching(/^token-sum-/), vectors: 2, notices: [] });
  await setTimeout(2_500); // The table is let go.
  const whole = readFileSync(table);
  truncateSync(table, 1_000);
  await tell('read file');
  await meaning.settle();
  expect(meaning.state()).toMatchObject({ encoder: 'none', notices: [wordsAlone] });
  expect(await meaning.query('close file')).toEqual({});
  await setTimeout(250); // It is tried in vain.
  expect(meaning.state()).toMatchObject({ encoder: 'none', notices: [wordsAlone] });
  writeFileSync(table, whole);
  await vi.waitFor(() => expect(meaning.state()).toMatchObject({ vectors: 3, notices: [] }), 5_000);
  expect((await meaning.query('close file')).vectors).toBeDefined();
  await close();
});

test('an encoder that is chosen while the former is lost serves at once', async () => {
  const { meaning, tell, load, close } = await remember(60_000);
  await meaning.settle();
  await setTimeout(2_500);
  truncateSync(table, 1_000);
  await tell('read file');
  const [exchanged] = await Promise.all([meaning.exchange(load(chosen)), meaning.query('read file')]);
  await meaning.settle();
  expect(meaning.state()).toMatchObject({ encoder: (exchanged as { id: string }).id, vectors: 3, notices: [] });
  await close();
});

test('where the one that is to follow is lost, the former serves on', async () => {
  const { meaning, load, close } = await remember(60_000);
  await meaning.exchange(load(chosen));
  await meaning.settle();
  const { encoder } = meaning.state();
  expect(encoder).toMatch(/^tiny-/);
  await meaning.exchange(thenLost(load(folder)));
  await meaning.settle();
  const notice = expect.stringMatching(/can be read no longer.* The former one stays in force\.$/);
  expect(meaning.state()).toMatchObject({ encoder, vectors: 2, notices: [notice] });
  expect((await meaning.query('close file')).vectors).toBeDefined();
  await close();
});

test('a question is answered by words, and the state of the engine says why', async () => {
  const memory = openEvaluationEngine({ startMs: 1_000_000, without: [], encoderFolder: folder });
  const work = makeWork(memory);
  work.note('The port of the billing gateway is 8080.');
  await work.flush();
  await setTimeout(2_500);
  truncateSync(table, 1_000);
  const question = 'What is the port of the billing gateway?';
  const { state, summary } = await memory.engine.recall(madeFolder, { question, limit: 3, mode: 'auto' });
  expect(state).toBe('known');
  expect(summary).toContain('8080');
  expect((await memory.engine.state()).notices).toEqual([wordsAlone]);
  await memory.close();
});
